import { LAYOUT } from './memory-layout.ts';
import type { WorkerRole } from './protocol.ts';

/** What a worker's steps in one role took. */
export interface RoleTimes {
  /** Steps ever done; wraps at 2^32. */
  readonly steps: number;
  /** Microseconds, mean of the latest 256 steps; 0 before the first. */
  readonly meanTimeUs: number;
  /** Microseconds that 99 of 100 of them stayed below. */
  readonly p99TimeUs: number;
  /** Seconds of sound for a second of work, over the same steps; 0 before the first. */
  readonly soundPerWork: number;
}

/**
 * Times of a worker's steps in one of its roles, in shared memory. The worker alone writes, anyone
 * reads; a reader may see a step's time without its sound, which a figure over 256 steps bears.
 */
export class WorkTimes {
  readonly #words: Uint32Array<SharedArrayBuffer>;
  readonly #floats: Float32Array;
  readonly #record: number;

  /** @param roles all of the worker's, in the order of its `init` */
  constructor(
    memory: WebAssembly.Memory,
    workerId: number,
    roles: readonly WorkerRole[],
    role: WorkerRole,
  ) {
    this.#words = new Uint32Array(memory.buffer as unknown as SharedArrayBuffer);
    this.#floats = new Float32Array(memory.buffer);
    const index = workerId * LAYOUT.TIMES_ROLES_COUNT + roles.indexOf(role);
    this.#record = LAYOUT.WORK_TIMES + index * LAYOUT.TIMES_BYTES;
  }

  /** Worker only; allocates nothing. */
  add(milliseconds: number, soundSeconds: number): void {
    const count = Atomics.load(this.#words, this.#countIndex);
    const place = count % LAYOUT.TIMES_CAPACITY;
    this.#floats[(this.#record + LAYOUT.TIMES_LATEST) / 4 + place] = milliseconds * 1000;
    this.#floats[(this.#record + LAYOUT.TIMES_SOUND) / 4 + place] = soundSeconds;
    Atomics.store(this.#words, this.#countIndex, count + 1);
  }

  /** Any thread. */
  read(): RoleTimes {
    const steps = Atomics.load(this.#words, this.#countIndex);
    const known = Math.min(steps, LAYOUT.TIMES_CAPACITY);
    const timesUs = this.#latest(LAYOUT.TIMES_LATEST, known).sort();
    const totalUs = sum(timesUs);
    const soundSeconds = sum(this.#latest(LAYOUT.TIMES_SOUND, known));
    return {
      steps,
      meanTimeUs: totalUs / Math.max(1, known),
      p99TimeUs: timesUs[Math.floor(0.99 * (known - 1))] ?? 0,
      soundPerWork: totalUs > 0 ? (soundSeconds * 1e6) / totalUs : 0,
    };
  }

  #latest(field: number, count: number): Float32Array {
    const first = (this.#record + field) / 4;
    return this.#floats.slice(first, first + count);
  }

  get #countIndex(): number {
    return (this.#record + LAYOUT.TIMES_COUNT) / 4;
  }
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
