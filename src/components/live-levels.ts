import type { AudioEngine } from '../engine/audio-engine.ts';
import { BarMotion } from './bar-motion.ts';
import { FlashGuard, harmlessShare } from './flash-guard.ts';
import { LevelReader, type LevelAxes, type LevelSource } from './level-reader.ts';
import { RestWatch } from './rest-watch.ts';

/**
 * Moving heights along the frequency axis: fetches, aggregates, animates, and knows when all has
 * come to rest. Where they would flash they go on calmly. Main thread. Allocates only when the
 * number of bars, the transform or the scale changes.
 */
export class LiveLevels {
  readonly #reader: LevelReader;
  readonly #guard = new FlashGuard();
  readonly #rest = new RestWatch();
  #motion = new BarMotion(0);
  #harmless = Infinity;
  #moved = false;

  constructor(source: LevelSource = 'heard') {
    this.#reader = new LevelReader(source);
  }

  /** Heights of the bars, 0 to 1. */
  get levels(): Float32Array {
    return this.#motion.levels;
  }

  /** Heights of the caps, 0 to 1. */
  get peaks(): Float32Array {
    return this.#motion.peaks;
  }

  /** Did the last step change anything? */
  get moved(): boolean {
    return this.#moved;
  }

  /** A new number of bars starts from silence. */
  setBarCount(bars: number): void {
    if (this.levels.length === bars) return;
    this.#motion = new BarMotion(bars);
    this.#reader.setCount(bars);
  }

  /** How large the bars are drawn, in CSS pixels: a small plot may flash. */
  setPlotSize(width: number, height: number): void {
    this.#harmless = harmlessShare(width, height);
  }

  /** Something happened: wait for movement again before resting. */
  stir(): void {
    this.#rest.stir();
  }

  /**
   * One frame. Returns false at rest.
   *
   * @param calm see `BarMotion`
   */
  step(engine: AudioEngine, axes: LevelAxes, elapsedSeconds: number, calm: boolean): boolean {
    this.#reader.read(engine, axes);
    const { heights, meanHeight } = this.#reader;
    const flashes = this.#guard.observe(meanHeight, this.#harmless, elapsedSeconds);
    this.#moved = this.#motion.advance(heights, elapsedSeconds, calm || flashes);
    return this.#rest.step(this.#moved, engine.snapshot, elapsedSeconds);
  }
}
