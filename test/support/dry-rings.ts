/** Compares what the output worklet played with what it was given to play. */

/** By which equal samples may differ after a path of floats, linear. */
export const FLOAT_ROUNDING = 1e-6;

/**
 * Frames that must agree behind a dry ring for its length to be known. With the rise before them they
 * are fewer than a ring holds when the sound goes on: one stall may use that up as well.
 */
const AGREEING_FRAMES = 500;
/** The sound rises in 5 ms; a quantum may go by before. */
const RISE_SECONDS = 0.008;
const LONGEST_SECONDS = 0.5;

export interface HeardComparison {
  /** Of the samples, but for those that a dry ring faded. */
  readonly largestDifference: number;
  /** The first frame of the expected ones that no dry ring explains, or null. */
  readonly differsAt: number | null;
  /**
   * Times that the ring was dry, as it may be where the machine holds up the audio thread: the last
   * sample dies away, and behind the silence the sound rises with the very next frame. More than
   * the player's `underruns` is a fault of the player's.
   */
  readonly dryRings: number;
  /** By which the end of the sound came later for that. */
  readonly insertedFrames: number;
}

/** @param tolerance of a sample, linear */
export function compareHeard(
  heard: Float32Array,
  expected: Float32Array,
  sampleRateHz: number,
  tolerance: number,
): HeardComparison {
  const riseFrames = Math.round(RISE_SECONDS * sampleRateHz);
  const agree = (at: number, inserted: number): boolean => {
    const end = Math.min(at + AGREEING_FRAMES, expected.length);
    if (end <= at || end + inserted > heard.length) return false;
    for (let i = at; i < end; i++) {
      if (!(Math.abs(heard[i + inserted]! - expected[i]!) < tolerance)) return false;
    }
    return true;
  };
  let largestDifference = 0;
  let dryRings = 0;
  let insertedFrames = 0;
  let differsAt: number | null = null;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs((heard[i + insertedFrames] ?? 0) - expected[i]!);
    if (difference >= tolerance) {
      const risen = i + riseFrames;
      const longest = insertedFrames + LONGEST_SECONDS * sampleRateHz;
      let later = insertedFrames + 1;
      while (later < longest && !agree(risen, later)) later++;
      if (later < longest) {
        dryRings += 1;
        insertedFrames = later;
        i = risen;
        continue;
      }
      differsAt ??= i;
    }
    largestDifference = Math.max(largestDifference, difference);
  }
  return { largestDifference, differsAt, dryRings, insertedFrames };
}
