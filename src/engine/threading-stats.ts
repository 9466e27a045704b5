import { LAYOUT } from './memory-layout.ts';
import { WORKER_STATES, type WorkerRole } from './protocol.ts';
import type { TaskQueue } from './task-queue.ts';
import type { WorkerPool } from './worker-pool.ts';

export type WorkerStateName = 'starting' | 'idle' | 'busy' | 'stopped';

/** One worker's figures. */
export interface WorkerStats {
  readonly id: number;
  readonly roles: readonly WorkerRole[];
  readonly state: WorkerStateName;
  /** Tasks completed by `processAudio` and `computeFft`. */
  readonly tasks: number;
  /** Microseconds a task took, mean of the latest 1000; 0 before the first. */
  readonly meanTimeUs: number;
  /** Microseconds that 99 of 100 of them stayed below. */
  readonly p99TimeUs: number;
}

/** Figures of a pool. */
export interface ThreadingStats {
  readonly workers: readonly WorkerStats[];
  /** Bytes of shared memory. */
  readonly memoryBytes: number;
  /** Hz. */
  readonly sampleRate: number;
}

const STATE_NAMES: Record<number, WorkerStateName> = {
  [WORKER_STATES.STARTING]: 'starting',
  [WORKER_STATES.IDLE]: 'idle',
  [WORKER_STATES.BUSY]: 'busy',
  [WORKER_STATES.STOPPED]: 'stopped',
};

export function threadingStats(pool: WorkerPool): ThreadingStats {
  const words = new Uint32Array(pool.memory.buffer);
  return {
    memoryBytes: pool.memory.buffer.byteLength,
    sampleRate: pool.sampleRate,
    workers: pool.workers.map(({ id, roles }) => {
      const record = LAYOUT.WORKERS + id * LAYOUT.WORKER_BYTES;
      const state = words[(record + LAYOUT.WORKER_STATE) / 4] ?? WORKER_STATES.STARTING;
      const queues = [
        ...(roles.includes('dsp') ? [pool.dspTasks] : []),
        ...(roles.includes('fft') ? [pool.fftTasks] : []),
      ];
      return { id, roles, state: STATE_NAMES[state] ?? 'starting', ...timesOf(queues) };
    }),
  };
}

function timesOf(
  queues: readonly TaskQueue[],
): Pick<WorkerStats, 'tasks' | 'meanTimeUs' | 'p99TimeUs'> {
  const times = queues.flatMap((queue) => queue.executionTimesUs).sort((a, b) => a - b);
  const tasks = queues.reduce((sum, { completed }) => sum + completed, 0);
  const mean = times.reduce((sum, time) => sum + time, 0) / Math.max(1, times.length);
  const p99 = times[Math.floor(0.99 * (times.length - 1))] ?? 0;
  return { tasks, meanTimeUs: mean, p99TimeUs: p99 };
}
