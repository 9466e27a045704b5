import { EqMemory } from './eq-memory.ts';
import { DEFAULT_BANDS, type EqBand, validateBand } from './equalizer.ts';
import { LAYOUT } from './memory-layout.ts';
import { automaticWorkers } from './pool-plan.ts';
import type { Task, TaskResult } from './task-queue.ts';
import { checkFftTask, checkProcessTask, type UserRegion } from './task-checks.ts';
import { type ThreadingStats, threadingStats } from './threading-stats.ts';
import { WorkerPool } from './worker-pool.ts';

export type { TaskResult, ThreadingStats, UserRegion };

export interface AudioThreadingOptions {
  /** 2 to 8; default: by the number of cores. */
  readonly workers?: number;
  /** Rounded up to pages of 64 KB; initial and maximum size. Default 8 MB. */
  readonly memoryBytes?: number;
  /** Hz; default 48000. */
  readonly sampleRate?: number;
  /** Base URL of the worker files; default: beside this module. */
  readonly assets?: string | null;
}

const DEFAULT_SAMPLE_RATE = 48000;
const MAX_MEMORY_BYTES = 65536 * LAYOUT.PAGE_BYTES;

/**
 * The engine's threads and kernels for programs: equalize and transform samples that lie in shared
 * memory, on workers, without a player. Main thread; needs a cross-origin isolated page.
 *
 * Inputs and outputs lie in `userRegion` of `memory`. Tasks of a kind are done in call order. When a
 * worker is lost, pending tasks reject with AbortError, and once the promise of the next call
 * settles, `memory` and `userRegion` are new objects with the user region's content copied.
 */
export class AudioThreading {
  #pool: WorkerPool | null = null;
  #starting: Promise<void> | null = null;
  #eq: EqMemory | null = null;
  #bands: readonly EqBand[] = DEFAULT_BANDS;
  #options: Required<AudioThreadingOptions> | null = null;
  #userRegion: UserRegion | null = null;
  #lastTaskId = 0;
  #shutDown = false;

  /** @throws {DOMException} InvalidStateError before `init` */
  get memory(): WebAssembly.Memory {
    return this.#running.memory;
  }

