import type { AnalysisSetting } from './backend.ts';
import { Scope } from './scope.ts';
import { smoothingPerStep } from './smoothing.ts';
import { SpectrumAnalyser } from './spectrum-analyser.ts';

/** The longest window an AnalyserNode keeps: room for the analysis and the output latency. */
const TAP_SIZE = 32768;

/**
 * The spectrum of the fallback mode: samples from an `AnalyserNode` (used as a tap only; its own
 * spectrum has another window and scale), transformed by fft.js on the main thread when a view
 * asks for it.
 */
export class FallbackAnalyser {
  readonly input: AnalyserNode;
  #scope = new Scope();
  #context: BaseAudioContext;
  #tap = new Float32Array(TAP_SIZE);
  #window: Float32Array;
  #setting: AnalysisSetting;
  #analyser: SpectrumAnalyser;
  #latest: Float32Array;
  #analysedAt = -Infinity;

  constructor(context: BaseAudioContext, setting: AnalysisSetting) {
    this.#context = context;
    this.#setting = setting;
    this.#analyser = new SpectrumAnalyser({ fftSize: setting.fftSize });
    this.#window = new Float32Array(setting.fftSize);
    this.#latest = new Float32Array(setting.fftSize / 2 + 1).fill(-Infinity);
    // Mixed down to one channel by the rules of the Web Audio API: the mean of left and right.
    this.input = this.#scope.node(
      new AnalyserNode(context, {
        fftSize: TAP_SIZE,
        channelCount: 1,
        channelCountMode: 'explicit',
      }),
    );
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
   * Writes dBFS per bin of what is heard now: the window ends `latencySeconds` before the newest
   * sample. Several readers within one rendering quantum get the same analysis.
   */
  read(out: Float32Array, latencySeconds: number): void {
    const { currentTime, sampleRate } = this.#context;
    if (currentTime > this.#analysedAt) {
      const elapsed = currentTime - this.#analysedAt;
      this.#analysedAt = currentTime;
      this.input.getFloatTimeDomainData(this.#tap);
      const { fftSize, smoothing } = this.#setting;
      const end = TAP_SIZE - Math.min(Math.round(latencySeconds * sampleRate), TAP_SIZE - fftSize);
      // copyWithin and set by offsets would need a view a frame; a loop allocates nothing.
      for (let i = 0; i < fftSize; i++) this.#window[i] = this.#tap[end - fftSize + i] ?? 0;
      this.#analyser.analyse(this.#window, smoothingPerStep(smoothing, elapsed), this.#latest);
    }
    out.set(this.#latest);
  }

  dispose(): void {
    this.#scope.dispose();
  }
}
