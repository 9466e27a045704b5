import { instantiateKernel } from './loader.ts';

/**
 * The ring kernel (`wasm/ring.wat`): wait-free, single producer, single consumer, frames of
 * interleaved stereo float32. `ring` is the byte offset of a control block that `initRing` prepared;
 * all other offsets are bytes too, multiples of 4; counts are frames. Nothing allocates or waits.
 *
 * Indices are unsigned 32 bit numbers that come back signed from the kernel's side of JavaScript:
 * `>>> 0` makes them comparable with those of `RingBuffer`.
 */
export interface RingKernel {
  /** Producer: appends interleaved frames. @returns frames that found room; the rest is counted as overrun. */
  ring_write(ring: number, src: number, frames: number): number;
  /** Producer: appends frames whose channels lie apart. @returns frames that found room. */
  ring_write_planar(ring: number, left: number, right: number, frames: number): number;
  /** Consumer: takes frames. @returns how many there were; the rest is counted as underrun. */
  ring_read(ring: number, dst: number, frames: number): number;
  /** Consumer: takes frames into two channels. @returns how many there were. */
  ring_read_planar(ring: number, left: number, right: number, frames: number): number;
  /** Consumer: moves the read index on to an absolute index; ignored unless it lies in the fill. */
  ring_skip(ring: number, index: number): void;
  /** Anybody: frames that can be read. Too small at worst for the consumer. */
  ring_fill(ring: number): number;
  /** Anybody: frames that can be written, history excluded. Too small at worst for the producer. */
  ring_space(ring: number): number;
  /**
   * Anybody: the mean of both channels of the `frames` frames that end before absolute index `end`,
   * float32 at `dst`. They must be within the history or the fill while this runs.
   */
  ring_peek_mono(ring: number, end: number, dst: number, frames: number): void;
}

/** Instantiates the ring kernel over shared memory. Any thread, the worklet included. */
export function createRingKernel(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): RingKernel {
  return instantiateKernel('ring', module, memory) as unknown as RingKernel;
}