  /** The part of `memory` that is the caller's: at least 1 MB. @throws as `memory` */
  get userRegion(): UserRegion {
    if (this.#userRegion === null) throw notRunning();
    return this.#userRegion;
  }

  /**
   * Starts the workers.
   *
   * @throws {RangeError} rejects for an option out of range
   * @throws {DOMException} rejects with InvalidStateError after `init` or `shutdown`
   * @throws {Error} rejects when the threads can't be started: one sentence that says why
   */
  async init(options: AudioThreadingOptions = {}): Promise<void> {
    if (this.#options !== null || this.#shutDown) {
      throw new DOMException('init() is called once, before shutdown().', 'InvalidStateError');
    }
    const complete = completeOptions(options);
    this.#options = complete;
    try {
      await this.#start(complete, null);
    } catch (error) {
      this.#options = null;
      throw error;
    }
  }

  /**
   * Changes one of eight bands; it glides there with the next `processAudio`.
   *
   * @throws {RangeError} naming what was wrong and what is allowed
   */
  setEqBand(index: number, band: EqBand): void {
    if (!(index in this.#bands)) {
      throw new RangeError(`There are bands 0 to ${this.#bands.length - 1}, not ${index}.`);
    }
    validateBand(band, this.#options?.sampleRate ?? DEFAULT_SAMPLE_RATE);
    this.#bands = this.#bands.with(index, { ...band });
    this.#publish();
  }

  /**
   * Equalizes interleaved stereo float32: `numSamples` samples (an even number), with the filters'
   * state carried from call to call; in place if the offsets are equal.
   *
   * @param inputOffset bytes, a multiple of 4, in `userRegion`
   * @param outputOffset bytes, a multiple of 4, in `userRegion`
   * @throws {RangeError} rejects for numbers out of range; memory is untouched then
   * @throws {DOMException} rejects with InvalidStateError, or AbortError when a worker was lost
   */
  async processAudio(
    inputOffset: number,
    outputOffset: number,
    numSamples: number,
  ): Promise<TaskResult> {
    if (this.#starting !== null) await this.#starting;
    const pool = this.#running;
    checkProcessTask(this.userRegion, inputOffset, outputOffset, numSamples);
    return this.#submit(pool, {
      type: 'process_audio',
      task_id: this.#nextTaskId(),
      input_offset: inputOffset,
      output_offset: outputOffset,
      num_samples: numSamples,
    });
  }

  /**
   * Transforms `fftSize` real float32 samples into `fftSize / 2 + 1` interleaved complex bins,
   * unscaled.
   *
   * @param audioOffset bytes, a multiple of 4, in `userRegion`
   * @param outputOffset bytes, a multiple of 4, in `userRegion`
   * @throws as `processAudio`
   */
  async computeFft(
    audioOffset: number,
    fftSize: 512 | 1024 | 2048 | 4096 | 8192 | 16384,
    outputOffset: number,
  ): Promise<TaskResult> {
    if (this.#starting !== null) await this.#starting;
    const pool = this.#running;
    checkFftTask(this.userRegion, audioOffset, fftSize, outputOffset);
    return this.#submit(pool, {
      type: 'compute_fft',
      task_id: this.#nextTaskId(),
      audio_offset: audioOffset,
      fft_size: fftSize,
      output_offset: outputOffset,
    });
  }

  /** @throws {DOMException} InvalidStateError before `init` */
  getStats(): ThreadingStats {
    return threadingStats(this.#running);
  }

  /** Ends the workers; pending tasks reject with AbortError. Calling it again does nothing. */
  async shutdown(): Promise<void> {
    this.#shutDown = true;
    await this.#starting?.catch(() => undefined);
    this.#pool?.dispose();
    this.#pool = null;
    this.#userRegion = null;
  }

  get #running(): WorkerPool {
    if (this.#pool === null || this.#shutDown) throw notRunning();
    return this.#pool;
  }

  #start(options: Required<AudioThreadingOptions>, content: Uint8Array | null): Promise<void> {
    const starting = WorkerPool.start(options).then((pool) => {
      const region = Object.freeze({
        offset: LAYOUT.USER_REGION,
        bytes: options.memoryBytes - LAYOUT.USER_REGION,
      });
      if (content !== null) new Uint8Array(pool.memory.buffer, region.offset).set(content);
      pool.onFault = () => {
        this.#restart(options, pool);
      };
      this.#pool = pool;
      this.#userRegion = region;
      this.#eq = new EqMemory(pool.memory);
      this.#publish();
    });
    this.#starting = starting.finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  /** A lost worker may still write to the old memory for a while: the successor gets its own. */
  #restart(options: Required<AudioThreadingOptions>, lost: WorkerPool): void {
    if (this.#shutDown) return;
    const content = new Uint8Array(lost.memory.buffer, LAYOUT.USER_REGION).slice();
    this.#pool = null;
    lost.dispose();
    // Whoever calls next meets the failure; nobody waits for it here.
    this.#start(options, content).catch(() => undefined);
  }

  #publish(): void {
    this.#eq?.publish({ bands: this.#bands, preampDb: 0, bypass: false });
  }

  #submit(pool: WorkerPool, task: Task): Promise<TaskResult> {
    const queue = task.type === 'process_audio' ? pool.dspTasks : pool.fftTasks;
    return queue.submit(task);
  }

  #nextTaskId(): number {
    this.#lastTaskId = (this.#lastTaskId + 1) >>> 0;
    return this.#lastTaskId;
  }
}

function notRunning(): DOMException {
  return new DOMException('The threads are not running: call init() first.', 'InvalidStateError');
}

/** @throws {RangeError} */
function completeOptions(options: AudioThreadingOptions): Required<AudioThreadingOptions> {
  const {
    workers = automaticWorkers(),
    memoryBytes = LAYOUT.DEFAULT_MEMORY_BYTES,
    sampleRate = DEFAULT_SAMPLE_RATE,
    assets = null,
  } = options;
  if (!(memoryBytes >= LAYOUT.MIN_MEMORY_BYTES && memoryBytes <= MAX_MEMORY_BYTES)) {
    throw new RangeError(
      `memoryBytes is a number from ${LAYOUT.MIN_MEMORY_BYTES} to ${MAX_MEMORY_BYTES}, not ${memoryBytes}.`,
    );
  }
  if (!(sampleRate >= 8000 && sampleRate <= 192_000)) {
    throw new RangeError(`sampleRate is a number from 8000 to 192000 Hz, not ${sampleRate}.`);
  }
  const pages = Math.ceil(memoryBytes / LAYOUT.PAGE_BYTES);
  return { workers, sampleRate, assets, memoryBytes: pages * LAYOUT.PAGE_BYTES };
}
