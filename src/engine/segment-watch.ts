import { Scope } from './scope.ts';
import type { Segment, StreamClock } from './stream-clock.ts';

/** Between two looks while a segment is near but does not come, because the sound waits. */
const SHORTEST_LOOK_MS = 5;

/** Tells when a segment of the stream begins to be heard, as precisely as timers go. */
export class SegmentWatch {
  readonly #clock: StreamClock;
  readonly #heardFrames: () => number;
  readonly #sampleRateHz: number;
  readonly #heard: (segment: Segment) => void;
  #scope = new Scope();

  /** @param heard called when a segment that was ahead is heard */
  constructor(
    clock: StreamClock,
    heardFrames: () => number,
    sampleRateHz: number,
    heard: (segment: Segment) => void,
  ) {
    this.#clock = clock;
    this.#heardFrames = heardFrames;
    this.#sampleRateHz = sampleRateHz;
    this.#heard = heard;
  }

  /** Looks now, and again when the next one is due. To be called when sound flows or one was added. */
  look(): void {
    this.stop();
    for (;;) {
      const segment = this.#clock.advance(this.#heardFrames());
      if (segment === null) break;
      this.#heard(segment);
    }
    const frames = this.#clock.framesToNext(this.#heardFrames());
    if (frames === null) return;
    this.#scope = new Scope();
    const dueMs = (1000 * frames) / this.#sampleRateHz;
    this.#scope.timeout(Math.max(SHORTEST_LOOK_MS, dueMs), () => {
      this.look();
    });
  }

  /** No sound flows. */
  stop(): void {
    this.#scope.dispose();
  }
}
