import type { TimeSpan } from '../engine/audio-engine.ts';

/**
 * The engine's spans as the `TimeRanges` that code written for `<audio>` reads. Does not change;
 * times in seconds.
 */
export class PlayerTimeRanges implements TimeRanges {
  readonly #spans: readonly TimeSpan[];

  /** @param spans in their order, without overlap */
  constructor(spans: readonly TimeSpan[]) {
    this.#spans = spans;
  }

  get length(): number {
    return this.#spans.length;
  }

  /** @throws {DOMException} IndexSizeError when there is no such range */
  start(index: number): number {
    return this.#span('start', index).start;
  }

  /** @throws {DOMException} IndexSizeError when there is no such range */
  end(index: number): number {
    return this.#span('end', index).end;
  }

  #span(method: string, index: number): TimeSpan {
    // As WebIDL's unsigned long: fractions are cut, -1 becomes 4294967295.
    const span = this.#spans[index >>> 0];
    if (span) return span;
    throw new DOMException(
      `${method}(${index}): there are ${this.#spans.length} ranges.`,
      'IndexSizeError',
    );
  }
}
