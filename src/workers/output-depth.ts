/**
 * How deep ring B is kept at first, at most, and how it moves; seconds. A device asks for 10 ms at a
 * time and, when it was held up, for two or three such portions at once: 30 ms outlast that.
 */
const BASE_SECONDS = 0.03;
const MAX_SECONDS = 0.06;
const STEP_SECONDS = 0.01;
/** Calm time after which the depth comes back by one step. */
const CALM_SECONDS = 10;

/**
 * The depth of ring B: shallow, so that a moved slider is heard at once; deeper after an underrun;
 * back again when all is calm. Output worklet only.
 */
export class OutputDepth {
  readonly #sampleRateHz: number;
  #seconds = BASE_SECONDS;
  #calmFrames = 0;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
  }

  get frames(): number {
    return Math.round(this.#seconds * this.#sampleRateHz);
  }

  /** Called once a quantum. @returns the depth to keep, frames */
  next(underrun: boolean, quantumFrames: number): number {
    if (underrun) {
      this.#seconds = Math.min(MAX_SECONDS, this.#seconds + STEP_SECONDS);
      this.#calmFrames = 0;
    } else if (this.#seconds > BASE_SECONDS) {
      this.#calmFrames += quantumFrames;
      if (this.#calmFrames >= CALM_SECONDS * this.#sampleRateHz) {
        this.#seconds = Math.max(BASE_SECONDS, this.#seconds - STEP_SECONDS);
        this.#calmFrames = 0;
      }
    }
    return this.frames;
  }
}
