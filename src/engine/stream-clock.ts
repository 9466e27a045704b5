/** From `atFrame` of a generation on it is `track`, from `mediaSeconds` of it on. */
export interface Segment {
  readonly track: number;
  readonly atFrame: number;
  readonly mediaSeconds: number;
}

/**
 * Translates frames of a generation into the time of the file that is heard. A generation is a row
 * of segments: one from where it was opened or sought to, and one more for every round of a loop and
 * every track that follows. The clock stays in a segment until `advance` moves it on, so that what
 * it says is always about the track that the listeners know of.
 */
export class StreamClock {
  readonly #sampleRateHz: number;
  #segments: readonly Segment[] = [];
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
    this.#segments = [...this.#segments, segment];
  }

  /** The beginning of `track` is known to lie ahead. */
  awaits(track: number): boolean {
    return this.#segments.slice(1).some((segment) => segment.track === track);
  }

  /** Seconds of the file that `frames` of this generation reach. */
  secondsAt(frames: number): number {
    const [segment, next] = this.#segments;
    if (segment === undefined) return this.#startSeconds;
    const reached = Math.min(frames, next?.atFrame ?? Infinity);
    return segment.mediaSeconds + (reached - segment.atFrame) / this.#sampleRateHz;
  }

  /** Frames from `frames` to the next segment; null when none is known. */
  framesToNext(frames: number): number | null {
    const [, next] = this.#segments;
    return next === undefined ? null : Math.max(0, next.atFrame - frames);
  }

  /** Moves on to the next segment if `frames` have reached it. @returns it, else null */
  advance(frames: number): Segment | null {
    const next = this.#segments[1];
    if (next === undefined || next.atFrame > frames) return null;
    this.#segments = this.#segments.slice(1);
    return next;
  }
}
