import type { AnalysisSetting } from './backend.ts';
import { DisplayAnalysis } from './display-analysis.ts';
import { Scope } from './scope.ts';

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
  #analysis: DisplayAnalysis;
  #latencySeconds = 0;

  constructor(context: BaseAudioContext, setting: AnalysisSetting) {
    this.#context = context;
    // Mixed down to one channel by the rules of the Web Audio API: the mean of left and right.
    this.input = this.#scope.node(
      new AnalyserNode(context, {
        fftSize: TAP_SIZE,
        channelCount: 1,
        channelCountMode: 'explicit',
      }),
    );
    this.#analysis = new DisplayAnalysis(setting, (window) => {
      this.#takeWindow(window);
    });
  }

  apply(setting: AnalysisSetting): void {
    this.#analysis.apply(setting);
  }

  /**
   * Writes dBFS per bin of what is heard now: the window ends `latencySeconds` before the newest
   * sample.
   */
  read(out: Float32Array, latencySeconds: number): void {
    this.#latencySeconds = latencySeconds;
    this.#analysis.read(out, this.#context.currentTime);
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #takeWindow(window: Float32Array): void {
    this.input.getFloatTimeDomainData(this.#tap);
    const latencyFrames = Math.round(this.#latencySeconds * this.#context.sampleRate);
    const start = TAP_SIZE - window.length - Math.min(latencyFrames, TAP_SIZE - window.length);
    // A view into the tap would be one more object a frame; a loop allocates nothing.
    for (let i = 0; i < window.length; i++) window[i] = this.#tap[start + i] ?? 0;
  }
}
