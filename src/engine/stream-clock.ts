interface Segment {
  readonly atFrame: number;
  readonly mediaSeconds: number;
}

/**
 * Translates frames of a generation into the file's time. A generation is a row of segments: one
 * from where it was opened or sought to, and one more for every round of a loop.
 */
export class StreamClock {
  readonly #sampleRateHz: number;
  #segments: Segment[] = [];
  #startSeconds = 0;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
  }

  /** A new generation will start at `seconds`. */
  restart(seconds: number): void {
    this.#segments = [];
    this.#startSeconds = seconds;
  }

  add(segment: Segment): void {
    this.#segments.push(segment);
  }

  /** Seconds of the file that `frames` of this generation reach. */
  secondsAt(frames: number): number {
    const segment = this.#segments.findLast(({ atFrame }) => atFrame <= frames);
    if (segment === undefined) return this.#startSeconds;
    return segment.mediaSeconds + (frames - segment.atFrame) / this.#sampleRateHz;
  }

  /** How many times the sound has gone round by `frames`. */
  roundsAt(frames: number): number {
    return Math.max(0, this.#segments.filter(({ atFrame }) => atFrame <= frames).length - 1);
  }
}
