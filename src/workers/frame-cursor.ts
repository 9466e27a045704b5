import { LAYOUT } from '../engine/memory-layout.ts';
import type { PlacedBlock } from './audio-file.ts';
import type { BegunTrack } from './decode-track.ts';
import type { RateConverter, Span } from './rate-converter.ts';

/** Reads a track at the context's rate, as far at a time as the reader likes. Decode worker only. */
export class FrameCursor {
  readonly #blocks: AsyncGenerator<PlacedBlock, void, undefined>;
  #first: PlacedBlock | null;
  readonly #converter: RateConverter;
  #spans: Generator<Span, void, undefined> | null = null;
  #rest: Span | null = null;
  #drained = false;
  #endSeconds: number;

  /** @param converter may still hold the end of the track before this one */
  constructor({ first, rest }: BegunTrack, converter: RateConverter, fromSeconds: number) {
    this.#first = first;
    this.#blocks = rest;
    this.#converter = converter;
    this.#endSeconds = fromSeconds;
  }

  /** Seconds of the file that have been decoded. */
  get endSeconds(): number {
    return this.#endSeconds;
  }

  /**
   * The frames that come next, at least one; null at the end of the file. They stay until `skip` has
   * gone past them.
   *
   * @throws {StreamError}
   */
  async look(): Promise<Span | null> {
    while (this.#rest === null) {
      const { value: span } = this.#spans?.next() ?? {};
      if (span !== undefined) {
        this.#rest = span;
        break;
      }
      if (this.#drained) return null;
      const block = this.#first ?? (await this.#blocks.next()).value;
      this.#first = null;
      if (block === undefined) return null;
      this.#endSeconds = block.endSeconds;
      this.#spans = this.#converter.convert(block);
    }
    return this.#rest;
  }

  /** @param frames of what `look` gave */
  skip(frames: number): void {
    const rest = this.#rest;
    if (rest === null) return;
    this.#rest =
      frames < rest.frames
        ? { offset: rest.offset + frames * LAYOUT.FRAME_BYTES, frames: rest.frames - frames }
        : null;
  }

  /** At the end of the file: nothing follows in this converter, so what it still holds comes next. */
  drain(): void {
    this.#drained = true;
    this.#spans = this.#converter.drain();
  }

  /** Resolves when nothing of the file is being decoded any more. */
  async close(): Promise<void> {
    await this.#blocks.return();
  }
}
