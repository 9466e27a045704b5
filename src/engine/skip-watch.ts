import type { Backend } from './backend.ts';
import type { EngineState } from './engine-state.ts';
import { Scope } from './scope.ts';

/** Between two looks, milliseconds. */
const LOOK_MS = 1000;
/** Seconds of sound in a second: a live stream sends about one, behind what it begins with. */
const LIVE_PACE = 1.6;
/** Looks in a row that may show nothing. */
const PATIENCE = 6;

export interface SkipContext {
  readonly state: EngineState;
  backend(): Backend | null;
  seek(seconds: number): void;
}

/** Where in the stream the sound ends that has arrived; a media element does not tell what it skips. */
function arrivedSeconds(backend: Backend | null): number {
  return backend?.mode === 'threaded' ? (backend.buffered.at(-1)?.end ?? 0) : 0;
}

/**
 * Tells, while a stream without a known end is skipped to some place, whether it is a file whose
 * server did not tell the length, or live: by how fast it comes. A live one goes back to its start
 * rather than be silent for so long. Main thread.
 *
 * @param wanted false as soon as the place is reached, or something else was asked for
 */
export function watchSkip(context: SkipContext, wanted: () => boolean): void {
  const scope = new Scope();
  let arrived = arrivedSeconds(context.backend());
  let lookedAt = performance.now();
  let quiet = 0;
  scope.interval(LOOK_MS, () => {
    if (!wanted()) {
      scope.dispose();
      return;
    }
    const now = performance.now();
    const gained = arrivedSeconds(context.backend()) - arrived;
    const pace = gained / ((now - lookedAt) / 1000);
    arrived += gained;
    lookedAt = now;
    // Nobody listens, and nothing may be loaded.
    if (context.state.now.paused) return;
    quiet = gained > 0 ? 0 : quiet + 1;
    if (pace > LIVE_PACE || (quiet > 0 && quiet < PATIENCE)) return;
    scope.dispose();
    context.seek(0);
  });
}
