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

  it('finds each worker that hangs, once, and no other', async () => {
    const watchdog = new Watchdog(scope);
    const hung: string[] = [];
    watchdog.watch(
      () => 7,
      () => hung.push('first'),
    );
    watchdog.watch(
      () => 0,
      () => hung.push('second'),
    );
    await looks(watchdog, LOOKS + 3, () => hung.push('none'));
    expect(hung).to.deep.equal(['first', 'second']);
  });

  it('blames nobody for what stood still together with itself', async () => {
    const now = performance.now.bind(performance);
    let stoodStillMs = 0;
    performance.now = () => now() + stoodStillMs;
    try {
      const watchdog = new Watchdog(scope);
      const hung: string[] = [];
      watchdog.watch(
        () => {
          // Until the next look a debugger, a frozen tab or a suspended machine takes its time.
          stoodStillMs += 2000;
          return 7;
        },
        () => hung.push('stood still'),
      );
      await looks(watchdog, LOOKS + 1, () => hung.push('none'));
      expect(hung).to.deep.equal([]);
    } finally {
      performance.now = now;
    }
  });
});
