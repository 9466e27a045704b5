import type { FrequencyScale } from './frequency-scale-names.ts';
import { bandEdges, positionToFrequency } from './frequency-scale.ts';

const TAPS = 4;

/** What a plan depends on. */
export interface BarPlanShape {
  readonly scale: FrequencyScale;
  /** Number of bars, at least 1. */
  readonly bars: number;
  /** Points of the transform; the data has `fftSize / 2 + 1` bins. */
  readonly fftSize: number;
  /** Hz. */
  readonly sampleRate: number;
}

/**
 * Which bins each bar shows, worked out once, so that a frame is a few additions a bar.
 *
 * A bar shows the higher of two things: the highest bin whose centre lies in its band, and the
 * curve through the bins at the middle of its band (Catmull-Rom over the four nearest bins, in dB).
 * - Treble bars hold many bins. The highest wins, not the mean power: a single tone keeps its
 *   level whatever the width of the bar, so that a full-scale sine reaches 0 dB everywhere.
 * - Bass bars are narrower than a bin. The curve gives each a height of its own; none is empty and
 *   no two are copies.
 * - Between the two nothing jumps, since the rule is the same.
 * Bars above half the sample rate have nothing to show and stay at 0.
 *
 * `read` allocates nothing.
 */
export class BarPlan {
  readonly shape: BarPlanShape;
  readonly #firstBin: Int32Array;
  /** Exclusive; equal to the first where no bin's centre lies in the band. */
  readonly #endBin: Int32Array;
  readonly #tapBin: Int32Array;
  readonly #tapWeight: Float32Array;

  constructor(shape: BarPlanShape) {
    this.shape = shape;
    const { scale, bars, fftSize, sampleRate } = shape;
    this.#firstBin = new Int32Array(bars);
    this.#endBin = new Int32Array(bars);
    this.#tapBin = new Int32Array(bars * TAPS).fill(-1);
    this.#tapWeight = new Float32Array(bars * TAPS);
    const lastBin = fftSize / 2;
    const binsPerHz = fftSize / sampleRate;
    const edges = bandEdges(scale, bars);
    for (let bar = 0; bar < bars; bar++) {
      const [low = 0, high = 0] = edges.subarray(bar, bar + 2);
      this.#firstBin[bar] = Math.min(Math.ceil(low * binsPerHz), lastBin + 1);
      this.#endBin[bar] = Math.min(Math.ceil(high * binsPerHz), lastBin + 1);
      const middle = positionToFrequency(scale, (bar + 0.5) / bars) * binsPerHz;
      if (middle <= lastBin) this.#setTaps(bar, middle, lastBin);
    }
  }

  /** Does the plan still fit? Compared before each frame, so no objects. */
  fits(scale: FrequencyScale, bars: number, fftSize: number, sampleRate: number): boolean {
    const { shape } = this;
    return (
      shape.scale === scale &&
      shape.bars === bars &&
      shape.fftSize === fftSize &&
      shape.sampleRate === sampleRate
    );
  }

  /**
   * Bins (dBFS, -Infinity allowed) to heights: 0 at `minDecibels` and below, 1 at `maxDecibels` and
   * above. `heights` has room for every bar.
   */
  read(
    decibels: Float32Array,
    heights: Float32Array,
    minDecibels: number,
    maxDecibels: number,
  ): void {
    const range = maxDecibels - minDecibels;
    for (let bar = 0; bar < this.shape.bars; bar++) {
      let highest = this.#curveAt(bar, decibels, minDecibels);
      const end = this.#endBin[bar] ?? 0;
      for (let bin = this.#firstBin[bar] ?? 0; bin < end; bin++) {
        const value = decibels[bin] ?? minDecibels;
        if (value > highest) highest = value;
      }
      heights[bar] = Math.min(1, Math.max(0, (highest - minDecibels) / range));
    }
  }

  /** The weights of E. Catmull and R. Rom's cubic (1974) at a place between two bins. */
  #setTaps(bar: number, place: number, lastBin: number): void {
    const before = Math.min(Math.floor(place), lastBin - 1);
    const t = place - before;
    const weights = [
      (-t + 2 * t * t - t * t * t) / 2,
      (2 - 5 * t * t + 3 * t * t * t) / 2,
      (t + 4 * t * t - 3 * t * t * t) / 2,
      (-t * t + t * t * t) / 2,
    ];
    weights.forEach((weight, tap) => {
      this.#tapBin[bar * TAPS + tap] = Math.min(lastBin, Math.max(0, before - 1 + tap));
      this.#tapWeight[bar * TAPS + tap] = weight;
    });
  }

  /** Bins below the floor count as the floor, or one empty bin would pull the curve to -Infinity. */
  #curveAt(bar: number, decibels: Float32Array, floorDecibels: number): number {
    let sum = 0;
    for (let index = bar * TAPS; index < (bar + 1) * TAPS; index++) {
      const bin = this.#tapBin[index] ?? -1;
      if (bin < 0) return floorDecibels;
      sum +=
        (this.#tapWeight[index] ?? 0) * Math.max(floorDecibels, decibels[bin] ?? floorDecibels);
    }
    return sum;
  }
}
