import { LAYOUT } from './memory-layout.ts';

/** Samples in a frame. */
const SAMPLES = LAYOUT.FRAME_BYTES / Float32Array.BYTES_PER_ELEMENT;
const word = (ring: number, field: number): number => (ring + field) / 4;

/**
 * Prepares a ring: an empty control block and silent data. To be called before any other thread
 * knows of the ring, or while both its sides are at rest.
 *
 * @param ring byte offset of the control block, a multiple of 64
 * @param dataOffset byte offset of the frames, a multiple of 8
 * @param capacityFrames a power of two
 * @param historyFrames frames behind the read index that stay readable, less than the capacity
 * @throws {RangeError} on any other number
 */
export function initRing(
  memory: WebAssembly.Memory,
  ring: number,
  dataOffset: number,
  capacityFrames: number,
  historyFrames: number,
): void {
  if (ring % 64 !== 0) throw new RangeError(`A ring starts at a multiple of 64, not at ${ring}.`);
  if (dataOffset % 8 !== 0) {
    throw new RangeError(`A ring's frames start at a multiple of 8, not at ${dataOffset}.`);
  }
  if (capacityFrames < 1 || (capacityFrames & (capacityFrames - 1)) !== 0) {
    throw new RangeError(`A ring's capacity is a power of two, not ${capacityFrames}.`);
  }
  if (historyFrames < 0 || historyFrames >= capacityFrames) {
    throw new RangeError(
      `A ring's history is 0 to ${capacityFrames - 1} frames, not ${historyFrames}.`,
    );
  }
  new Uint8Array(memory.buffer, ring, LAYOUT.RING_BYTES).fill(0);
  new Float32Array(memory.buffer, dataOffset, capacityFrames * SAMPLES).fill(0);
  const words = new Uint32Array(memory.buffer);
  words[word(ring, LAYOUT.RING_DATA)] = dataOffset;
  words[word(ring, LAYOUT.RING_CAPACITY)] = capacityFrames;
  words[word(ring, LAYOUT.RING_HISTORY)] = historyFrames;
}

/**
 * A ring seen from JavaScript, for the thread that has no kernel and for a producer's generations.
 *
 * Contract: one producer thread writes frames, the write index, overruns and the generation; one
 * consumer thread writes the read index and underruns; everybody else only looks. Each index is
 * published by one atomic store after the frames it stands for. What another thread published may be
 * stale by the time it is looked at: for the producer `spaceFrames` and for the consumer
 * `fillFrames` can only be too small; for a third thread both are an estimate.
 *
 * Generations: the producer publishes where a generation starts before its number. A consumer that
 * sees a new number therefore finds its start (or that of a still newer one, which it then sees at
 * its next look), skips to it, and never reads a frame of an older generation. `ended` says that
 * nothing will follow `writeIndex` in this generation; it is stored after the last frame, so a
 * consumer looks at `ended` before it looks at the fill.
 *
 * `ended` may already be the next generation's while the number is still this one's. What makes that
 * harmless is that main stores `CONTROL_GENERATION` before a producer begins: a consumer that acts on
 * an end looks there first, and leaves a generation that nobody wants.
 *
 * Indices are unsigned 32 bit frame counts that wrap: compare them by `(a - b) >>> 0` only.
 */
export class RingBuffer {
  readonly capacityFrames: number;
  readonly historyFrames: number;
  readonly #words: Uint32Array<SharedArrayBuffer>;
  readonly #samples: Float32Array;
  readonly #ring: number;

