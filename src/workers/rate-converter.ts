import { LAYOUT } from '../engine/memory-layout.ts';
import { createResampler, type Resampler } from '../engine/kernels/resampler.ts';
import { downmix } from './downmix.ts';
import type { PcmBlock } from './pcm-block.ts';

const { DECODE_CHUNK_FRAMES: CHUNK_FRAMES } = LAYOUT;
/** For what comes out at a time. */
const ROOM_FRAMES = LAYOUT.DECODE_BUFFER_BYTES / LAYOUT.FRAME_BYTES;

/** Stereo frames, interleaved, in shared memory. */
export interface Span {
  /** Bytes from the start of memory. */
  readonly offset: number;
  readonly frames: number;
}

/**
 * Mixes decoded sound to stereo and resamples it to the context's rate. The filter's history runs
 * through from one file to the next as long as the rate stays: files that were cut out of one
 * recording come out as if they had not been cut. Decode worker only.
 */
export class RateConverter {
  readonly #resampler: Resampler;
  readonly #left: Float32Array;
  readonly #right: Float32Array;
  readonly #lane: number;
  readonly #contextRateHz: number;
  #sourceRateHz = 0;
  /** Frames that were given out before the source's rate was this one. */
  #baseFrames = 0;
  /** Of the source, at this rate. */
  #sourceFrames = 0;

  /** @param lane 0 or 1: which half of the decode buffers it works in */
  constructor(
    memory: WebAssembly.Memory,
    resampleModule: WebAssembly.Module,
    contextRateHz: number,
    lane: 0 | 1,
  ) {
    this.#lane = LAYOUT.DECODE_BUFFERS + lane * LAYOUT.DECODE_LANE_BYTES;
    this.#contextRateHz = contextRateHz;
    const region = this.#lane + LAYOUT.DECODE_RESAMPLER;
    this.#resampler = createResampler(resampleModule, memory, region);
    const plane = (offset: number): Float32Array =>
      new Float32Array(memory.buffer, this.#lane + offset, CHUNK_FRAMES);
    this.#left = plane(LAYOUT.DECODE_LEFT);
    this.#right = plane(LAYOUT.DECODE_RIGHT);
  }

  /** Frames, since `restart`, that all sound so far comes to: those in the filter are counted in. */
  get totalFrames(): number {
    if (this.#sourceRateHz === 0) return this.#baseFrames;
    const ratio = this.#contextRateHz / this.#sourceRateHz;
    return this.#baseFrames + Math.round(this.#sourceFrames * ratio);
  }

  /** Forgets what was under way. */
  restart(): void {
    this.#sourceRateHz = 0;
    this.#baseFrames = 0;
    this.#sourceFrames = 0;
  }

  /** What comes out when `block` goes in. A span is good until the next one is asked for. */
  *convert(block: PcmBlock): Generator<Span, void, undefined> {
    if (block.sampleRateHz !== this.#sourceRateHz) {
      yield* this.drain();
      this.#sourceRateHz = block.sampleRateHz;
      this.#resampler.start(block.sampleRateHz, this.#contextRateHz);
    }
    this.#sourceFrames += block.frames;
    for (let start = 0; start < block.frames; start += CHUNK_FRAMES) {
      const frames = Math.min(CHUNK_FRAMES, block.frames - start);
      const planes = block.planes.map((plane) => plane.subarray(start, start + frames));
      downmix(planes, frames, this.#left, this.#right);
      yield* this.#resample(frames);
    }
  }

  /** What the filter still holds: the sound ends here, or goes on at another rate. */
  *drain(): Generator<Span, void, undefined> {
    if (this.#sourceRateHz === 0) return;
    this.#baseFrames = this.totalFrames;
    this.#sourceRateHz = 0;
    this.#sourceFrames = 0;
    const offset = this.#lane + LAYOUT.DECODE_FRAMES;
    const frames = this.#resampler.flush(offset, ROOM_FRAMES);
    if (frames > 0) yield { offset, frames };
  }

  *#resample(frames: number): Generator<Span, void, undefined> {
    const offset = this.#lane + LAYOUT.DECODE_FRAMES;
    for (let used = 0; used < frames; used += this.#resampler.consumedFrames) {
      const at = this.#lane + used * Float32Array.BYTES_PER_ELEMENT;
      const out = this.#resampler.process(
        at + LAYOUT.DECODE_LEFT,
        at + LAYOUT.DECODE_RIGHT,
        frames - used,
        offset,
        ROOM_FRAMES,
      );
      if (out > 0) yield { offset, frames: out };
    }
  }
}

/** Two of them, so that a track can fade in while another fades out. */
export function createConverters(
  memory: WebAssembly.Memory,
  resampleModule: WebAssembly.Module,
  contextRateHz: number,
): readonly [RateConverter, RateConverter] {
  const create = (lane: 0 | 1): RateConverter =>
    new RateConverter(memory, resampleModule, contextRateHz, lane);
  return [create(0), create(1)];
}
