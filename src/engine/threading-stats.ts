import { LAYOUT, workerRecord } from './memory-layout.ts';
import { WORKER_STATES, type WorkerRole } from './protocol.ts';
import type { TaskQueue } from './task-queue.ts';
import { type RoleTimes, WorkTimes } from './work-times.ts';
import type { WorkerPool } from './worker-pool.ts';

export type WorkerStateName = 'starting' | 'idle' | 'busy' | 'stopped';

/**
 * A role and what its steps take. `dsp`: a block of 128 frames, equalized. `fft`: an analysis.
 * `decode`: a group of up to 64 packets, decoded (a block, where the file holds bare samples; its
 * reading counts in). `background`: a chunk of work. The clock of the browser steps by 5 µs.
 */
export interface RoleStats extends RoleTimes {
  readonly role: WorkerRole;
}

/** One worker's figures. */
export interface WorkerStats {
  readonly id: number;
  readonly roles: readonly WorkerRole[];
  readonly state: WorkerStateName;
  /** What it does for playback, by role. */
  readonly work: readonly RoleStats[];
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
      const record = workerRecord(id);
      const state = words[(record + LAYOUT.WORKER_STATE) / 4] ?? WORKER_STATES.STARTING;
      const queues = [
        ...(roles.includes('dsp') ? [pool.dspTasks] : []),
        ...(roles.includes('fft') ? [pool.fftTasks] : []),
      ];
      const work = roles.map((role) => ({
        role,
        ...new WorkTimes(pool.memory, id, roles, role).read(),
      }));
      return { id, roles, state: STATE_NAMES[state] ?? 'starting', work, ...timesOf(queues) };
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
