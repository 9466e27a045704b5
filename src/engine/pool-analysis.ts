import type { AnalysisSetting } from './backend.ts';
import type { ControlWords } from './control-words.ts';
import { FftSlots } from './fft-slots.ts';
import { LAYOUT } from './memory-layout.ts';
import type { PlayerOutput } from './player-output.ts';
import { RingAnalysis } from './ring-analysis.ts';
import { RingBuffer } from './ring-buffer.ts';

/**
 * The spectrum of what a pool plays: after the equalizer the FFT worker's, before it one that is
 * made on the main thread as soon as somebody asks. Allocates nothing after that.
 */
export class PoolAnalysis {
  readonly #memory: WebAssembly.Memory;
  readonly #control: ControlWords;
  readonly #output: PlayerOutput;
  readonly #slots: FftSlots;
  #settings: AnalysisSetting;
  /** Made when somebody asks. */
  #input: RingAnalysis | null = null;

  constructor(
    memory: WebAssembly.Memory,
    control: ControlWords,
    output: PlayerOutput,
    settings: AnalysisSetting,
  ) {
    this.#memory = memory;
    this.#control = control;
    this.#output = output;
    this.#slots = new FftSlots(memory);
    this.#settings = settings;
  }

  apply(settings: AnalysisSetting): void {
    this.#settings = settings;
    this.#control.store('CONTROL_FFT_SIZE', settings.fftSize);
    this.#control.smoothing = settings.smoothing;
    this.#input?.apply(settings);
  }

  /** @returns whether there was one to read */
  readFrequencyData(out: Float32Array): boolean {
    this.#control.store('CONTROL_OUTPUT_LATENCY', this.#latencyFrames);
    return this.#slots.readLatest(out, this.#settings.fftSize / 2 + 1);
  }

  readInputFrequencyData(out: Float32Array): boolean {
    this.#input ??= new RingAnalysis(
      new RingBuffer(this.#memory, LAYOUT.RING_A),
      new RingBuffer(this.#memory, LAYOUT.RING_B),
      this.#settings,
    );
    this.#input.read(out, this.#output.context.currentTime, this.#latencyFrames);
    return true;
  }

  get #latencyFrames(): number {
    const { context, latencySeconds } = this.#output;
    return Math.round(latencySeconds * context.sampleRate);
  }
}
