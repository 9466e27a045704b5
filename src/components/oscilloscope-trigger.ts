/** More rising crossings than these are not compared; the newest count. */
const MOST_CANDIDATES = 64;
/** Every so many samples two traces are compared. */
const STRIDE = 8;

/**
 * Where a trace begins so that it stands still: at a rising zero crossing, and of several at the one
 * after which the samples are most like the trace before. `find` allocates nothing.
 */
export class OscilloscopeTrigger {
  readonly #traceFrames: number;
  readonly #previous: Float32Array;
  #hasPrevious = false;

  constructor(traceFrames: number) {
    this.#traceFrames = traceFrames;
    this.#previous = new Float32Array(traceFrames);
  }

  /**
   * @param samples longer than the trace by as much as is searched, the newest last
   * @returns the beginning of the trace in samples, between two of them as a rule; the newest
   *   possible where nothing crosses zero
   */
  find(samples: Float32Array): number {
    const latest = samples.length - this.#traceFrames - 1;
    let best = -1;
    let leastDifference = Infinity;
    let candidates = 0;
    for (let at = latest; at > 0 && candidates < MOST_CANDIDATES; at--) {
      if ((samples[at - 1] ?? 0) >= 0 || (samples[at] ?? 0) < 0) continue;
      candidates += 1;
      const difference = this.#differenceAt(samples, at);
      if (difference >= leastDifference) continue;
      leastDifference = difference;
      best = at;
      if (!this.#hasPrevious) break;
    }
    if (best < 0) {
      this.#hasPrevious = false;
      return latest;
    }
    this.#previous.set(samples.subarray(best, best + this.#traceFrames));
    this.#hasPrevious = true;
    const before = samples[best - 1] ?? 0;
    return best - 1 + before / (before - (samples[best] ?? 0));
  }

  #differenceAt(samples: Float32Array, at: number): number {
    let sum = 0;
    if (!this.#hasPrevious) return sum;
    for (let frame = 0; frame < this.#traceFrames; frame += STRIDE) {
      sum += Math.abs((samples[at + frame] ?? 0) - (this.#previous[frame] ?? 0));
    }
    return sum;
  }
}
