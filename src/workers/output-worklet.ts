/**
 * Output worklet: takes equalized frames from ring B into the audio graph and counts them. Thread:
 * the browser's audio thread. It never waits, allocates, locks or posts.
 */
import { ControlWords } from '../engine/control-words.ts';
import { createRingKernel, type RingKernel } from '../engine/kernels/ring.ts';
import { LAYOUT } from '../engine/memory-layout.ts';
import { OUTPUT_PROCESSOR, type OutputWorkletOptions } from '../engine/protocol.ts';
import { RingBuffer } from '../engine/ring-buffer.ts';
import { Doorbell } from './doorbell.ts';
import './limiter-processor.ts';
import { OutputDepth } from './output-depth.ts';
import { OutputFader } from './output-fader.ts';

const MAX_QUANTUM_FRAMES = 1024;

class OutputProcessor extends AudioWorkletProcessor {
  readonly #kernel: RingKernel;
  readonly #ring: RingBuffer;
  readonly #control: ControlWords;
  readonly #dspBell: Doorbell;
  /** Null where one thread does both. */
  readonly #fftBell: Doorbell | null;
  readonly #fader = new OutputFader(sampleRate);
  readonly #depth: OutputDepth;
  readonly #memory: WebAssembly.Memory;
  readonly #rightOffset = LAYOUT.OUTPUT_QUANTUM + MAX_QUANTUM_FRAMES * 4;
  #left: Float32Array;
  #right: Float32Array;
  #generation = 0;
  /** Read index up to which the frames are surely this generation's. */
  #ownEnd = 0;
  #playedFrames = 0;
  #dry = false;

  constructor({ processorOptions }: { processorOptions: OutputWorkletOptions }) {
    super();
    const { memory, ringModule, dspDoorbell, fftDoorbell } = processorOptions;
    this.#memory = memory;
    this.#kernel = createRingKernel(ringModule, memory);
    this.#ring = new RingBuffer(memory, LAYOUT.RING_B);
    this.#control = new ControlWords(memory);
    this.#dspBell = new Doorbell(memory, dspDoorbell);
    this.#fftBell = fftDoorbell === dspDoorbell ? null : new Doorbell(memory, fftDoorbell);
    this.#depth = new OutputDepth(sampleRate);
    this.#left = new Float32Array(memory.buffer, LAYOUT.OUTPUT_QUANTUM, 128);
    this.#right = new Float32Array(memory.buffer, this.#rightOffset, 128);
    this.#control.store('OUTPUT_TARGET_DEPTH', this.#depth.frames);
  }

  process(_inputs: Float32Array[][], [output]: Float32Array[][]): boolean {
    if (this.#control.load('CONTROL_SHUTDOWN') === 1) return false;
    const [left, right] = output ?? [];
    if (left === undefined || right === undefined) return true;
    this.#control.store('OUTPUT_ALIVE', 1);
    this.#takeGeneration();
    this.#render(left, right);
    this.#dspBell.ring();
    this.#fftBell?.ring();
    return true;
  }

  /** Moves to a new generation, once the old one has faded out. */
  #takeGeneration(): void {
    const generation = this.#ring.generation;
    if (generation === this.#generation || !this.#fader.silent) return;
    this.#kernel.ring_skip(LAYOUT.RING_B, this.#ring.generationStart);
    this.#generation = generation;
    this.#ownEnd = this.#ring.readIndex;
    this.#playedFrames = 0;
    this.#dry = false;
    this.#control.store('OUTPUT_FRAMES', 0);
    this.#control.store('OUTPUT_GENERATION', generation);
  }

  #render(left: Float32Array, right: Float32Array): void {
    const heard =
      this.#control.load('CONTROL_PLAYING') === 1 &&
      this.#control.load('CONTROL_GENERATION') === this.#generation;
    // Out of silence it starts with a full ring, not with what has just come in.
    const ready = heard && this.#control.load('DSP_BUFFERING') === 0;
    if (!ready && this.#fader.silent) return;
    if (this.#left.length !== left.length) this.#resizeQuantum(left.length);

    const ended = this.#ring.ended;
    const frames = Math.min(left.length, this.#readableFrames());
    if (frames > 0) {
      this.#kernel.ring_read_planar(
        LAYOUT.RING_B,
        LAYOUT.OUTPUT_QUANTUM,
        this.#rightOffset,
        frames,
      );
      this.#control.store('OUTPUT_START_FRAME', currentFrame - this.#playedFrames);
      this.#playedFrames += frames;
      this.#control.store('OUTPUT_FRAMES', this.#playedFrames);
    }
    this.#judge(heard && !ended, frames < left.length);
    this.#fader.shape(this.#left, this.#right, frames, heard ? 1 : 0);
    left.set(this.#left);
    right.set(this.#right);
  }

  /**
   * Frames of this generation; those of a newer one wait until this one has faded. More than one may
   * have begun while nothing was rendered, so the newest one's start says too little: what counts is
   * how far the ring was written when it still carried this generation.
   */
  #readableFrames(): number {
    const fill = this.#ring.fillFrames;
    const read = this.#ring.readIndex;
    if (this.#ring.generation === this.#generation) this.#ownEnd = (read + fill) >>> 0;
    return (this.#ownEnd - read) >>> 0;
  }

  /** An underrun is a dry ring although there was something to play; once per dry spell. */
  #judge(wanted: boolean, short: boolean): void {
    const dry = wanted && short && this.#control.load('DSP_BUFFERING') === 0;
    if (dry && !this.#dry) {
      this.#control.store('OUTPUT_UNDERRUNS', this.#control.load('OUTPUT_UNDERRUNS') + 1);
    }
    const depth = this.#depth.next(dry && !this.#dry, this.#left.length);
    this.#control.store('OUTPUT_TARGET_DEPTH', depth);
    this.#dry = dry;
  }

  /** The quantum is 128 frames everywhere today; a context may come to choose another. */
  #resizeQuantum(frames: number): void {
    this.#left = new Float32Array(this.#memory.buffer, LAYOUT.OUTPUT_QUANTUM, frames);
    this.#right = new Float32Array(this.#memory.buffer, this.#rightOffset, frames);
  }
}

registerProcessor(OUTPUT_PROCESSOR, OutputProcessor);
