/** Expects that a recording of threaded mode is, sample for sample, what there was to play. */
import { expect } from '@open-wc/testing';
import { firstSound } from './align.ts';
import { largestDifference } from './decoded.ts';
import { compareHeard, FLOAT_ROUNDING } from './dry-rings.ts';

/** Frames of the fade at the start of every sound. */
const FADE_FRAMES = 600;
/** Frames: sound that begins below what counts as sound is before, a ring that was dry behind. */
const EARLIEST = -600;
const LATEST = 8000;
/** Where both are compared first: behind the fade, or behind a ring that was dry right then. */
const STARTS = [FADE_FRAMES, 8000];
const EXCERPT_FRAMES = 1000;

/** From `start` of `expected` on both are the same sound, the heard one later by `delay` frames. */
function align(heard: Float32Array, expected: Float32Array): { start: number; delay: number } {
  for (const start of STARTS) {
    const excerpt = expected.subarray(start, start + EXCERPT_FRAMES);
    for (let delay = EARLIEST; delay <= LATEST; delay++) {
      const difference = largestDifference(heard.subarray(start + delay), excerpt);
      if (difference < FLOAT_ROUNDING) return { start, delay };
    }
  }
  throw new Error('What is heard does not begin as what was expected.');
}

/** To record behind `ended`: what the limiter still holds, and a while in which nothing follows. */
export const TAIL_FRAMES = 8000;

export interface Played {
  readonly heard: Float32Array;
  /** Times that the ring was dry meanwhile. */
  readonly underruns: number;
}

/**
 * Both are the same sound to float rounding but for the fade at the start, and the heard one ends
 * where the other one does.
 */
export function expectSame(
  { heard: recorded, underruns }: Played,
  expected: Float32Array,
  sampleRateHz: number,
): void {
  const heard = recorded.subarray(firstSound(recorded));
  const { start, delay } = align(heard, expected);
  const [from, to] = [heard.subarray(start + delay), expected.subarray(start)];
  const compared = compareHeard(from, to, sampleRateHz, FLOAT_ROUNDING);
  expect(compared.largestDifference, JSON.stringify(compared)).to.be.below(FLOAT_ROUNDING);
  expect(compared.dryRings + STARTS.indexOf(start)).to.be.at.most(underruns);
  // The last sample dies away: where that begins the sound has ended.
  const end = expected.length + delay + compared.insertedFrames;
  const behind = heard.slice(end, end + sampleRateHz / 10);
  expect(behind.length, 'recorded behind the end').to.equal(sampleRateHz / 10);
  const last = expected.at(-1)!;
  const dying = behind.map((_, i) => last * Math.max(0, 1 - (i + 1) / (0.005 * sampleRateHz)));
  expect(largestDifference(behind, dying), 'nothing behind the end').to.be.below(FLOAT_ROUNDING);
}
