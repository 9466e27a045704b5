import FFT from 'fft.js';
import { fillWindow, windowMean, type WindowName } from './windows.ts';

/** Levels below this read as this, dBFS. */
export const FLOOR_DB = -200;

/** Linear magnitude above which nothing is sound (120 dBFS), and below which it is silence. */
const LARGEST_MAGNITUDE = 2 ** 20;
const SMALLEST_MAGNITUDE = 2 ** -40;

/**
 * The spectrum in TypeScript: the numbers of the kernel's `spectrum` (wasm/fft.wat) where there is no
 * shared memory. Window, transform, magnitude (a full-scale sine on a bin centre is 1), exponential
 * smoothing, dBFS. Pure; any thread; allocates only when constructed.
 */
export class SpectrumAnalyser {
  readonly fftSize: number;
  #transform: FFT;
  #window: Float64Array;
  #windowed: Float64Array;
  #bins: Float64Array;
  #magnitudes: Float64Array;
  #scale: number;

  /**
   * @param options.fftSize samples, a power of two, at least 4
   * @param options.window default `hann`
   */
  constructor({ fftSize, window = 'hann' }: { fftSize: number; window?: WindowName }) {
    this.fftSize = fftSize;
    this.#transform = new FFT(fftSize);
    this.#window = new Float64Array(fftSize);
    this.#windowed = new Float64Array(fftSize);
    this.#bins = new Float64Array(2 * fftSize);
    this.#magnitudes = new Float64Array(fftSize / 2 + 1);
    this.#scale = 2 / (fftSize * windowMean(window));
    fillWindow(window, this.#window);
  }

  /**
   * Analyses one window of samples.
   *
   * @param samples `fftSize` samples, full scale is 1
   * @param smoothing what remains of the previous magnitudes in this step, 0 to 1
   * @param outDb receives `fftSize / 2 + 1` levels, dBFS, `FLOOR_DB` at least
   */
  analyse(samples: Float32Array, smoothing: number, outDb: Float32Array): void {
    const { fftSize } = this;
    for (let n = 0; n < fftSize; n++) {
      this.#windowed[n] = (samples[n] ?? 0) * (this.#window[n] ?? 0);
    }
    this.#transform.realTransform(this.#bins, this.#windowed);
    const last = fftSize / 2;
    for (let bin = 0; bin <= last; bin++) {
      const re = this.#bins[2 * bin] ?? 0;
      const im = this.#bins[2 * bin + 1] ?? 0;
      // The first and last bin share their power with no negative frequency.
      const scale = bin === 0 || bin === last ? this.#scale / 2 : this.#scale;
      const magnitude =
        smoothing * (this.#magnitudes[bin] ?? 0) +
        (1 - smoothing) * scale * Math.sqrt(re * re + im * im);
      // Not-a-number fails both comparisons: it counts as silence and can't stay.
      const sound = magnitude < LARGEST_MAGNITUDE && magnitude > SMALLEST_MAGNITUDE;
      this.#magnitudes[bin] = sound ? magnitude : 0;
      outDb[bin] = sound ? Math.max(FLOOR_DB, 20 * Math.log10(magnitude)) : FLOOR_DB;
    }
  }

  /** Forgets the previous magnitudes. */
  reset(): void {
    this.#magnitudes.fill(0);
  }
}
