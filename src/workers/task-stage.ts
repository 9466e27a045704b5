import { EqMemory } from '../engine/eq-memory.ts';
import { createEqualizer, type Equalizer } from '../engine/kernels/equalizer.ts';
import { createFft, type Fft } from '../engine/kernels/fft.ts';
import { isFftSize } from '../engine/kernels/fft-tables.ts';
import { LAYOUT } from '../engine/memory-layout.ts';
import {
  type FromWorker,
  TASK_STATES,
  TASK_TYPES,
  type WorkerInitMessage,
} from '../engine/protocol.ts';

/** Does one task; false when it can't be done. */
type TaskKernel = (type: number, input: number, output: number, count: number) => boolean;

/**
 * A worker's end of its task queue: does what main submitted, in order. Main checked every number;
 * it allocates nothing.
 */
export class TaskStage {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #floats: Float32Array;
  readonly #queue: number;
  readonly #kernel: TaskKernel;
  readonly #post: ((message: FromWorker) => void) | null;
  #done = 0;

  /** @param post where the main thread can't sleep on memory */
  constructor(
    memory: WebAssembly.Memory,
    queueOffset: number,
    kernel: TaskKernel,
    post: ((message: FromWorker) => void) | null,
  ) {
    this.#words = new Int32Array(memory.buffer as unknown as SharedArrayBuffer);
    this.#floats = new Float32Array(memory.buffer);
    this.#queue = queueOffset;
    this.#kernel = kernel;
    this.#post = post;
  }

  /** Does all tasks that are there. */
  turn(): void {
    const submitted = Atomics.load(this.#words, (this.#queue + LAYOUT.QUEUE_SUBMITTED) / 4) >>> 0;
    while (this.#done !== submitted) this.#doNext();
  }

  #doNext(): void {
    const slot = this.#done % LAYOUT.QUEUE_CAPACITY;
    const record = this.#queue + LAYOUT.QUEUE_RECORDS + slot * LAYOUT.TASK_BYTES;
    const began = performance.now();
    const done = this.#kernel(
      this.#field(record + LAYOUT.TASK_TYPE),
      this.#field(record + LAYOUT.TASK_INPUT),
      this.#field(record + LAYOUT.TASK_OUTPUT),
      this.#field(record + LAYOUT.TASK_COUNT),
    );
    const execution_time_us = (performance.now() - began) * 1000;
    this.#words[(record + LAYOUT.TASK_STATE) / 4] = done ? TASK_STATES.DONE : TASK_STATES.FAILED;
    this.#floats[(record + LAYOUT.TASK_TIME) / 4] = execution_time_us;
    this.#done = (this.#done + 1) >>> 0;
    const completed = (this.#queue + LAYOUT.QUEUE_COMPLETED) / 4;
    Atomics.store(this.#words, completed, this.#done);
    Atomics.notify(this.#words, completed);
    this.#post?.({
      type: 'task_complete',
      task_id: this.#field(record + LAYOUT.TASK_ID),
      execution_time_us,
    });
  }

  #field(offset: number): number {
    return this.#words[offset / 4] ?? 0;
  }
}

/** `process_audio`: equalizes interleaved stereo, with filters of its own beside the player's. */
export function equalizerTasks(
  { memory, modules, sample_rate, post_completions }: WorkerInitMessage,
  post: (message: FromWorker) => void,
): TaskStage {
  const setting = new EqMemory(memory);
  const equalizer: Equalizer = createEqualizer(modules.equalizer, memory, LAYOUT.EQ_TASKS);
  const kernel: TaskKernel = (type, input, output, count) => {
    if (type !== TASK_TYPES.process_audio) return false;
    const changed = setting.poll();
    if (changed !== null) {
      equalizer.setTarget(changed.bands, changed.preampDb, changed.bypass, sample_rate);
    }
    equalizer.process(input, output, count / 2);
    return true;
  };
  return new TaskStage(memory, LAYOUT.DSP_TASKS, kernel, post_completions ? post : null);
}

/** `compute_fft`: real samples to interleaved complex bins. */
export function fftTasks(
  { memory, modules, post_completions }: WorkerInitMessage,
  post: (message: FromWorker) => void,
): TaskStage {
  const fft: Fft = createFft(modules.fft, memory);
  const kernel: TaskKernel = (type, input, output, count) => {
    if (type !== TASK_TYPES.compute_fft || !isFftSize(count)) return false;
    fft.forward(input, count, output);
    return true;
  };
  return new TaskStage(memory, LAYOUT.FFT_TASKS, kernel, post_completions ? post : null);
}
