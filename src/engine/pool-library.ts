import { Scope } from './scope.ts';
import { WorkerPool } from './worker-pool.ts';

/** How long a pool without a player waits for the next one, milliseconds. */
const IDLE_MS = 30_000;

interface IdlePool {
  readonly pool: WorkerPool;
  readonly scope: Scope;
}

const idle = new WeakMap<AudioContext, IdlePool[]>();

/**
 * Lends pools to players: an idle one goes to the next player that starts, a second one is made
 * only while two sound at once.
 *
 * @throws {Error} as `WorkerPool.start`
 */
export async function borrowPool(context: AudioContext, assets: string | null): Promise<WorkerPool> {
  const waiting = idle.get(context)?.pop();
  if (waiting === undefined) return WorkerPool.start(context, assets);
  waiting.scope.dispose();
  return waiting.pool;
}

/** Takes a sound pool back; it ends when nobody wants it for a while, or with its context. */
export function returnPool(context: AudioContext, pool: WorkerPool): void {
  pool.output.disconnect();
  pool.onMessage = () => undefined;
  if (context.state === 'closed') {
    pool.dispose();
    return;
  }
  const pools = idle.get(context) ?? [];
  idle.set(context, pools);
  const entry: IdlePool = { pool, scope: new Scope() };
  pools.push(entry);
  const end = (): void => {
    pools.splice(pools.indexOf(entry), 1);
    entry.scope.dispose();
    pool.dispose();
  };
  entry.scope.timeout(IDLE_MS, end);
  entry.scope.listen(context, 'statechange', () => {
    if (context.state === 'closed') end();
  });
}
