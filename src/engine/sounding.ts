/**
 * What is needed as soon as something shall be heard, and not before: the choice of a mode and the
 * backends that have a graph. Loaded with the first play of the page.
 */
import type { Backend, BackendListener, PlaybackSettings } from './backend.ts';
import { FallbackBackend } from './fallback-backend.ts';
import type { PlayerOutput } from './player-output.ts';
import { automaticWorkers } from './pool-plan.ts';
import { ThreadedBackend } from './threaded-backend.ts';

export { PlayerOutput } from './player-output.ts';
export { chooseMode, deniedChoice, rateChoice, stepDown } from './mode-choice.ts';

/** Which threads a backend may use. */
interface ThreadSettings {
  readonly workers: 'auto' | number;
  readonly assets: string | null;
}

/** Makes the backend of a mode that has a graph. */
export function createGraphBackend(
  mode: 'threaded' | 'fallback',
  output: PlayerOutput,
  settings: PlaybackSettings,
  { workers, assets }: ThreadSettings,
  listener: BackendListener,
): Backend {
  if (mode === 'fallback') return new FallbackBackend(output, settings, listener);
  const threads = { assets, workers: workers === 'auto' ? automaticWorkers() : workers };
  return new ThreadedBackend(output, settings, threads, listener);
}
