import { LAYOUT } from './memory-layout.ts';

/** The words of the control block, each written by one thread (see `memory-layout.ts`). */
export type ControlWord =
  | 'CONTROL_GENERATION'
  | 'CONTROL_PLAYING'
  | 'CONTROL_SHUTDOWN'
  | 'CONTROL_FFT_SIZE'
  | 'CONTROL_OUTPUT_LATENCY'
  | 'OUTPUT_GENERATION'
  | 'OUTPUT_FRAMES'
  | 'OUTPUT_START_FRAME'
  | 'OUTPUT_TARGET_DEPTH'
  | 'OUTPUT_UNDERRUNS'
  | 'OUTPUT_ALIVE'
  | 'DSP_BUFFERING'
  | 'FFT_PUBLISHED';

/** Loads and stores of the control block. Any thread; nothing allocates. */
export class ControlWords {
  readonly #words: Uint32Array<SharedArrayBuffer>;
  readonly #floats: Float32Array;

  constructor(memory: WebAssembly.Memory) {
    this.#words = new Uint32Array(memory.buffer as unknown as SharedArrayBuffer);
    this.#floats = new Float32Array(memory.buffer);
  }

  load(word: ControlWord): number {
    return Atomics.load(this.#words, (LAYOUT.CONTROL + LAYOUT[word]) / 4);
  }

  store(word: ControlWord, value: number): void {
    Atomics.store(this.#words, (LAYOUT.CONTROL + LAYOUT[word]) / 4, value);
  }

  /** Share of the previous magnitude kept per 1/60 s; a lone aligned float can't tear. */
  get smoothing(): number {
    return this.#floats[(LAYOUT.CONTROL + LAYOUT.CONTROL_SMOOTHING) / 4] ?? 0;
  }

  set smoothing(value: number) {
    this.#floats[(LAYOUT.CONTROL + LAYOUT.CONTROL_SMOOTHING) / 4] = value;
  }
}
