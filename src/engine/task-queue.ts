import { LAYOUT } from './memory-layout.ts';
import { type ComputeFftTask, type ProcessAudioTask, TASK_STATES, TASK_TYPES } from './protocol.ts';

export type Task = ProcessAudioTask | ComputeFftTask;

/** What came of a task. */
export interface TaskResult {
  readonly task_id: number;
  /** Microseconds the worker spent on it. */
  readonly execution_time_us: number;
}

interface Pending {
  readonly task: Task;
  readonly resolve: (result: TaskResult) => void;
  readonly reject: (error: DOMException) => void;
}

/**
 * Main's end of a worker's task queue: records through shared memory, no message. Down: write the
 * record, count it, ring the worker. Up: the main thread sleeps on the worker's count with
 * `Atomics.waitAsync`; where that is missing, the pool calls `collect` on `task_complete` messages.
 */
export class TaskQueue {
  readonly #words: Uint32Array<SharedArrayBuffer>;
  readonly #signed: Int32Array<SharedArrayBuffer>;
  readonly #floats: Float32Array;
  readonly #queue: number;
  readonly #bell: number;
  readonly #times: number[] = [];
  /** In the queue, oldest first. */
  #pending: Pending[] = [];
  /** Waiting for a free record. */
  #backlog: Pending[] = [];
  #collected = 0;
  #watching = false;

  /** @param doorbellOffset byte offset of the worker's doorbell */
  constructor(memory: WebAssembly.Memory, queueOffset: number, doorbellOffset: number) {
    const buffer = memory.buffer as unknown as SharedArrayBuffer;
    this.#words = new Uint32Array(buffer);
    this.#signed = new Int32Array(buffer);
    this.#floats = new Float32Array(buffer);
    this.#queue = queueOffset;
    this.#bell = doorbellOffset / 4;
  }

  /** Completed tasks. */
  get completed(): number {
    return this.#collected;
  }

  /** Microseconds of the latest tasks, at most 1000 of them, in no order. */
  get executionTimesUs(): readonly number[] {
    return this.#times;
  }

  /** @throws {DOMException} rejects with OperationError when the worker failed at it, AbortError when it was lost */
  submit(task: Task): Promise<TaskResult> {
    return new Promise((resolve, reject) => {
      const entry = { task, resolve, reject };
      if (this.#pending.length < LAYOUT.QUEUE_CAPACITY) this.#send(entry);
      else this.#backlog.push(entry);
      // While the worker wakes.
      this.#watch();
    });
  }

  /** Takes over what the worker has completed. */
  collect(): void {
    const completed = Atomics.load(this.#words, this.#completedIndex);
    while (this.#collected !== completed && this.#pending.length > 0) this.#settleOldest();
    while (this.#backlog.length > 0 && this.#pending.length < LAYOUT.QUEUE_CAPACITY) {
      const entry = this.#backlog.shift();
      if (entry !== undefined) this.#send(entry);
    }
  }

  /** Rejects what is under way: the worker is gone. */
  abort(message: string): void {
    for (const { reject } of [...this.#pending, ...this.#backlog]) {
      reject(new DOMException(message, 'AbortError'));
    }
    this.#pending = [];
    this.#backlog = [];
    // A wait that nobody ends would keep the memory.
    Atomics.notify(this.#signed, this.#completedIndex);
  }

  #send(entry: Pending): void {
    const submitted = Atomics.load(this.#words, this.#queue / 4);
    this.#write(this.#record(submitted), entry.task);
    this.#pending.push(entry);
    Atomics.store(this.#words, (this.#queue + LAYOUT.QUEUE_SUBMITTED) / 4, submitted + 1);
    Atomics.add(this.#signed, this.#bell, 1);
    Atomics.notify(this.#signed, this.#bell);
  }

  #write(record: number, task: Task): void {
    const words = this.#words;
    words[(record + LAYOUT.TASK_ID) / 4] = task.task_id;
    words[(record + LAYOUT.TASK_TYPE) / 4] = TASK_TYPES[task.type];
    words[(record + LAYOUT.TASK_STATE) / 4] = TASK_STATES.QUEUED;
    words[(record + LAYOUT.TASK_OUTPUT) / 4] = task.output_offset;
    const [input, count] =
      task.type === 'process_audio'
        ? [task.input_offset, task.num_samples]
        : [task.audio_offset, task.fft_size];
    words[(record + LAYOUT.TASK_INPUT) / 4] = input;
    words[(record + LAYOUT.TASK_COUNT) / 4] = count;
  }

  /** Sleeps on the worker's count while something is under way; one wait for the queue. */
  #watch(): void {
    if (typeof Atomics.waitAsync !== 'function') return;
    while (!this.#watching && this.#pending.length > 0) {
      const seen = this.#collected | 0;
      const { async, value } = Atomics.waitAsync(this.#signed, this.#completedIndex, seen);
      if (async) {
        this.#watching = true;
        void value.then(this.#wake);
      } else {
        this.collect();
      }
    }
  }

  /** Made once: a task costs no closure. */
  readonly #wake = (): void => {
    this.#watching = false;
    this.collect();
    this.#watch();
  };

  #settleOldest(): void {
    const entry = this.#pending.shift();
    if (entry === undefined) return;
    const record = this.#record(this.#collected);
    this.#collected = (this.#collected + 1) >>> 0;
    const { task_id } = entry.task;
    const execution_time_us = this.#floats[(record + LAYOUT.TASK_TIME) / 4] ?? 0;
    this.#remember(execution_time_us);
    if (this.#words[(record + LAYOUT.TASK_STATE) / 4] === TASK_STATES.DONE) {
      entry.resolve({ task_id, execution_time_us });
    } else {
      const message = `Task ${task_id} (${entry.task.type}) failed in its worker.`;
      entry.reject(new DOMException(message, 'OperationError'));
    }
  }

  #remember(microseconds: number): void {
    this.#times[(this.#collected - 1) % 1000] = microseconds;
  }

  #record(index: number): number {
    const slot = index % LAYOUT.QUEUE_CAPACITY;
    return this.#queue + LAYOUT.QUEUE_RECORDS + slot * LAYOUT.TASK_BYTES;
  }

  get #completedIndex(): number {
    return (this.#queue + LAYOUT.QUEUE_COMPLETED) / 4;
  }
}
