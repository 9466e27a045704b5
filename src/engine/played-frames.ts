import type { ControlWords } from './control-words.ts';
import type { PlayerOutput } from './player-output.ts';

/** How far the output worklet has come in a generation, by the words that it writes. */
export class PlayedFrames {
  readonly #control: ControlWords;
  readonly #output: PlayerOutput;

  constructor(control: ControlWords, output: PlayerOutput) {
    this.#control = control;
    this.#output = output;
  }

  /** Frames that were given to the graph. */
  rendered(generation: number): number {
    return this.#control.load('OUTPUT_GENERATION') === generation
      ? this.#control.load('OUTPUT_FRAMES')
      : 0;
  }

  /** Of these, the frames that are heard by now: one latency fewer. */
  heard(generation: number): number {
    const played = this.rendered(generation);
    if (played === 0) return 0;
    const { context, latencySeconds } = this.#output;
    const heardContextFrame = (context.currentTime - latencySeconds) * context.sampleRate;
    const playedUpTo = this.#control.load('OUTPUT_START_FRAME') + played;
    // Difference of two counters that wrap at 2^32.
    const ahead = (playedUpTo - Math.trunc(heardContextFrame)) | 0;
    return Math.max(0, played - Math.max(0, ahead));
  }
}
