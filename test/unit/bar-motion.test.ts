import { expect } from '@open-wc/testing';
import { BarMotion, HOLD_SECONDS } from '../../src/components/bar-motion.ts';

const FRAME_SECONDS = 1 / 60;
const LOUD = new Float32Array([0.8]);
const QUIET = new Float32Array([0.2]);

describe('BarMotion', () => {
  it('follows at once, holds the cap, then lets it fall faster and faster onto the bar', () => {
    const motion = new BarMotion(1);
    motion.advance(LOUD, FRAME_SECONDS, false);
    expect(motion.levels[0]).to.equal(LOUD[0]);
    expect(motion.peaks[0]).to.equal(LOUD[0]);

    const heights: number[] = [];
    let moving = true;
    for (let frame = 0; moving && frame < 600; frame++) {
      moving = motion.advance(QUIET, FRAME_SECONDS, false);
      heights.push(motion.peaks[0]!);
    }
    expect(motion.levels[0]).to.equal(QUIET[0]);
    const held = heights.filter((height) => height === LOUD[0]).length;
    expect(held * FRAME_SECONDS).to.be.closeTo(HOLD_SECONDS, 2 * FRAME_SECONDS);
    const falls = heights.slice(held).map((height, i) => (heights[held + i - 1] ?? 0) - height);
    for (let i = 1; i < falls.length - 1; i++) expect(falls[i]).to.be.above(falls[i - 1]!);
    expect(heights.at(-1)).to.equal(QUIET[0]);
    expect(heights.length * FRAME_SECONDS).to.be.below(3);
  });

  it('is at rest when nothing changes, and wakes with the sound', () => {
    const motion = new BarMotion(1);
    expect(motion.advance(QUIET, FRAME_SECONDS, false)).to.equal(true);
    expect(motion.advance(QUIET, FRAME_SECONDS, false)).to.equal(false);
    expect(motion.advance(LOUD, FRAME_SECONDS, false)).to.equal(true);
  });

  it('in calm motion changes four times a second, without a leap and without floating caps', () => {
    const motion = new BarMotion(1);
    const seen: number[] = [];
    for (let frame = 0; frame < 60; frame++) {
      motion.advance(LOUD, FRAME_SECONDS, true);
      expect(motion.peaks[0]).to.equal(motion.levels[0]);
      if (motion.levels[0] !== seen.at(-1)) seen.push(motion.levels[0]!);
    }
    expect(seen.length).to.be.within(4, 5);
    expect(seen[0]).to.be.below(0.5 * LOUD[0]!);

    let frames = 0;
    while (motion.advance(LOUD, FRAME_SECONDS, true)) frames += 1;
    expect(motion.levels[0]).to.equal(LOUD[0]);
    expect(frames * FRAME_SECONDS).to.be.below(5);
  });
});
