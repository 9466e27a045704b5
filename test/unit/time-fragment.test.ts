import { expect } from '@open-wc/testing';
import { readTimeFragment } from '../../src/components/time-fragment.ts';

describe('time fragments', () => {
  for (const [hash, start, end] of [
    ['#t=75', 75, null],
    ['#t=1:15', 75, null],
    ['#t=1:02:03.5', 3723.5, null],
    ['#t=10,20', 10, 20],
    ['#t=,20', 0, 20],
    ['t=npt:10s,0:20', 10, 20],
    ['#eq=x&t=5&track=2', 5, null],
    ['#t=1&t=2', 2, null],
  ] as const) {
    it(`reads ${hash}`, () => {
      expect(readTimeFragment(hash)).to.deep.equal({ startSeconds: start, endSeconds: end });
    });
  }

  for (const hash of ['', '#', '#x=1', '#t=', '#t=,', '#t=soon', '#t=20,10', '#t=1,2,3', '#t=-4']) {
    it(`reads nothing from "${hash}"`, () => {
      expect(readTimeFragment(hash)).to.equal(null);
    });
  }
});
