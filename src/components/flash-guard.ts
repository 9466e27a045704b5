/**
 * WCAG 2.2, success criterion 2.3.1: more than three general flashes a second are a danger if they
 * fill more than a quarter of ten degrees of the visual field, which is 341 x 256 CSS pixels. A
 * flash is a pair of opposing changes.
 */
export const DANGEROUS_AREA_CSS = (341 * 256) / 4;
/** Two flashes closer than this are on their way to more than three a second. */
const CLOSEST_SECONDS = 1 / 3;
const CALM_SECONDS = 1;

/**
 * Watches one level of a picture, how full or how bright it is, and tells when it swings up and
 * down as fast as a flashing light. The picture then is to go on in calm motion. `observe` allocates
 * nothing.
 */
export class FlashGuard {
  #rising = true;
  /** The furthest that the level has come since it turned round. */
  #extreme = 0;
  #sinceFlashSeconds = Infinity;
  #calmForSeconds = 0;

  /**
   * @param swing how far the level must go up and come down again to count as a flash
   * @returns whether the picture must be calm
   */
  observe(level: number, swing: number, elapsedSeconds: number): boolean {
    this.#sinceFlashSeconds += elapsedSeconds;
    this.#calmForSeconds -= elapsedSeconds;
    const beyond = this.#rising ? level - this.#extreme : this.#extreme - level;
    if (beyond >= 0) this.#extreme = level;
    else if (-beyond >= swing) this.#turn(level);
    return this.#calmForSeconds > 0;
  }

  #turn(level: number): void {
    this.#extreme = level;
    this.#rising = !this.#rising;
    if (this.#rising) return;
    if (this.#sinceFlashSeconds < CLOSEST_SECONDS) this.#calmForSeconds = CALM_SECONDS;
    this.#sinceFlashSeconds = 0;
  }
}

/** The share of a plot (CSS pixels) that may flash without danger; above 1 where all of it may. */
export function harmlessShare(width: number, height: number): number {
  return DANGEROUS_AREA_CSS / Math.max(1, width * height);
}
