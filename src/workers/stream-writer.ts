import { LAYOUT } from '../engine/memory-layout.ts';
import type { Resampler } from '../engine/kernels/resampler.ts';
import type { RingKernel } from '../engine/kernels/ring.ts';
import type { RingBuffer } from '../engine/ring-buffer.ts';
import type { Doorbell } from './doorbell.ts';
import { downmix } from './downmix.ts';
import type { PcmBlock } from './pcm-block.ts';

/** Frames that are mixed and resampled at a time. */
const CHUNK_FRAMES = 16384;
/** Frames of room in ring A that are worth waking up for. */
const WORTHWHILE_FRAMES = 2048;
/** A look at ring A even when nobody rang, in milliseconds. */
const PATIENCE_MS = 250;

const buffer = (index: number): number =>
  LAYOUT.DECODE_BUFFERS + index * LAYOUT.DECODE_BUFFER_BYTES;
/** What the decode buffers are used for, byte offsets. */
const LEFT = buffer(0);
const RIGHT = LEFT + CHUNK_FRAMES * 4;
const RESAMPLED = buffer(1);
const RESAMPLED_FRAMES = LAYOUT.DECODE_BUFFER_BYTES / LAYOUT.FRAME_BYTES;

/**
 * The last stage of decoding: mixes to stereo, resamples to the context's rate and writes ring A,
 * waiting while it is full. The producer of ring A; decode worker only.
 */
export class StreamWriter {
  readonly #memory: WebAssembly.Memory;
  readonly #kernel: RingKernel;
  readonly #ring: RingBuffer;
  readonly #resampler: Resampler;
  readonly #left: Float32Array;
  readonly #right: Float32Array;
  readonly #ownBell: Doorbell;
  readonly #dspBell: Doorbell;
  readonly #contextRateHz: number;
  #sourceRateHz = 0;
  #writtenFrames = 0;

  constructor(options: {
    memory: WebAssembly.Memory;
    kernel: RingKernel;
    ring: RingBuffer;
    resampler: Resampler;
    ownBell: Doorbell;
    dspBell: Doorbell;
    contextRateHz: number;
  }) {
    this.#memory = options.memory;
    this.#kernel = options.kernel;
    this.#ring = options.ring;
    this.#resampler = options.resampler;
    this.#ownBell = options.ownBell;
    this.#dspBell = options.dspBell;
    this.#contextRateHz = options.contextRateHz;
    this.#left = this.#floats(LEFT, CHUNK_FRAMES);
    this.#right = this.#floats(RIGHT, CHUNK_FRAMES);
  }

  /** Frames of the current generation that are in ring A or went through it. */
  get writtenFrames(): number {
    return this.#writtenFrames;
  }

  /** Starts a generation: what is written from now on replaces everything before. */
  begin(generation: number): void {
    this.#writtenFrames = 0;
    this.#sourceRateHz = 0;
    this.#ring.beginGeneration(generation);
    this.#dspBell.ring();
  }

  /** Writes decoded sound. @returns false as soon as `stillWanted` says no */
  async write(block: PcmBlock, stillWanted: () => boolean): Promise<boolean> {
    if (block.sampleRateHz !== this.#sourceRateHz) {
      if (this.#sourceRateHz !== 0 && !(await this.#drainResampler(stillWanted))) return false;
      this.#sourceRateHz = block.sampleRateHz;
      this.#resampler.start(block.sampleRateHz, this.#contextRateHz);
    }
    for (let start = 0; start < block.frames; start += CHUNK_FRAMES) {
      const frames = Math.min(CHUNK_FRAMES, block.frames - start);
      const planes = block.planes.map((plane) => plane.subarray(start, start + frames));
      downmix(planes, frames, this.#left, this.#right);
      if (!(await this.#resample(frames, stillWanted))) return false;
    }
    return true;
  }

  /** The file's end was decoded: lets out what the resampler still holds. */
  async finish(stillWanted: () => boolean): Promise<boolean> {
    return this.#sourceRateHz === 0 || this.#drainResampler(stillWanted);
  }

  /** The generation is complete. */
  end(): void {
    this.#ring.end();
    this.#dspBell.ring();
  }

  async #resample(frames: number, stillWanted: () => boolean): Promise<boolean> {
    let used = 0;
    while (used < frames) {
      const at = used * Float32Array.BYTES_PER_ELEMENT;
      const out = this.#resampler.process(
        LEFT + at,
        RIGHT + at,
        frames - used,
        RESAMPLED,
        RESAMPLED_FRAMES,
      );
      used += this.#resampler.consumedFrames;
      if (!(await this.#send(out, stillWanted))) return false;
    }
    return true;
  }

  async #drainResampler(stillWanted: () => boolean): Promise<boolean> {
    this.#sourceRateHz = 0;
    return this.#send(this.#resampler.flush(RESAMPLED, RESAMPLED_FRAMES), stillWanted);
  }

  /** Hands frames to ring A as room appears. */
  async #send(frames: number, stillWanted: () => boolean): Promise<boolean> {
    let sent = 0;
    while (sent < frames) {
      if (!stillWanted()) return false;
      const seen = this.#ownBell.count;
      const rest = frames - sent;
      const space = this.#ring.spaceFrames;
      if (space < Math.min(rest, WORTHWHILE_FRAMES)) {
        await this.#ownBell.wait(seen, PATIENCE_MS);
        continue;
      }
      const count = Math.min(rest, space);
      this.#kernel.ring_write(LAYOUT.RING_A, RESAMPLED + sent * LAYOUT.FRAME_BYTES, count);
      sent += count;
      this.#writtenFrames += count;
      this.#dspBell.ring();
    }
    return stillWanted();
  }

  #floats(offsetBytes: number, length: number): Float32Array {
    return new Float32Array(this.#memory.buffer, offsetBytes, length);
  }
}
