import { expect } from '@open-wc/testing';
import { Scope } from '../../src/engine/scope.ts';
import { Watchdog } from '../../src/engine/watchdog.ts';

/** Looks that a watchdog needs to be sure, and one to know what it compares with. */
const LOOKS = 5;

describe('the watchdog', () => {
  let scope: Scope;
  beforeEach(() => {
    scope = new Scope();
  });
  afterEach(() => {
    scope.dispose();
  });

  /** Resolves after so many looks at a worker that beats. */
  function looks(watchdog: Watchdog, count: number, onHang: () => void): Promise<void> {
    return new Promise((resolve) => {
      let beats = 0;
      watchdog.watch(() => {
        beats += 1;
        if (beats === count) resolve();
        return beats;
      }, onHang);
    });
  }

  /** What its clock says: so much passes from one look to the next, whatever this machine does. */
  async function withLooksEvery<T>(
    milliseconds: number,
    test: (beat: () => void) => Promise<T>,
  ): Promise<T> {
    const now = performance.now.bind(performance);
    let clockMs = now();
    performance.now = () => clockMs;
    try {
      return await test(() => {
        clockMs += milliseconds;
      });
    } finally {
      performance.now = now;
    }
  }

  it('finds each worker that hangs, once, and no other', () =>
    withLooksEvery(500, async (pass) => {
      const watchdog = new Watchdog(scope);
      const hung: string[] = [];
      watchdog.watch(
        () => {
          pass();
          return 7;
        },
        () => hung.push('first'),
      );
      watchdog.watch(
        () => 0,
        () => hung.push('second'),
      );
      await looks(watchdog, LOOKS + 3, () => hung.push('none'));
      expect(hung).to.deep.equal(['first', 'second']);
    }));

  it('blames nobody for what stood still together with itself', () =>
    // Until the next look a debugger, a frozen tab or a suspended machine takes its time.
    withLooksEvery(2500, async (pass) => {
      const watchdog = new Watchdog(scope);
      const hung: string[] = [];
      watchdog.watch(
        () => {
          pass();
          return 7;
        },
        () => hung.push('stood still'),
      );
      await looks(watchdog, LOOKS + 1, () => hung.push('none'));
      expect(hung).to.deep.equal([]);
    }));
});
