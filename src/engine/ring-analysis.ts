import type { AnalysisSetting } from './backend.ts';
import { DisplayAnalysis } from './display-analysis.ts';
import type { RingBuffer } from './ring-buffer.ts';

/**
 * The spectrum before the equalizer in threaded mode: of the frames in ring A's past that are heard
 * now, equalized, out of ring B. Main thread, when a view asks; it only looks at the rings.
 *
 * A frame of ring A becomes a frame of ring B, so what B still holds says how far A is ahead. The
 * indices are not read in one moment: the window may be a block of the dsp worker early or late.
 */
export class RingAnalysis {
  readonly #ringA: RingBuffer;
  readonly #ringB: RingBuffer;
  readonly #analysis: DisplayAnalysis;
  #latencyFrames = 0;
  #readIndex = 0;

  constructor(ringA: RingBuffer, ringB: RingBuffer, setting: AnalysisSetting) {
    this.#ringA = ringA;
    this.#ringB = ringB;
    this.#analysis = new DisplayAnalysis(setting, (window) => {
      this.#takeWindow(window);
    });
  }

  apply(setting: AnalysisSetting): void {
    this.#analysis.apply(setting);
  }

  /**
   * @param nowSeconds of the context's clock
   * @param latencyFrames between ring B and the listener
   */
  read(out: Float32Array, nowSeconds: number, latencyFrames: number): void {
    this.#latencyFrames = latencyFrames;
    this.#analysis.read(out, nowSeconds);
  }

  #takeWindow(window: Float32Array): void {
    const readIndex = this.#ringB.readIndex;
    const moves = readIndex !== this.#readIndex;
    this.#readIndex = readIndex;
    if (!moves) {
      window.fill(0);
      return;
    }
    const behind = this.#ringB.fillFrames + this.#latencyFrames;
    const longest = this.#ringA.historyFrames - window.length;
    this.#ringA.peekMono(this.#ringA.readIndex - Math.min(behind, Math.max(0, longest)), window);
  }
}
