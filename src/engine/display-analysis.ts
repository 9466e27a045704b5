import type { AnalysisSetting } from './backend.ts';
import { smoothingPerStep } from './smoothing.ts';
import { SpectrumAnalyser } from './spectrum-analyser.ts';

/**
 * A spectrum that is worked out on the main thread when a view asks for it, with the numbers of the
 * fft worker. Allocates only when the size changes.
 */
export class DisplayAnalysis {
  readonly #takeWindow: (window: Float32Array) => void;
  #setting: AnalysisSetting;
  #analyser: SpectrumAnalyser;
  #window: Float32Array;
  #latest: Float32Array;
  #analysedAt = -Infinity;

  /** @param takeWindow writes the samples to be analysed, the newest last */
  constructor(setting: AnalysisSetting, takeWindow: (window: Float32Array) => void) {
    this.#setting = setting;
    this.#takeWindow = takeWindow;
    this.#analyser = new SpectrumAnalyser({ fftSize: setting.fftSize });
    this.#window = new Float32Array(setting.fftSize);
    this.#latest = new Float32Array(setting.fftSize / 2 + 1).fill(-Infinity);
  }

  apply(setting: AnalysisSetting): void {
    if (setting.fftSize !== this.#setting.fftSize) {
      this.#analyser = new SpectrumAnalyser({ fftSize: setting.fftSize });
      this.#window = new Float32Array(setting.fftSize);
      this.#latest = new Float32Array(setting.fftSize / 2 + 1).fill(-Infinity);
      this.#analysedAt = -Infinity;
    }
    this.#setting = setting;
  }

  /**
   * Writes dBFS per bin. Several readers within one rendering quantum get the same analysis.
   *
   * @param nowSeconds of the context's clock
   */
  read(out: Float32Array, nowSeconds: number): void {
    if (nowSeconds > this.#analysedAt) {
      const elapsed = nowSeconds - this.#analysedAt;
      this.#analysedAt = nowSeconds;
      this.#takeWindow(this.#window);
      const smoothing = smoothingPerStep(this.#setting.smoothing, elapsed);
      this.#analyser.analyse(this.#window, smoothing, this.#latest);
    }
    out.set(this.#latest);
  }
}
