import { expect } from '@open-wc/testing';
import { PlayerTimeRanges } from '../../src/components/time-ranges.ts';

describe('time ranges', () => {
  const ranges = new PlayerTimeRanges([
    { start: 0, end: 1.5 },
    { start: 4, end: 9 },
  ]);

  /** What code written for `<audio>` does with a wrong index, learnt from a real element. */
  function nativeError(index: number): DOMException {
    try {
      new Audio().buffered.start(index);
    } catch (error) {
      return error as DOMException;
    }
    throw new Error('The browser knows a range of an empty element.');
  }

  it('tells how many there are, and where each starts and ends', () => {
    expect(ranges.length).to.equal(2);
    expect([ranges.start(0), ranges.end(0)]).to.deep.equal([0, 1.5]);
    expect([ranges.start(1), ranges.end(1)]).to.deep.equal([4, 9]);
  });

  for (const index of [2, -1, 4294967295]) {
    it(`throws what the browser's own throws for the index ${index}`, () => {
      const native = nativeError(index);
      for (const read of [() => ranges.start(index), () => ranges.end(index)]) {
        expect(read).to.throw(DOMException).with.property('name', native.name);
      }
    });
  }

  it('cuts fractions, as WebIDL does', () => {
    expect(ranges.start(1.9)).to.equal(4);
  });

  it('has nothing when nothing is there', () => {
    const empty = new PlayerTimeRanges([]);
    expect(empty.length).to.equal(0);
    expect(() => empty.end(0))
      .to.throw(DOMException)
      .with.property('name', 'IndexSizeError');
  });
});
