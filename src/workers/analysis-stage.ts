import { ControlWords } from '../engine/control-words.ts';
import { createFft, type Fft } from '../engine/kernels/fft.ts';
import { isFftSize } from '../engine/kernels/fft-tables.ts';
import { createRingKernel, type RingKernel } from '../engine/kernels/ring.ts';
import { LAYOUT } from '../engine/memory-layout.ts';
import type { WorkerInitMessage } from '../engine/protocol.ts';
import { RingBuffer } from '../engine/ring-buffer.ts';
import { smoothingPerStep } from '../engine/smoothing.ts';
import { WorkTimes } from '../engine/work-times.ts';

const ANALYSES_PER_SECOND = 60;
const INTERVAL_MS = 1000 / ANALYSES_PER_SECOND;
/** Rendering comes in bursts; only a longer rest of the read index means that nothing is played. */
const REST_MS = 100;

/**
 * The fft role: sixty times a second it analyses what is heard now, that is the frames one output
 * latency behind ring B's read index, and publishes the levels in the next slot. It only looks at
 * ring B. Worker with the fft role only; it allocates nothing while the size stays.
 */
export class AnalysisStage {
  readonly #kernel: RingKernel;
  readonly #fft: Fft;
  readonly #ring: RingBuffer;
  readonly #control: ControlWords;
  readonly #times: WorkTimes;
  readonly #sampleRateHz: number;
  readonly #words: Uint32Array;
  readonly #input: Float32Array;
  readonly #magnitudes: Float32Array;
  #size = 0;
  #readIndex = 0;
  #movedAt = -Infinity;
  #analysedAt = -Infinity;
  #published = 0;

  constructor({ memory, modules, worker_id, roles, sample_rate }: WorkerInitMessage) {
    this.#kernel = createRingKernel(modules.ring, memory);
    this.#fft = createFft(modules.fft, memory);
    this.#ring = new RingBuffer(memory, LAYOUT.RING_B);
    this.#control = new ControlWords(memory);
    this.#times = new WorkTimes(memory, worker_id, roles, 'fft');
    this.#sampleRateHz = sample_rate;
    this.#words = new Uint32Array(memory.buffer);
    this.#input = new Float32Array(memory.buffer, LAYOUT.ANALYSIS_INPUT, LAYOUT.MAX_FFT_SIZE);
    this.#magnitudes = new Float32Array(
      memory.buffer,
      LAYOUT.ANALYSIS_MAGNITUDES,
      LAYOUT.MAX_FFT_BINS,
    );
  }

  /** Analyses if it is time. */
  turn(): void {
    const now = performance.now();
    const elapsedMs = now - this.#analysedAt;
    if (elapsedMs < INTERVAL_MS) return;
    const size = this.#control.load('CONTROL_FFT_SIZE');
    if (!isFftSize(size)) return;
    if (size !== this.#size) this.#changeSize(size);
    this.#analysedAt = now;
    this.#takeInput(size, now);

    const slot =
      LAYOUT.FFT_SLOTS + (this.#published % LAYOUT.FFT_SLOT_COUNT) * LAYOUT.FFT_SLOT_BYTES;
    this.#fft.spectrum(
      LAYOUT.ANALYSIS_INPUT,
      size,
      slot + LAYOUT.FFT_SLOT_DB,
      LAYOUT.ANALYSIS_MAGNITUDES,
      smoothingPerStep(this.#control.smoothing, elapsedMs / 1000),
    );
    this.#words[(slot + LAYOUT.FFT_SLOT_BIN_COUNT) / 4] = size / 2 + 1;
    this.#words[(slot + LAYOUT.FFT_SLOT_GENERATION) / 4] = this.#control.load('OUTPUT_GENERATION');
    this.#published += 1;
    this.#control.store('FFT_PUBLISHED', this.#published);
    this.#times.add(performance.now() - now, size / this.#sampleRateHz);
  }

  /** What is heard: the frames before the latency point, or silence while nothing is read. */
  #takeInput(size: number, now: number): void {
    const readIndex = this.#ring.readIndex;
    if (readIndex !== this.#readIndex) {
      this.#readIndex = readIndex;
      this.#movedAt = now;
    } else if (now - this.#movedAt > REST_MS) {
      this.#input.fill(0);
      return;
    }
    const longest = LAYOUT.RING_B_HISTORY_FRAMES - size;
    const latency = Math.min(this.#control.load('CONTROL_OUTPUT_LATENCY'), longest);
    this.#kernel.ring_peek_mono(LAYOUT.RING_B, readIndex - latency, LAYOUT.ANALYSIS_INPUT, size);
  }

  #changeSize(size: number): void {
    this.#fft.prepare(size);
    this.#magnitudes.fill(0);
    this.#size = size;
  }
}
