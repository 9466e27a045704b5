import type { AudioEngine } from '../engine/audio-engine.ts';
import { BarPlan } from './bar-plan.ts';
import type { FrequencyScale } from './frequency-scale-names.ts';

/** What the axes of a spectrum show; a part of `ViewSettings`. */
export interface LevelAxes {
  readonly frequencyScale: FrequencyScale;
  /** dBFS of height 0. */
  readonly minDecibels: number;
  /** dBFS of height 1. */
  readonly maxDecibels: number;
}

/** The sound that is heard, or the same moment of it before the equalizer. */
export type LevelSource = 'heard' | 'input';

/**
 * From the engine's bins to heights along the frequency axis. Main thread. Allocates only when the
 * number of heights, the transform or the scale changes.
 */
export class LevelReader {
  readonly #source: LevelSource;
  #heights = new Float32Array(0);
  #decibels = new Float32Array(0);
  #plan: BarPlan | undefined;

  constructor(source: LevelSource = 'heard') {
    this.#source = source;
  }

  /** From 0 to 1, evenly spaced over the axis, as read last. */
  get heights(): Float32Array {
    return this.#heights;
  }

  /** Their mean. */
  get meanHeight(): number {
    let sum = 0;
    for (const height of this.#heights) sum += height;
    return sum / Math.max(1, this.#heights.length);
  }

  setCount(count: number): void {
    if (this.#heights.length !== count) this.#heights = new Float32Array(count);
  }

  read(engine: AudioEngine, axes: LevelAxes): void {
    const { frequencyScale: scale, minDecibels, maxDecibels } = axes;
    const { fftSize, sampleRate } = engine;
    const bins = fftSize / 2 + 1;
    if (this.#decibels.length !== bins) this.#decibels = new Float32Array(bins);
    if (this.#source === 'heard') engine.getFrequencyData(this.#decibels);
    else engine.getInputFrequencyData(this.#decibels);
    const bars = this.#heights.length;
    if (!this.#plan?.fits(scale, bars, fftSize, sampleRate)) {
      this.#plan = new BarPlan({ scale, bars, fftSize, sampleRate });
    }
    this.#plan.read(this.#decibels, this.#heights, minDecibels, maxDecibels);
  }
}
