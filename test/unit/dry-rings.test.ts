import { expect } from '@open-wc/testing';
import { compareHeard, FLOAT_ROUNDING } from '../support/dry-rings.ts';
import { noise } from '../support/signals.ts';

const RATE_HZ = 44_100;
const FADE_FRAMES = 220;
/** What ring B holds when the sound goes on, seconds. */
const RING_SECONDS = 0.03;

interface DryRing {
  readonly at: number;
  readonly silentFrames: number;
}

describe('comparing what is heard with what was given', () => {
  const given = noise({ seconds: 0.8, sampleRateHz: RATE_HZ, channels: 1, levelDbfs: -12 })[0]!;

  /** As the output worklet plays `given` with a ring that is dry at these frames of it. */
  function playedWith(...dry: readonly DryRing[]): Float32Array {
    const heard: number[] = [];
    let rising = FADE_FRAMES;
    given.forEach((sample, i) => {
      const { silentFrames } = dry.find(({ at }) => at === i) ?? {};
      if (silentFrames !== undefined) {
        const last = heard.at(-1)!;
        for (let k = 1; k <= FADE_FRAMES; k++) heard.push(last * (1 - k / FADE_FRAMES));
        heard.push(...Array.from({ length: silentFrames }, () => 0));
        rising = 0;
      }
      heard.push(sample * Math.min(1, rising / FADE_FRAMES));
      rising += 1;
    });
    return Float32Array.from(heard);
  }

  const compare = (heard: Float32Array) => compareHeard(heard, given, RATE_HZ, FLOAT_ROUNDING);

  it('finds the same sound the same', () => {
    expect(compare(given)).to.deep.equal({
      largestDifference: 0,
      differsAt: null,
      dryRings: 0,
      insertedFrames: 0,
    });
  });

  it('counts dry rings, also one behind another', () => {
    const second = 10_000 + Math.round(RING_SECONDS * RATE_HZ);
    const heard = playedWith(
      { at: 10_000, silentFrames: 500 },
      { at: second, silentFrames: 128 },
      { at: 30_000, silentFrames: 4000 },
    );
    expect(compare(heard)).to.deep.equal({
      largestDifference: 0,
      differsAt: null,
      dryRings: 3,
      insertedFrames: heard.length - given.length,
    });
  });

  it('finds what no dry ring does', () => {
    const wrong: Record<string, Float32Array> = {
      'one frame is missing': Float32Array.of(...given.subarray(0, 9000), ...given.subarray(9001)),
      quieter: given.map((sample) => sample * 0.999),
      'a click': given.map((sample, i) => (i === 9000 ? sample + 0.01 : sample)),
      'silence in place of sound': given.map((sample, i) => (i < 9000 || i > 9500 ? sample : 0)),
    };
    for (const [name, heard] of Object.entries(wrong)) {
      const { largestDifference, differsAt } = compare(heard);
      expect(largestDifference, name).to.be.above(1e-4);
      expect(differsAt, name).to.equal(name === 'quieter' ? 0 : 9000);
    }
  });
});
