import { ControlWords } from '../engine/control-words.ts';
import { EqMemory } from '../engine/eq-memory.ts';
import { createEqualizer, type Equalizer } from '../engine/kernels/equalizer.ts';
import { createRingKernel, type RingKernel } from '../engine/kernels/ring.ts';
import { LAYOUT } from '../engine/memory-layout.ts';
import type { FromWorker, WorkerInitMessage } from '../engine/protocol.ts';
import { RingBuffer } from '../engine/ring-buffer.ts';
import { WorkTimes } from '../engine/work-times.ts';
import { Doorbell } from './doorbell.ts';

/** Frames per step: a rendering quantum. */
const BLOCK_FRAMES = 128;
/** What ring A must hold before sound starts, seconds: enough to outlive a late decoder. */
const START_SECONDS = 0.1;
/** Room in ring A that makes waking the decoder worth while, frames. */
const REFILL_FRAMES = 4096;

/**
 * The dsp role: equalizes ring A into ring B and keeps B just as full as the output worklet asks.
 * Consumer of A, producer of B. Dsp worker only; it allocates nothing after construction.
 */
export class EqualizerStage {
  readonly #kernel: RingKernel;
  readonly #ringA: RingBuffer;
  readonly #ringB: RingBuffer;
  readonly #control: ControlWords;
  readonly #eqMemory: EqMemory;
  readonly #equalizer: Equalizer;
  readonly #decodeBell: Doorbell;
  readonly #times: WorkTimes;
  readonly #post: (message: FromWorker) => void;
  readonly #sampleRateHz: number;
  readonly #startFrames: number;
  /** What ring B has room for. */
  readonly #deepestFrames: number;
  #generation = 0;
  /** Waiting for ring A to fill. */
  #collecting = true;
  /** What DSP_BUFFERING says. */
  #buffering = true;
  #endReported = true;
  #sinceRefill = 0;

  constructor(init: WorkerInitMessage, post: (message: FromWorker) => void) {
    const { memory, modules, sample_rate } = init;
    this.#kernel = createRingKernel(modules.ring, memory);
    this.#ringA = new RingBuffer(memory, LAYOUT.RING_A);
    this.#ringB = new RingBuffer(memory, LAYOUT.RING_B);
    this.#control = new ControlWords(memory);
    this.#eqMemory = new EqMemory(memory);
    this.#equalizer = createEqualizer(modules.equalizer, memory, LAYOUT.EQ_PLAYER);
    this.#decodeBell = new Doorbell(memory, init.decode_doorbell);
    this.#times = new WorkTimes(memory, init.worker_id, init.roles, 'dsp');
    this.#post = post;
    this.#sampleRateHz = sample_rate;
    // At high rates ring A has no room for that much; half of it is sure to be reached.
    const room = this.#ringA.capacityFrames - this.#ringA.historyFrames;
    this.#deepestFrames = this.#ringB.capacityFrames - this.#ringB.historyFrames - BLOCK_FRAMES;
    this.#startFrames = Math.min(Math.round(START_SECONDS * sample_rate), room / 2);
  }

  /** One turn: does all that can be done now. */
  turn(): void {
    this.#takeSetting();
    this.#takeGeneration();
    if (this.#generation !== this.#control.load('CONTROL_GENERATION')) return;
    this.#pump();
    this.#reportEnd();
  }

  #takeSetting(): void {
    const setting = this.#eqMemory.poll();
    if (setting === null) return;
    const { bands, preampDb, bypass } = setting;
    this.#equalizer.setTarget(bands, preampDb, bypass, this.#sampleRateHz);
  }

  #takeGeneration(): void {
    const generation = this.#ringA.generation;
    if (generation === this.#generation) return;
    this.#generation = generation;
    this.#kernel.ring_skip(LAYOUT.RING_A, this.#ringA.generationStart);
    // The skip makes room that the decoder may be asleep for.
    this.#decodeBell.ring();
    this.#equalizer.reset();
    this.#equalizer.settle();
    // Before the generation is published: whoever sees it then sees that it still fills.
    this.#collecting = true;
    this.#setBuffering(true);
    this.#ringB.beginGeneration(generation);
    this.#endReported = false;
  }

  #pump(): void {
    const target = Math.min(this.#deepestFrames, this.#control.load('OUTPUT_TARGET_DEPTH'));
    for (;;) {
      // `ended` before the fill, and the generation after it: see RingBuffer's contract.
      const ended = this.#ringA.ended;
      const available = this.#ringA.fillFrames;
      if (this.#ringA.generation !== this.#generation) return;
      if (this.#collecting && available < this.#startFrames && !ended) return;
      this.#collecting = false;
      if (this.#ringB.ended || this.#filledFrames >= target) {
        this.#flow();
        return;
      }
      if (this.#ringB.spaceFrames < BLOCK_FRAMES) return;
      if (available < BLOCK_FRAMES && !ended) {
        // B may still hold a little; it says so when it is dry.
        if (this.#ringB.fillFrames > 0) this.#flow();
        else this.#dry();
        return;
      }
      const frames = Math.min(BLOCK_FRAMES, available);
      if (frames > 0) this.#moveBlock(frames);
      else this.#ringB.end();
    }
  }

  /**
   * Frames of this generation in ring B. What an older one left there is no depth: the output
   * worklet skips it, and it may not have got so far yet.
   */
  get #filledFrames(): number {
    const written = (this.#ringB.writeIndex - this.#ringB.generationStart) >>> 0;
    return Math.min(this.#ringB.fillFrames, written);
  }

  #moveBlock(frames: number): void {
    const began = performance.now();
    this.#kernel.ring_read(LAYOUT.RING_A, LAYOUT.DSP_BLOCK, frames);
    this.#equalizer.process(LAYOUT.DSP_BLOCK, LAYOUT.DSP_BLOCK, frames);
    this.#kernel.ring_write(LAYOUT.RING_B, LAYOUT.DSP_BLOCK, frames);
    this.#times.add(performance.now() - began, frames / this.#sampleRateHz);
    this.#askForMore(frames);
  }

  /** Ring B is filled: the output worklet may start. */
  #flow(): void {
    if (!this.#buffering) return;
    this.#setBuffering(false);
    this.#post({ type: 'stream_flowing', generation: this.#generation });
  }

  /** Both rings ran dry: ring A fills up before the sound goes on. */
  #dry(): void {
    this.#collecting = true;
    if (this.#buffering) return;
    this.#setBuffering(true);
    this.#post({ type: 'stream_buffering', generation: this.#generation });
  }

  #askForMore(frames: number): void {
    this.#sinceRefill += frames;
    if (this.#sinceRefill < REFILL_FRAMES) return;
    this.#sinceRefill = 0;
    this.#decodeBell.ring();
  }

  #reportEnd(): void {
    if (this.#endReported || !this.#ringB.ended || this.#ringB.fillFrames > 0) return;
    this.#endReported = true;
    this.#post({ type: 'stream_ended', generation: this.#generation });
  }

  #setBuffering(buffering: boolean): void {
    this.#buffering = buffering;
    this.#control.store('DSP_BUFFERING', buffering ? 1 : 0);
  }
}
