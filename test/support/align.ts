/** The first frame whose magnitude is above `threshold`, or -1. */
export function firstSound(samples: Float32Array, threshold = 1e-5): number {
  return samples.findIndex((sample) => Math.abs(sample) > threshold);
}

/** The longest run of frames at or below `threshold`. */
export function longestSilence(samples: Float32Array, threshold = 1e-5): number {
  let longest = 0;
  let run = 0;
  for (const sample of samples) {
    run = Math.abs(sample) <= threshold ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
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