  /** @param ring byte offset of a control block that `initRing` prepared */
  constructor(memory: WebAssembly.Memory, ring: number) {
    this.#ring = ring;
    this.#words = new Uint32Array(memory.buffer as unknown as SharedArrayBuffer);
    this.capacityFrames = this.#load(LAYOUT.RING_CAPACITY);
    this.historyFrames = this.#load(LAYOUT.RING_HISTORY);
    this.#samples = new Float32Array(
      memory.buffer,
      this.#load(LAYOUT.RING_DATA),
      this.capacityFrames * SAMPLES,
    );
  }

  /** Frames ever written, modulo 2^32. */
  get writeIndex(): number {
    return this.#load(LAYOUT.RING_WRITE);
  }

  /** Frames ever read, modulo 2^32. */
  get readIndex(): number {
    return this.#load(LAYOUT.RING_READ);
  }

  /** Frames that can be read. */
  get fillFrames(): number {
    const read = this.readIndex;
    return (this.writeIndex - read) >>> 0;
  }

  /** Frames that can be written. */
  get spaceFrames(): number {
    return this.capacityFrames - this.historyFrames - this.fillFrames;
  }

  /** Frames that were offered but found no room. */
  get overruns(): number {
    return this.#load(LAYOUT.RING_OVERRUNS);
  }

  /** Frames that were asked for but were not there. */
  get underruns(): number {
    return this.#load(LAYOUT.RING_UNDERRUNS);
  }

  get generation(): number {
    return this.#load(LAYOUT.RING_GENERATION);
  }

  /** Write index at which `generation` began. */
  get generationStart(): number {
    return this.#load(LAYOUT.RING_GENERATION_START);
  }

  /** True when `generation` is complete: nothing will follow `writeIndex`. */
  get ended(): boolean {
    return this.#load(LAYOUT.RING_ENDED) === 1;
  }

  /** Producer: what is written from now on belongs to `generation` (u32). */
  beginGeneration(generation: number): void {
    this.#store(LAYOUT.RING_GENERATION_START, this.writeIndex);
    this.#store(LAYOUT.RING_ENDED, 0);
    this.#store(LAYOUT.RING_GENERATION, generation);
  }

  /** Producer: the generation is complete. */
  end(): void {
    this.#store(LAYOUT.RING_ENDED, 1);
  }

  /** Producer: appends interleaved samples. @returns frames that found room */
  write(samples: Float32Array): number {
    const wanted = samples.length / SAMPLES;
    const frames = Math.min(wanted, this.spaceFrames);
    if (frames < wanted) this.#store(LAYOUT.RING_OVERRUNS, this.overruns + wanted - frames);
    const index = this.writeIndex;
    const first = this.#framesBeforeWrap(index, frames);
    this.#samples.set(samples.subarray(0, first * SAMPLES), this.#place(index) * SAMPLES);
    this.#samples.set(samples.subarray(first * SAMPLES, frames * SAMPLES));
    // The kernel, should it write next, looks anew.
    this.#store(LAYOUT.RING_SURE_SPACE, 0);
    this.#store(LAYOUT.RING_WRITE, index + frames);
    return frames;
  }

  /** Consumer: takes interleaved samples. @returns frames that there were */
  read(out: Float32Array): number {
    const wanted = out.length / SAMPLES;
    const frames = Math.min(wanted, this.fillFrames);
    if (frames < wanted) this.#store(LAYOUT.RING_UNDERRUNS, this.underruns + wanted - frames);
    const index = this.readIndex;
    const first = this.#framesBeforeWrap(index, frames);
    const start = this.#place(index) * SAMPLES;
    out.set(this.#samples.subarray(start, start + first * SAMPLES));
    out.set(this.#samples.subarray(0, (frames - first) * SAMPLES), first * SAMPLES);
    this.#store(LAYOUT.RING_SURE_FILL, 0);
    this.#store(LAYOUT.RING_READ, index + frames);
    return frames;
  }

  /**
   * Anybody: the mean of both channels of the frames that end before absolute index `end`. They must
   * lie within the history or the fill while this runs, or newer ones are among them.
   */
  peekMono(end: number, out: Float32Array): void {
    const start = end - out.length;
    for (let i = 0; i < out.length; i++) {
      const sample = this.#place(start + i) * SAMPLES;
      out[i] = ((this.#samples[sample] ?? 0) + (this.#samples[sample + 1] ?? 0)) / 2;
    }
  }

  #place(index: number): number {
    return (index & (this.capacityFrames - 1)) >>> 0;
  }

  #framesBeforeWrap(index: number, frames: number): number {
    return Math.min(frames, this.capacityFrames - this.#place(index));
  }

  #load(field: number): number {
    return Atomics.load(this.#words, word(this.#ring, field));
  }

  #store(field: number, value: number): void {
    Atomics.store(this.#words, word(this.#ring, field), value);
  }
}
