/** How long a cap stays at its height. */
export const HOLD_SECONDS = 0.7;
/** How a cap falls afterwards, in heights of the plot per second squared. */
const FALL_ACCELERATION = 1.6;
/** In calm motion the picture changes this often... */
const CALM_STEP_SECONDS = 0.25;
/** ...and nears its goal with this time constant. */
const CALM_TIME_CONSTANT_SECONDS = 0.5;
/** Nearer than this fraction of the plot, a calm bar has arrived. */
const ARRIVED = 1e-3;

/**
 * How bars and caps move. Bars follow the sound at once; a cap stays at the highest level for a
 * while, then falls faster and faster until a bar meets it. Calm motion, for those who asked for
 * less of it, glides in quarter-second steps and leaves the caps on their bars.
 *
 * Heights are fractions of the plot. `advance` allocates nothing.
 */
export class BarMotion {
  readonly levels: Float32Array;
  readonly peaks: Float32Array;
  readonly #ageSeconds: Float32Array;
  #calmSeconds = CALM_STEP_SECONDS;

  constructor(bars: number) {
    this.levels = new Float32Array(bars);
    this.peaks = new Float32Array(bars);
    this.#ageSeconds = new Float32Array(bars);
  }

  /** Goes on towards `heights`. Returns whether there is something new to draw or still to come. */
  advance(heights: Float32Array, elapsedSeconds: number, calm: boolean): boolean {
    return calm ? this.#glide(heights, elapsedSeconds) : this.#follow(heights, elapsedSeconds);
  }

  #follow(heights: Float32Array, elapsedSeconds: number): boolean {
    let moving = false;
    for (let bar = 0; bar < this.levels.length; bar++) {
      const level = heights[bar] ?? 0;
      const age = (this.#ageSeconds[bar] ?? 0) + elapsedSeconds;
      const falling = Math.max(0, age - HOLD_SECONDS);
      const fallen = (this.peaks[bar] ?? 0) - FALL_ACCELERATION * falling * elapsedSeconds;
      const lands = level >= fallen;
      if (!lands || level !== this.levels[bar]) moving = true;
      this.levels[bar] = level;
      this.peaks[bar] = lands ? level : fallen;
      this.#ageSeconds[bar] = lands ? 0 : age;
    }
    return moving;
  }

  #glide(heights: Float32Array, elapsedSeconds: number): boolean {
    this.#calmSeconds += elapsedSeconds;
    if (this.#calmSeconds < CALM_STEP_SECONDS) return true;
    const part = 1 - Math.exp(-this.#calmSeconds / CALM_TIME_CONSTANT_SECONDS);
    this.#calmSeconds = 0;
    let moving = false;
    for (let bar = 0; bar < this.levels.length; bar++) {
      const goal = heights[bar] ?? 0;
      const from = this.levels[bar] ?? 0;
      if (goal !== from) moving = true;
      const arrives = Math.abs(goal - from) <= ARRIVED;
      this.levels[bar] = arrives ? goal : from + part * (goal - from);
    }
    this.peaks.set(this.levels);
    this.#ageSeconds.fill(0);
    return moving;
  }
}
