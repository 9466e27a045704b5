import type { Overview } from '../engine/audio-engine.ts';

/** One bar a place: amplitudes from 0 to 1. */
export interface Waveform {
  readonly peaks: Float32Array;
  readonly rms: Float32Array;
  /** Bars that are known, counted from the start. */
  readonly known: number;
}

/**
 * Brings an overview to `barCount` bars: each shows the highest peak and the mean power of the
 * buckets that it covers, and is known when all of them are. Pure.
 */
export function waveformBars(overview: Overview, barCount: number): Waveform {
  const { min, max, rms, done } = overview;
  const buckets = max.length;
  const bars = { peaks: new Float32Array(barCount), rms: new Float32Array(barCount), known: 0 };
  for (let bar = 0; bar < barCount; bar++) {
    const from = Math.floor((bar / barCount) * buckets);
    const to = Math.max(from + 1, Math.floor(((bar + 1) / barCount) * buckets));
    if (to > done) break;
    let peak = 0;
    let power = 0;
    for (let bucket = from; bucket < to; bucket++) {
      peak = Math.max(peak, max[bucket] ?? 0, -(min[bucket] ?? 0));
      power += (rms[bucket] ?? 0) ** 2;
    }
    bars.peaks[bar] = Math.min(1, peak);
    bars.rms[bar] = Math.min(1, Math.sqrt(power / (to - from)));
    bars.known = bar + 1;
  }
  return bars;
}
