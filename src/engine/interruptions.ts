import type { BackendListener } from './backend.ts';
import type { Scope } from './scope.ts';

/**
 * Tells what the system does to the page's sound: a call on a phone, another app that plays. Safari's
 * contexts are `interrupted` then, and run again afterwards if the system allows that; else they are
 * suspended, and the next play wakes them. `scope` ends the watch.
 */
export function watchInterruptions(
  scope: Scope,
  context: AudioContext,
  listener: Pick<BackendListener, 'interrupted' | 'interruptionOver'>,
): void {
  let interrupted = false;
  scope.listen(context, 'statechange', () => {
    const wasInterrupted = interrupted;
    interrupted = context.state === 'interrupted';
    if (interrupted === wasInterrupted) return;
    if (interrupted) listener.interrupted();
    else if (context.state === 'running') listener.interruptionOver();
  });
}
