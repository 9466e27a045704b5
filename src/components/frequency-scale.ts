import type { FrequencyScale } from './frequency-scale-names.ts';

/**
 * How frequencies lie along the horizontal axis. Pure functions; any thread; no allocation except
 * in `bandEdges`.
 *
 * A position is a fraction of the axis: 0 at 20 Hz, 1 at 20 kHz. Frequencies outside the range have
 * positions outside 0 to 1; nothing is clamped.
 */

/** The ends of every axis, in Hz. */
export const LOWEST_HZ = 20;
export const HIGHEST_HZ = 20_000;

/** A frequency in Hz to the scale's own unit, and back. */
interface Warp {
  readonly to: (hz: number) => number;
  readonly from: (unit: number) => number;
}

const WARPS: Readonly<Record<FrequencyScale, Warp>> = {
  /** Equal steps are equal ratios: the unit is the natural logarithm of the frequency. */
  log: { to: Math.log, from: Math.exp },
  /** Mel, D. O'Shaughnessy, "Speech Communication: Human and Machine" (1987), p. 150. */
  mel: {
    to: (hz) => 2595 * Math.log10(1 + hz / 700),
    from: (mel) => 700 * (10 ** (mel / 2595) - 1),
  },
  /**
   * Critical band rate in Bark, H. Traunmüller, "Analytical expressions for the tonotopic sensory
   * scale", JASA 88 (1990), eq. 6, without its corrections below 2 and above 20.1 Bark, so that it
   * stays smooth and invertible over the whole axis.
   */
  bark: {
    to: (hz) => (26.81 * hz) / (1960 + hz) - 0.53,
    from: (bark) => (1960 * (bark + 0.53)) / (26.28 - bark),
  },
  linear: { to: (hz) => hz, from: (hz) => hz },
};

/** The position of a frequency (Hz, above 0). */
export function frequencyToPosition(scale: FrequencyScale, hz: number): number {
  const { to } = WARPS[scale];
  const low = to(LOWEST_HZ);
  return (to(hz) - low) / (to(HIGHEST_HZ) - low);
}

/** The frequency in Hz at a position; the inverse of `frequencyToPosition`. */
export function positionToFrequency(scale: FrequencyScale, position: number): number {
  const { to, from } = WARPS[scale];
  const low = to(LOWEST_HZ);
  return from(low + position * (to(HIGHEST_HZ) - low));
}

/** The `count + 1` edges in Hz of `count` bands of equal width on the axis. */
export function bandEdges(scale: FrequencyScale, count: number): Float64Array {
  return Float64Array.from({ length: count + 1 }, (_, index) =>
    positionToFrequency(scale, index / count),
  );
}
