import { LAYOUT, workerRecord } from '../engine/memory-layout.ts';
import { WORKER_STATES, type WorkerInitMessage, type WorkerRole } from '../engine/protocol.ts';
import { WorkTimes } from '../engine/work-times.ts';

/**
 * The state and the times of a worker with an event loop, in shared memory, for one of its roles. Its
 * steps are asynchronous: a time is from a step's begin to its end, whatever else the loop did.
 */
export class WorkLog {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #stateIndex: number;
  readonly #times: WorkTimes;

  constructor({ memory, worker_id, roles }: WorkerInitMessage, role: WorkerRole) {
    this.#words = new Int32Array(memory.buffer as unknown as SharedArrayBuffer);
    const record = workerRecord(worker_id);
    this.#stateIndex = (record + LAYOUT.WORKER_STATE) / 4;
    this.#times = new WorkTimes(memory, worker_id, roles, role);
    this.#enter(WORKER_STATES.IDLE);
  }

  /** @returns when that was, for `end`: steps may overlap */
  begin(): number {
    this.#enter(WORKER_STATES.BUSY);
    return performance.now();
  }

  /**
   * @param begunAt what `begin` returned
   * @param soundSeconds that the step dealt with; none when it came to nothing
   */
  end(begunAt: number, soundSeconds: number): void {
    if (soundSeconds > 0) this.#times.add(performance.now() - begunAt, soundSeconds);
    this.#enter(WORKER_STATES.IDLE);
  }

  stop(): void {
    this.#enter(WORKER_STATES.STOPPED);
  }

  #enter(state: number): void {
    Atomics.store(this.#words, this.#stateIndex, state);
  }
}
