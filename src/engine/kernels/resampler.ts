import { LAYOUT } from '../memory-layout.ts';
import { instantiateKernel } from './loader.ts';
import { bankShape, fillBank } from './resampler-bank.ts';

interface ResamplerExports {
  resample_process(
    rs: number,
    left: number,
    right: number,
    frames: number,
    dst: number,
    capacity: number,
  ): number;
  resample_copy(left: number, right: number, dst: number, frames: number): void;
}

/** Rates that `start` takes, Hz, whole numbers. */
export const RESAMPLER_RATES = { min: 8000, max: 192_000 } as const;

/** As `left` of the kernel: silence. */
const SILENCE = 0;

/**
 * The resampler kernel (`wasm/resample.wat`) at one place in shared memory: from any rate to any
 * rate, at least 100 dB of signal to error up to 0.9 of half the lower rate. One thread at a time.
 *
 * Output frame k is the signal at k / outRate seconds from the first input frame: the filter's delay
 * is compensated, which is why the last frames come with `flush` only. In all there are
 * round(inputFrames * outRate / inRate). The result doesn't depend on how the input is cut.
 *
 * A caller that gives `process` room for `maxOutputFrames(frames)` is done in one call. With less,
 * the input may not be taken whole:
 *
 *     for (let used = 0; used < frames; used += resampler.consumedFrames) {
 *       const out = resampler.process(left + used * 4, right + used * 4, frames - used, dst, room);
 *       send(dst, out);
 *     }
 */
export class Resampler {
  readonly #kernel: ResamplerExports;
  readonly #offset: number;
  readonly #words: Uint32Array;
  readonly #bank: Float32Array;
  readonly #history: Float32Array;
  #inRate = 0;
  #outRate = 0;
  /** Exact: both stay below 2^53 for centuries. */
  #inputFrames = 0;
  #outputFrames = 0;
  #consumedFrames = 0;

  /** See `createResampler`. */
  constructor(kernel: ResamplerExports, memory: WebAssembly.Memory, offset: number) {
    this.#kernel = kernel;
    this.#offset = offset;
    this.#words = new Uint32Array(memory.buffer, offset, LAYOUT.RESAMPLER_LEFT / 4);
    this.#bank = new Float32Array(
      memory.buffer,
      offset + LAYOUT.RESAMPLER_BANK,
      LAYOUT.RESAMPLER_BANK_BYTES / 4,
    );
    this.#history = new Float32Array(
      memory.buffer,
      offset + LAYOUT.RESAMPLER_LEFT,
      2 * LAYOUT.RESAMPLER_HISTORY_FRAMES,
    );
  }

  /** Input frames that the last `process` took. */
  get consumedFrames(): number {
    return this.#consumedFrames;
  }

  /**
   * Begins a stream; what was under way is forgotten. Takes some milliseconds when a rate differs
   * from the last time, and none otherwise.
   *
   * @throws {RangeError} for a rate that is no whole number from 8000 to 192000 Hz
   */
  start(inRate: number, outRate: number): void {
    requireRate(inRate);
    requireRate(outRate);
    if (inRate !== this.#inRate || outRate !== this.#outRate) this.#design(inRate, outRate);
    this.#inRate = inRate;
    this.#outRate = outRate;
    this.#inputFrames = 0;
    this.#outputFrames = 0;
    this.#consumedFrames = 0;
    this.#history.fill(0);
    this.#store(LAYOUT.RESAMPLER_PHASE, 0);
    this.#store(LAYOUT.RESAMPLER_START, 0);
    this.#store(LAYOUT.RESAMPLER_FILL, Math.max(0, this.#load(LAYOUT.RESAMPLER_TAPS) / 2 - 1));
  }

  /** An upper bound of what `process` gives for so many frames, if all before was taken. */
  maxOutputFrames(frames: number): number {
    return Math.ceil((frames * this.#outRate) / this.#inRate) + 1;
  }

  /**
   * Resamples planar float32.
   *
   * @param left byte offset of the left channel, a multiple of 4, not 0
   * @param right byte offset of the right channel; may be `left`
   * @param dst byte offset for interleaved stereo float32, apart from the input
   * @param capacityFrames room at `dst`
   * @returns frames written; `consumedFrames` is less than `frames` only when `dst` is full
   */
  process(
    left: number,
    right: number,
    frames: number,
    dst: number,
    capacityFrames: number,
  ): number {
    if (this.#inRate === this.#outRate) {
      this.#consumedFrames = Math.min(frames, capacityFrames);
      this.#kernel.resample_copy(left, right, dst, this.#consumedFrames);
      return this.#consumedFrames;
    }
    const out = this.#run(left, right, frames, dst, capacityFrames);
    this.#inputFrames += this.#consumedFrames;
    this.#outputFrames += out;
    return out;
  }

  /**
   * The end of the stream: what the filter still holds. To be called until it returns less than
   * `capacityFrames`; then `start` begins the next stream.
   *
   * @returns frames written
   */
  flush(dst: number, capacityFrames: number): number {
    if (this.#inRate === this.#outRate) return 0;
    const total = Math.round((this.#inputFrames * this.#outRate) / this.#inRate);
    const missing = Math.min(capacityFrames, total - this.#outputFrames);
    const taps = this.#load(LAYOUT.RESAMPLER_TAPS);
    const out = this.#run(SILENCE, SILENCE, taps, dst, missing);
    this.#outputFrames += out;
    return out;
  }

  #run(left: number, right: number, frames: number, dst: number, capacity: number): number {
    const out = this.#kernel.resample_process(this.#offset, left, right, frames, dst, capacity);
    this.#consumedFrames = this.#load(LAYOUT.RESAMPLER_CONSUMED);
    return out;
  }

  #design(inRate: number, outRate: number): void {
    const divisor = greatestCommonDivisor(inRate, outRate);
    const phases = outRate / divisor;
    const step = inRate / divisor;
    const shape = bankShape(inRate, outRate, phases, this.#bank.length);
    if (inRate !== outRate) fillBank(this.#bank, shape, inRate, outRate);
    this.#store(LAYOUT.RESAMPLER_STEP, Math.floor(step / phases));
    this.#store(LAYOUT.RESAMPLER_STEP_PHASE, step % phases);
    this.#store(LAYOUT.RESAMPLER_PHASES, phases);
    this.#store(LAYOUT.RESAMPLER_TAPS, shape.taps);
    this.#store(LAYOUT.RESAMPLER_ROWS, shape.rows);
  }

  #load(field: number): number {
    return this.#words[field / 4] ?? NaN;
  }

  #store(field: number, value: number): void {
    this.#words[field / 4] = value;
  }
}

function requireRate(hz: number): void {
  const { min, max } = RESAMPLER_RATES;
  if (!(Number.isInteger(hz) && hz >= min && hz <= max)) {
    throw new RangeError(`A sample rate is a whole number from ${min} to ${max} Hz, not ${hz}.`);
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/**
 * Instantiates the resampler kernel over a region of RESAMPLER_BYTES; `start` comes first.
 *
 * @param offset byte offset, a multiple of 16
 */
export function createResampler(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  offset: number,
): Resampler {
  const kernel = instantiateKernel('resample', module, memory) as unknown as ResamplerExports;
  return new Resampler(kernel, memory, offset);
}
