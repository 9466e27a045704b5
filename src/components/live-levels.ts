import type { AudioEngine } from '../engine/audio-engine.ts';
import { BarMotion } from './bar-motion.ts';
import { BarPlan } from './bar-plan.ts';
import type { FrequencyScale } from './frequency-scale.ts';

/** The analysis comes in steps longer than a frame: so long must all be still before it is rest. */
const REST_SECONDS = 0.5;

/** The sound that is heard, or the same moment of it before the equalizer. */
export type LevelSource = 'heard' | 'input';

/**
 * From the engine's bins to moving bars: fetches, aggregates, animates, and knows when all has come
 * to rest. Main thread. Allocates only when the number of bars, the transform or the scale changes.
 */
export class LiveLevels {
  readonly #source: LevelSource;
  #motion = new BarMotion(0);
  #heights = new Float32Array(0);
  #decibels = new Float32Array(0);
  #plan: BarPlan | undefined;
  #stillSeconds = 0;
  #moved = false;

  constructor(source: LevelSource = 'heard') {
    this.#source = source;
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
    this.#heights = new Float32Array(bars);
  }

  /** Something happened: wait for movement again before resting. */
  stir(): void {
    this.#stillSeconds = 0;
  }

  /**
   * One frame. Returns false at rest: nothing sounds, and nothing has moved for a while.
   *
   * @param minDecibels dBFS of height 0
   * @param maxDecibels dBFS of height 1
   * @param calm see `BarMotion`
   */
  step(
    engine: AudioEngine,
    scale: FrequencyScale,
    minDecibels: number,
    maxDecibels: number,
    elapsedSeconds: number,
    calm: boolean,
  ): boolean {
    const { fftSize, sampleRate, snapshot } = engine;
    const bins = fftSize / 2 + 1;
    if (this.#decibels.length !== bins) this.#decibels = new Float32Array(bins);
    if (this.#source === 'heard') engine.getFrequencyData(this.#decibels);
    else engine.getInputFrequencyData(this.#decibels);
    const plan = this.#planFor(scale, fftSize, sampleRate);
    plan.read(this.#decibels, this.#heights, minDecibels, maxDecibels);
    this.#moved = this.#motion.advance(this.#heights, elapsedSeconds, calm);
    const sounding = !snapshot.paused && !snapshot.ended && snapshot.mode !== 'native';
    this.#stillSeconds = this.#moved || sounding ? 0 : this.#stillSeconds + elapsedSeconds;
    return this.#stillSeconds < REST_SECONDS;
  }

  #planFor(scale: FrequencyScale, fftSize: number, sampleRate: number): BarPlan {
    const bars = this.levels.length;
    if (!this.#plan?.fits(scale, bars, fftSize, sampleRate)) {
      this.#plan = new BarPlan({ scale, bars, fftSize, sampleRate });
    }
    return this.#plan;
  }
}
