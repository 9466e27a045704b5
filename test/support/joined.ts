import type { AudioEngine, SourceCandidate } from '../../src/engine/audio-engine.ts';
import { type Capture, startCapture } from './capture.ts';
import { limiterInPlace } from './player.ts';

const BUILT = '/dist/engine.js';
const engines = new Set<AudioEngine>();

/** An engine of the built file; `endEngines` ends it. */
export async function createEngine(
  settings: ConstructorParameters<typeof AudioEngine>[0] = {},
): Promise<AudioEngine> {
  const module = (await import(BUILT)) as { AudioEngine: typeof AudioEngine };
  const engine = new module.AudioEngine(settings);
  engines.add(engine);
  return engine;
}

/** To be called after each test. */
export function endEngines(): void {
  for (const engine of engines) engine.dispose();
  engines.clear();
}

/** As candidates of unknown type. */
export const source = (url: string): SourceCandidate[] => [{ url, type: '', key: null }];

/** Plays `url` for a moment, and stands paused at `fromSeconds` with everything recorded from there on. */
export async function recordFrom(
  engine: AudioEngine,
  url: string,
  fromSeconds = 0,
): Promise<Capture> {
  engine.setSources(source(url));
  await engine.play();
  await limiterInPlace(engine);
  engine.pause();
  const seeked = new Promise((resolve) => {
    engine.addEventListener('seeked', resolve, { once: true });
  });
  engine.seek(fromSeconds);
  await seeked;
  return startCapture(engine.outputNode!, { onGap: 'join' });
}

/** Resolves with the next event of a type. */
export function told(engine: AudioEngine, type: string): Promise<Event> {
  return new Promise((resolve) => {
    engine.addEventListener(type, resolve, { once: true });
  });
}

/** Types of the events that a join must not, and must, bring, as they come. */
export function recordJoins(engine: AudioEngine): string[] {
  const seen: string[] = [];
  for (const type of ['trackchange', 'pause', 'ended', 'emptied', 'error', 'waiting', 'playing']) {
    engine.addEventListener(type, () => seen.push(type));
  }
  return seen;
}
