import type { ControlWords } from './control-words.ts';

/** Where the frames go. */
interface Output {
  readonly context: BaseAudioContext;
  /** Until they are heard. */
  readonly latencySeconds: number;
}

/** How far the output worklet has come in a generation, by the words that it writes. */
export class PlayedFrames {
  readonly #control: ControlWords;
  readonly #output: Output;
  #generation = 0;
  #rendered = 0;

  constructor(control: ControlWords, output: Output) {
    this.#control = control;
    this.#output = output;
  }

  /** Frames that were given to the graph. */
  rendered(generation: number): number {
    if (this.#control.load('OUTPUT_GENERATION') !== generation) return 0;
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#rendered = 0;
    }
    // The word begins again at 2^32, after a day of one stream or of tracks that join.
    this.#rendered += (this.#control.load('OUTPUT_FRAMES') - this.#rendered) >>> 0;
    return this.#rendered;
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
