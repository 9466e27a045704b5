/**
 * One side of a ring, for the test with two threads: writes or checks an endless count in chunks of
 * random sizes, through the interleaved and the planar end in turn. A frame's left sample holds the
 * bits of its number, its right sample their complement.
 */
import { createRingKernel } from '../../src/engine/kernels/ring.ts';

export interface RingThreadTask {
  readonly side: 'producer' | 'consumer';
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly ring: number;
  /** Byte offset of room for two channels of `maxChunk` frames, this side's own. */
  readonly scratch: number;
  readonly firstNumber: number;
  readonly frames: number;
  readonly maxChunk: number;
}

export interface RingThreadResult {
  readonly frames: number;
  readonly errors: number;
}

/** A small linear congruential generator: the same chunks in every run. */
function chunkSizes(maxChunk: number, seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 1 + ((state >>> 8) % maxChunk);
  };
}

function run(task: RingThreadTask): RingThreadResult {
  const { side, module, memory, ring, scratch, maxChunk } = task;
  const kernel = createRingKernel(module, memory);
  const words = new Uint32Array(memory.buffer, scratch, 2 * maxChunk);
  const right = scratch + 4 * maxChunk;
  const nextSize = chunkSizes(maxChunk, side === 'producer' ? 1 : 99);
  let number = task.firstNumber;
  let done = 0;
  let errors = 0;
  for (let turn = 0; done < task.frames; turn += 1) {
    const planar = turn % 2 === 1;
    const stride = planar ? 1 : 2;
    const second = planar ? maxChunk : 1;
    const wanted = Math.min(nextSize(), task.frames - done);
    let count: number;
    if (side === 'producer') {
      for (let i = 0; i < wanted; i += 1) {
        words[i * stride] = number + i;
        words[i * stride + second] = ~(number + i);
      }
      count = planar
        ? kernel.ring_write_planar(ring, scratch, right, wanted)
        : kernel.ring_write(ring, scratch, wanted);
    } else {
      count = planar
        ? kernel.ring_read_planar(ring, scratch, right, wanted)
        : kernel.ring_read(ring, scratch, wanted);
      for (let i = 0; i < count; i += 1) {
        const n = (number + i) >>> 0;
        if (words[i * stride] !== n || words[i * stride + second] !== ~n >>> 0) errors += 1;
      }
    }
    number = (number + count) >>> 0;
    done += count;
  }
  return { frames: done, errors };
}

addEventListener('message', ({ data }: MessageEvent<RingThreadTask>) => postMessage(run(data)));
