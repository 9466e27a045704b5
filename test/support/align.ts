/** The first frame whose magnitude is above `threshold`, or -1. */
export function firstSound(samples: Float32Array, threshold = 1e-5): number {
  return samples.findIndex((sample) => Math.abs(sample) > threshold);
}

/** The longest run of frames at or below `threshold`: its first one, and the one behind it. */
export function longestSilentSpan(
  samples: Float32Array,
  threshold = 1e-5,
): { start: number; end: number } {
  let longest = { start: 0, end: 0 };
  let start = 0;
  samples.forEach((sample, i) => {
    if (Math.abs(sample) > threshold) start = i + 1;
    else if (i + 1 - start > longest.end - longest.start) longest = { start, end: i + 1 };
  });
  return longest;
}

/** The length of that run. */
export function longestSilence(samples: Float32Array, threshold?: number): number {
  const { start, end } = longestSilentSpan(samples, threshold);
  return end - start;
}

/**
 * Where in `original` the excerpt comes from: the frame at which the normalised correlation of both
 * is largest, and that correlation (1 is identical but for gain). The original should be noise.
 */
export function locate(
  excerpt: Float32Array,
  original: Float32Array,
): { frame: number; correlation: number } {
  const norm = Math.hypot(...excerpt);
  let best = { frame: -1, correlation: -1 };
  for (let frame = 0; frame + excerpt.length <= original.length; frame++) {
    let sum = 0;
    let energy = 0;
    for (let i = 0; i < excerpt.length; i++) {
      const sample = original[frame + i]!;
      sum += excerpt[i]! * sample;
      energy += sample * sample;
    }
    const correlation = sum / (norm * Math.sqrt(energy));
    if (correlation > best.correlation) best = { frame, correlation };
  }
  return best;
}
