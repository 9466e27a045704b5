/**
 * Limiter worklet: the true-peak limiter behind the equalizer of a player, in both modes. Thread:
 * the browser's audio thread. It never waits, allocates, locks or posts.
 */
import { Limiter } from '../engine/limiter.ts';
import { LIMITER_CLOSE, LIMITER_PROCESSOR } from '../engine/protocol.ts';

const NOTHING = new Float32Array(0);

class LimiterProcessor extends AudioWorkletProcessor {
  readonly #limiter = new Limiter(sampleRate);
  #closed = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.#closed ||= data === LIMITER_CLOSE;
    };
  }

  process([input]: Float32Array[][], [output]: Float32Array[][]): boolean {
    const [left, right] = output ?? [];
    if (left === undefined || right === undefined) return !this.#closed;
    // A source that makes no sound has no channels: that is silence, and the delayed rest of it.
    this.#limiter.process(input?.[0] ?? NOTHING, input?.[1] ?? NOTHING, left, right);
    return !this.#closed;
  }
}

registerProcessor(LIMITER_PROCESSOR, LimiterProcessor);
