import type { AudioEngine, EngineSnapshot } from '../../src/engine/audio-engine.ts';
import { type Player, until } from './player.ts';

/** What the player's engine knows; the face reads the same. */
export function snapshotOf(player: Player): EngineSnapshot {
  return engineOf(player).snapshot;
}

export function engineOf(player: Player): AudioEngine {
  return (player as unknown as { readonly engine: AudioEngine }).engine;
}

/** Every snapshot from now on in which the background's work told something new. */
export function watchOverviews(player: Player): number[] {
  const done: number[] = [];
  engineOf(player).subscribe(() => {
    const now = snapshotOf(player).overview?.done;
    if (now !== undefined && now !== done.at(-1)) done.push(now);
  });
  return done;
}

/** Resolves with the loudness, the last thing that is found out of a file. */
export async function measured(player: Player): Promise<EngineSnapshot> {
  await until(() => snapshotOf(player).loudness !== null);
  return snapshotOf(player);
}

/** Names of the workers that are started while `collect` is in force. */
export function collectWorkers(): () => readonly string[] {
  const { Worker } = globalThis;
  let names: string[] = [];

  beforeEach(() => {
    names = [];
    globalThis.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        names.push(options?.name ?? '');
      }
    };
  });

  afterEach(() => {
    globalThis.Worker = Worker;
  });

  return () => names;
}
