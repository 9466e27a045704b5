import { LAYOUT } from '../memory-layout.ts';
import { WINDOW_NAMES, type WindowName } from '../windows.ts';
import { isFftSize, writeTwiddles, writeWindow } from './fft-tables.ts';
import { instantiateKernel } from './loader.ts';

interface FftExports {
  fft_forward(src: number, size: number, dst: number): void;
  spectrum(
    src: number,
    size: number,
    window: number,
    dst: number,
    magnitudes: number,
    smoothing: number,
  ): void;
  use_memory(tables: number, work: number): void;
}

/**
 * The FFT kernel (`wasm/fft.wat`) over one shared memory, with one work area: an instance is for one
 * thread, and two instances on different threads need different work areas.
 *
 * Offsets are bytes, multiples of 4. Nothing is checked, allocated or waited for in `forward` and
 * `spectrum`: the caller answers for offsets that fit and for a size and window it has prepared.
 */
export class Fft {
  #kernel: FftExports;
  #memory: WebAssembly.Memory;
  #window = 0;

  constructor(kernel: FftExports, memory: WebAssembly.Memory) {
    this.#kernel = kernel;
    this.#memory = memory;
  }

  /**
   * Chooses the window of the next `spectrum` calls and writes its table unless it is there
   * (a few milliseconds for the longest). `forward` needs no preparation.
   *
   * @throws {RangeError} when the size is not one of 512, 1024, 2048, 4096, 8192, 16384.
   */
  prepare(size: number, window: WindowName = 'hann'): void {
    if (!isFftSize(size)) throw new RangeError(`An FFT of ${size} samples is not offered.`);
    writeWindow(this.#memory, size, window);
    this.#window = WINDOW_NAMES.indexOf(window);
  }

  /**
   * Transforms `size` real float32 samples at `src` into `size / 2 + 1` complex bins at `dst`
   * (interleaved float32), unscaled, with exp(-i). The two may overlap.
   */
  forward(src: number, size: number, dst: number): void {
    this.#kernel.fft_forward(src, size, dst);
  }

  /**
   * Analyses `size` samples at `src`: `size / 2 + 1` levels at `dst`, dBFS, -200 at least. A
   * full-scale sine on a bin centre reads 0. The linear magnitudes at `magnitudes`, one float32 a
   * bin, are the state: zero them to begin. `smoothing`, 0 to 1, is what remains of them.
   *
   * Magnitudes that are not numbers or exceed 120 dBFS count as silence.
   */
  spectrum(src: number, size: number, dst: number, magnitudes: number, smoothing: number): void {
    this.#kernel.spectrum(src, size, this.#window, dst, magnitudes, smoothing);
  }
}

/**
 * Instantiates the FFT kernel and writes its twiddles unless another thread has. Any thread.
 *
 * @param workOffset byte offset of `LAYOUT.FFT_WORK_BYTES` that are this instance's, aligned to 64.
 */
export function createFft(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  workOffset: number = LAYOUT.FFT_SCRATCH,
): Fft {
  const kernel = instantiateKernel('fft', module, memory) as unknown as FftExports;
  kernel.use_memory(LAYOUT.FFT_TABLES, workOffset);
  writeTwiddles(memory);
  return new Fft(kernel, memory);
}
