import { expect } from '@open-wc/testing';
import {
  type BucketReading,
  OVERVIEW_BUCKETS,
  OverviewBuckets,
} from '../../src/workers/overview-buckets.ts';
import { exactBuckets } from '../support/exact-buckets.ts';
import { noise } from '../support/signals.ts';

function measured(planes: readonly Float32Array[], said = planes[0]!.length): BucketReading {
  const buckets = new OverviewBuckets(said);
  const frames = planes[0]!.length;
  for (let at = 0; at < frames; at += 1153) {
    const piece = planes.map((plane) => plane.subarray(at, at + 1153));
    buckets.add(piece, piece[0]!.length);
  }
  buckets.finish();
  return buckets.read();
}

/** A ramp up: every place has a level of its own. */
const ramp = (frames: number): Float32Array[] => [
  Float32Array.from({ length: frames }, (_, i) => i / frames),
];

describe('overview buckets', () => {
  for (const frames of [2048, 2049, 44_100, 123_457]) {
    it(`are exact over ${frames} frames of two channels`, () => {
      const planes = noise({ seconds: frames / 48_000, channels: 2 });
      const { min, max, rms, done } = measured(planes);
      const exact = exactBuckets(planes);
      expect(done).to.equal(OVERVIEW_BUCKETS);
      expect(Array.from(min)).to.deep.equal(exact.min);
      expect(Array.from(max)).to.deep.equal(exact.max);
      exact.rms.forEach((level, i) => expect(rms[i]).to.be.closeTo(level, 1e-6));
    });
  }

  it('repeat the frames of a file that has fewer', () => {
    const { max, done } = measured([Float32Array.of(0.25, 0.5, 0.75)]);
    expect(done).to.equal(OVERVIEW_BUCKETS);
    expect([max[0], max[681], max[682], max[1364], max[1365], max[2047]]).to.deep.equal([
      0.25, 0.25, 0.5, 0.5, 0.75, 0.75,
    ]);
  });

  it('are done from the start and zero behind it', () => {
    const buckets = new OverviewBuckets(204_800);
    buckets.add([new Float32Array(20_510).fill(0.5)], 20_510);
    const { max, rms, done } = buckets.read();
    expect(done).to.equal(205);
    expect(max[204]).to.equal(0.5);
    expect(rms[204]).to.be.closeTo(0.5, 1e-6);
    expect(max[205]).to.equal(0);
  });

  for (const said of [20_000, 60_000, 99_000, 130_000, 400_000]) {
    it(`find their places when ${said} frames were expected and 100000 came`, () => {
      const { min, max, rms, done } = measured(ramp(100_000), said);
      expect(done).to.equal(OVERVIEW_BUCKETS);
      for (let i = 0; i < OVERVIEW_BUCKETS; i++) {
        // As fine as the buckets that were filled.
        const grain = Math.max(1, said / 100_000) / OVERVIEW_BUCKETS + 1e-4;
        const middle = (i + 0.5) / OVERVIEW_BUCKETS;
        expect(min[i]).to.be.within(middle - 2 * grain, middle);
        expect(max[i]).to.be.within(middle - 1e-3, middle + 2 * grain);
        expect(rms[i]).to.be.closeTo(middle, 1.5 * grain);
      }
    });
  }
});
