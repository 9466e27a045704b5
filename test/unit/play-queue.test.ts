import { expect } from '@open-wc/testing';
import { PlayQueue } from '../../src/playlist/play-queue.ts';

/** A queue of letters. `random` counts up in steps, so that an order of chance is always the same. */
function queueOf(letters: string, current?: string): PlayQueue<string> {
  let state = 0;
  const queue = new PlayQueue<string>(() => (state = (state + 0.37) % 1));
  queue.replace(Array.from(letters));
  if (current !== undefined) queue.select(current);
  return queue;
}

/** Goes on so many times, and returns what was current in turn. */
function walk(queue: PlayQueue<string>, steps: number): string {
  let walked = '';
  for (let n = 0; n < steps; n++) {
    const { following } = queue;
    if (following === null) break;
    queue.select(following);
    walked += following;
  }
  return walked;
}

const sorted = (letters: string): string => Array.from(letters).sort().join('');

describe('the play queue', () => {
  it('goes through the list and ends', () => {
    const queue = queueOf('abc');
    expect(queue.preceding).to.equal(null);
    expect(walk(queue, 5)).to.equal('abc');
    expect(queue.preceding).to.equal('b');
    expect(queueOf('').following).to.equal(null);
  });

  it('wraps both ways', () => {
    const queue = queueOf('abc', 'a');
    queue.wraps = true;
    expect(queue.preceding).to.equal('c');
    expect(walk(queue, 5)).to.equal('bcabc');
    const alone = queueOf('a', 'a');
    alone.wraps = true;
    expect(alone.following).to.equal('a');
  });

  it('shuffles everything once a round, never the same twice in a row, and goes back', () => {
    const queue = queueOf('abcdefgh', 'c');
    queue.shuffle = true;
    queue.wraps = true;
    const round = `c${walk(queue, 7)}`;
    expect(sorted(round)).to.equal('abcdefgh');
    expect(round).to.not.equal('cabdefgh');
    expect(queue.preceding).to.equal(round.at(-2));
    for (let n = 0; n < 20; n++) {
      const before = queue.current;
      const another = walk(queue, 8);
      expect(sorted(another)).to.equal('abcdefgh');
      expect(another[0]).to.not.equal(before);
    }
    queue.shuffle = false;
    expect(queue.entries.join('')).to.equal('abcdefgh');
  });

  it('plays what was chosen out of turn, and then what was to come', () => {
    const queue = queueOf('abcdef', 'a');
    queue.shuffle = true;
    const toCome = queue.following!;
    const chosen = Array.from('bcdef').find((letter) => letter !== toCome)!;
    queue.select(chosen);
    expect(queue.preceding).to.equal('a');
    expect(queue.following).to.equal(toCome);
    expect(sorted(walk(queue, 9))).to.equal(
      sorted(
        Array.from('bcdef')
          .filter((letter) => letter !== chosen)
          .join(''),
      ),
    );
  });

  it('keeps its place when tracks come, go and move', () => {
    const queue = queueOf('abcd', 'b');
    queue.move('b', 3);
    expect([queue.entries.join(''), queue.currentIndex, queue.following]).to.deep.equal([
      'acdb',
      3,
      null,
    ]);
    queue.insert(['x', 'y'], 1);
    expect(queue.entries.join('')).to.equal('axycdb');
    queue.move('a', 99);
    expect(queue.entries.join('')).to.equal('xycdba');
    queue.remove('b');
    expect(queue.current, 'the one after it').to.equal('a');
    queue.remove('a');
    expect(queue.current, 'at the end, the one before it').to.equal('d');
    queue.replace(['d', 'z']);
    expect(queue.current).to.equal('d');
    queue.replace(['z']);
    expect(queue.current).to.equal(null);
  });

  it('shuffles in what is added, behind what plays', () => {
    const queue = queueOf('ab', 'a');
    queue.shuffle = true;
    queue.insert(Array.from('cdef'));
    expect(sorted(walk(queue, 9))).to.equal('bcdef');
    queue.insert(['g']);
    expect(walk(queue, 9)).to.equal('g');
    queue.remove('c');
    expect(queue.entries).to.not.include('c');
  });
});
