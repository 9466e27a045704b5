import { expect } from '@open-wc/testing';
import { decibelLines, decibelsToHeight } from '../../src/components/decibel-scale.ts';

describe('level scale', () => {
  it('has a few lines at round levels, the top one at 0', () => {
    expect(decibelLines(-60, 0)).to.deep.equal([0, -12, -24, -36, -48]);
    expect(decibelLines(-90, 0)).to.deep.equal([0, -18, -36, -54, -72]);
    expect(decibelLines(-90, 10)).to.deep.equal([0, -18, -36, -54, -72]);
    expect(decibelLines(-30, 20)).to.deep.equal([12, 0, -12, -24]);
    for (const min of [-140, -100, -30]) {
      expect(decibelLines(min, 0).length).to.be.within(3, 6);
    }
  });

  it('puts a level at its height and keeps it in the plot', () => {
    expect(decibelsToHeight(-45, -90, 0)).to.equal(0.5);
    expect(decibelsToHeight(-Infinity, -90, 0)).to.equal(0);
    expect(decibelsToHeight(6, -90, 0)).to.equal(1);
  });
});
