/** Length of every fade, seconds. */
const FADE_SECONDS = 0.005;

/**
 * Hides cuts in the sound: ramps towards silence before one and out of silence after it, and lets
 * the last sample die away where frames are missing. Output worklet only; allocates nothing.
 */
export class OutputFader {
  readonly #step: number;
  #level = 0;
  #lastLeft = 0;
  #lastRight = 0;

  constructor(sampleRateHz: number) {
    this.#step = 1 / (FADE_SECONDS * sampleRateHz);
  }

  get silent(): boolean {
    return this.#level === 0;
  }

  /**
   * Shapes a quantum in place. `frames` of it are sound, the rest is filled here.
   *
   * @param towards 1 to be heard, 0 to fade out
   */
  shape(left: Float32Array, right: Float32Array, frames: number, towards: 0 | 1): void {
    if (this.#level === 1 && towards === 1 && frames === left.length) {
      this.#remember(left, right, frames);
      return;
    }
    for (let i = 0; i < frames; i++) {
      this.#level =
        towards === 1
          ? Math.min(1, this.#level + this.#step)
          : Math.max(0, this.#level - this.#step);
      left[i] = (left[i] ?? 0) * this.#level;
      right[i] = (right[i] ?? 0) * this.#level;
    }
    if (frames > 0) this.#remember(left, right, frames);
    this.#dieAway(left, right, frames);
  }

  /** From frame `from` on there is no sound: the last sample falls to zero along the ramp. */
  #dieAway(left: Float32Array, right: Float32Array, from: number): void {
    if (from === left.length) return;
    const top = this.#level === 0 ? 1 : this.#level;
    for (let i = from; i < left.length; i++) {
      this.#level = Math.max(0, this.#level - this.#step);
      left[i] = this.#lastLeft * (this.#level / top);
      right[i] = this.#lastRight * (this.#level / top);
    }
    this.#lastLeft *= this.#level / top;
    this.#lastRight *= this.#level / top;
  }

  #remember(left: Float32Array, right: Float32Array, frames: number): void {
    this.#lastLeft = left[frames - 1] ?? 0;
    this.#lastRight = right[frames - 1] ?? 0;
  }
}
