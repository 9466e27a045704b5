import { expect } from '@open-wc/testing';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import { initRing, RingBuffer } from '../../src/engine/ring-buffer.ts';
import ringBytes from '../../wasm/ring.wat';
import type { RingThreadResult, RingThreadTask } from '../support/ring-thread.ts';

const FRAMES = 20_000_000;
/** The indices pass 2^32 on the way. */
const FIRST_INDEX = 2 ** 32 - 7_000_001;

function runOnThread(worker: Worker, task: RingThreadTask): Promise<RingThreadResult> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<RingThreadResult>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(task);
  });
}

describe('the ring between two threads', () => {
  for (const [capacity, history, maxChunk] of [
    [1024, 256, 300],
    [32768, 16384, 4096],
  ] as const) {
    it(`loses and invents nothing: capacity ${capacity}, chunks up to ${maxChunk}`, async function () {
      this.timeout(60_000);
      const module = new WebAssembly.Module(ringBytes);
      const memory = new WebAssembly.Memory({ initial: 128, maximum: 128, shared: true });
      const ring = LAYOUT.RING_A;
      initRing(memory, ring, LAYOUT.RING_A_DATA, capacity, history);
      const words = new Uint32Array(memory.buffer);
      words[(ring + LAYOUT.RING_WRITE) / 4] = FIRST_INDEX;
      words[(ring + LAYOUT.RING_READ) / 4] = FIRST_INDEX;

      const url = new URL('../support/ring-thread.ts', import.meta.url);
      const workers = [0, 1].map(() => new Worker(url, { type: 'module' }));
      const task = { module, memory, ring, firstNumber: FIRST_INDEX, frames: FRAMES, maxChunk };
      const scratch = LAYOUT.USER_REGION;
      try {
        const results = await Promise.all([
          runOnThread(workers[0]!, { ...task, side: 'producer', scratch }),
          runOnThread(workers[1]!, { ...task, side: 'consumer', scratch: scratch + 65536 }),
        ]);
        expect(results).to.deep.equal([
          { frames: FRAMES, errors: 0 },
          { frames: FRAMES, errors: 0 },
        ]);
        const view = new RingBuffer(memory, ring);
        expect(view.fillFrames).to.equal(0);
        expect(view.writeIndex).to.equal((FIRST_INDEX + FRAMES) % 2 ** 32);
      } finally {
        workers.forEach((worker) => worker.terminate());
      }
    });
  }
});
