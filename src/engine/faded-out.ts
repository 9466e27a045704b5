import type { Scope } from './scope.ts';

/** Longer than the output worklet takes to fade out, however late it hears of a pause, seconds. */
const FADED_AFTER_SECONDS = 0.02;
/** Between two looks at the context's clock, milliseconds. */
const LOOK_MS = 4;

/**
 * Resolves when nothing more is taken from the rings: some time after a pause, at once while the
 * context stands still, or when `scope` ends.
 *
 * @param pausedAt the context's time, seconds
 */
export async function fadedOut(
  context: AudioContext,
  pausedAt: number,
  scope: Scope,
): Promise<void> {
  const due = pausedAt + FADED_AFTER_SECONDS;
  while (context.state === 'running' && context.currentTime < due && !scope.disposed) {
    const wait = scope.child();
    await new Promise<void>((resolve) => {
      wait.own(resolve);
      wait.timeout(LOOK_MS, () => {
        wait.dispose();
      });
    });
  }
}
