import { expect } from '@open-wc/testing';
import { FlashGuard, harmlessShare } from '../../src/components/flash-guard.ts';

const FRAME_SECONDS = 1 / 60;
const SWING = 0.3;

/** A square wave; returns in which frames the picture had to be calm, and the flashes before. */
function watch(
  hz: number,
  seconds: number,
  height = 1,
): { calm: boolean[]; flashesBefore: number } {
  const guard = new FlashGuard();
  const calm: boolean[] = [];
  let flashesBefore = 0;
  let last = 0;
  for (let frame = 0; frame < seconds * 60; frame++) {
    const level = (frame * FRAME_SECONDS * hz) % 1 < 0.5 ? height : 0;
    calm.push(guard.observe(level, SWING, FRAME_SECONDS));
    if (!calm.includes(true) && level < last) flashesBefore += 1;
    last = level;
  }
  return { calm, flashesBefore };
}

describe('FlashGuard', () => {
  it('calms a picture that flashes more than three times a second, before it has done so', () => {
    for (const hz of [3.5, 5, 10, 20]) {
      const { calm, flashesBefore } = watch(hz, 4);
      expect(flashesBefore, `${hz} Hz`).to.be.at.most(2);
      expect(calm.slice(calm.indexOf(true)).includes(false), `${hz} Hz`).to.equal(false);
    }
  });

  it('leaves slower and smaller swings alone', () => {
    expect(watch(2.5, 4).calm).not.to.include(true);
    expect(watch(10, 4, 0.9 * SWING).calm).not.to.include(true);
  });

  it('lets go a second after the last flash', () => {
    const guard = new FlashGuard();
    for (const level of [1, 0, 1, 0]) guard.observe(level, SWING, 0.05);
    expect(guard.observe(0, SWING, 0.9)).to.equal(true);
    expect(guard.observe(0, SWING, 0.2)).to.equal(false);
  });

  it('knows what part of a plot may flash', () => {
    expect(harmlessShare(341, 64)).to.equal(1);
    expect(harmlessShare(341 * 4, 64)).to.equal(0.25);
  });
});
