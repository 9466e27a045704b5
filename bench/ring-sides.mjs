/**
 * Both ends of both rings, so that each thread can set up its own. An end moves one chunk of
 * interleaved stereo if there is room for it (or so much to take), and says whether it did: the
 * capacity is a multiple of the chunk, so that it is all or nothing.
 */
import { RingBuffer } from 'ringbuf.js';
import { createRingKernel } from '../src/engine/kernels/ring.ts';
import { LAYOUT } from '../src/engine/memory-layout.ts';
import { initRing } from '../src/engine/ring-buffer.ts';
import ringBytes from '../wasm/ring.wat';

const CAPACITY_FRAMES = LAYOUT.RING_CAPACITY_FRAMES;
const HISTORY_FRAMES = LAYOUT.RING_A_HISTORY_FRAMES;

/** What both threads need of the kernel's ring: as in the product, shared memory and ring A. */
function createKernelRing() {
  const pages = LAYOUT.DEFAULT_MEMORY_BYTES / LAYOUT.PAGE_BYTES;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  initRing(memory, LAYOUT.RING_A, LAYOUT.RING_A_DATA, CAPACITY_FRAMES, HISTORY_FRAMES);
  return { memory, module: new WebAssembly.Module(ringBytes) };
}

function kernelEnds({ memory, module }, frames) {
  const kernel = createRingKernel(module, memory);
  const ring = LAYOUT.RING_A;
  const [src, dst] = [LAYOUT.DSP_BLOCK, LAYOUT.OUTPUT_QUANTUM];
  new Float32Array(memory.buffer, src, 2 * frames).fill(0.25);
  return {
    write: () => kernel.ring_write(ring, src, frames) > 0,
    read: () => kernel.ring_read(ring, dst, frames) > 0,
  };
}

/** The same room for frames, history left out. */
function createRingbuf() {
  const samples = 2 * (CAPACITY_FRAMES - HISTORY_FRAMES);
  return { storage: RingBuffer.getStorageForCapacity(samples, Float32Array) };
}

function ringbufEnds({ storage }, frames) {
  const ring = new RingBuffer(storage, Float32Array);
  const samples = 2 * frames;
  const src = new Float32Array(samples).fill(0.25);
  const dst = new Float32Array(samples);
  return {
    write: () => ring.push(src) > 0,
    read: () => ring.pop(dst) > 0,
  };
}

/** By the name that the threads tell each other. */
export const RINGS = {
  kernel: { create: createKernelRing, ends: kernelEnds },
  ringbuf: { create: createRingbuf, ends: ringbufEnds },
};

/** Words that both threads share: chunks to take, and 1 while the consumer takes them. */
export const CHUNKS = 0;
export const READY = 1;
