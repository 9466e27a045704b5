import { LAYOUT } from './memory-layout.ts';
import { createOutputPort } from './output-port.ts';
import { Scope } from './scope.ts';
import { WorkerPool } from './worker-pool.ts';
import { prepareContext } from './worklet-module.ts';

/** How long a pool without a player waits for the next one, milliseconds. */
const IDLE_MS = 30_000;

/** A pool with the node that plays its ring B. */
export interface SoundingPool {
  readonly pool: WorkerPool;
  readonly port: AudioWorkletNode;
  readonly scope: Scope;
}

interface IdlePool {
  readonly entry: SoundingPool;
  readonly waiting: Scope;
}

const idle = new WeakMap<AudioContext, IdlePool[]>();

/**
 * Lends pools to players: an idle one goes to the next player that starts, a second one is made
 * only while two sound at once.
 *
 * @param workers 2 to 8
 * @throws {Error} one sentence that names what could not be started and why
 */
export async function borrowPool(
  context: AudioContext,
  workers: number,
  assets: string | null,
): Promise<SoundingPool> {
  const pools = idle.get(context) ?? [];
  const fitting = pools.findIndex(({ entry }) => entry.pool.workers.length === workers);
  const [found] = fitting < 0 ? [] : pools.splice(fitting, 1);
  if (found === undefined) return start(context, workers, assets);
  found.waiting.dispose();
  return found.entry;
}

/** Takes a pool back; a sound one ends when nobody wants it for a while, or with its context. */
export function returnPool(context: AudioContext, entry: SoundingPool): void {
  const { pool, port, scope } = entry;
  port.disconnect();
  pool.onMessage = () => undefined;
  pool.onFault = () => undefined;
  if (pool.fault !== null || context.state === 'closed') {
    scope.dispose();
    return;
  }
  const pools = idle.get(context) ?? [];
  idle.set(context, pools);
  const waiting = new Scope();
  const item: IdlePool = { entry, waiting };
  pools.push(item);
  const end = (): void => {
    pools.splice(pools.indexOf(item), 1);
    waiting.dispose();
    scope.dispose();
  };
  pool.onFault = end;
  waiting.timeout(IDLE_MS, end);
  waiting.listen(context, 'statechange', () => {
    if (context.state === 'closed') end();
  });
}

async function start(
  context: AudioContext,
  workers: number,
  assets: string | null,
): Promise<SoundingPool> {
  const { sampleRate } = context;
  const memoryBytes = LAYOUT.DEFAULT_MEMORY_BYTES;
  const starting = WorkerPool.start({ workers, memoryBytes, sampleRate, assets });
  const scope = new Scope();
  try {
    const [pool] = await Promise.all([starting, prepareContext(context, assets)]);
    scope.own(() => {
      pool.dispose();
    });
    return { pool, scope, port: createOutputPort(scope, context, pool) };
  } catch (error) {
    // Whatever failed, the other one may have come up.
    void starting.then(
      (pool) => {
        pool.dispose();
      },
      () => undefined,
    );
    scope.dispose();
    throw error;
  }
}
