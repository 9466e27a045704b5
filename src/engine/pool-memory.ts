import { LAYOUT, LAYOUT_HASH, workerRecord } from './memory-layout.ts';
import { initRing } from './ring-buffer.ts';

/**
 * A pool's shared memory, with its header and empty rings.
 *
 * @param bytes whole pages; initial and maximum size
 * @throws {Error} when the browser has none left
 */
export function createPoolMemory(bytes: number): WebAssembly.Memory {
  const pages = bytes / LAYOUT.PAGE_BYTES;
  const memory = allocate(pages);
  new Uint32Array(memory.buffer).set([
    LAYOUT.MAGIC,
    LAYOUT.VERSION,
    bytes,
    LAYOUT.RING_COUNT,
    LAYOUT.FFT_SLOT_COUNT,
    LAYOUT_HASH >>> 0,
  ]);
  const { RING_CAPACITY_FRAMES, RING_A_HISTORY_FRAMES, RING_B_HISTORY_FRAMES } = LAYOUT;
  const rings = [
    [LAYOUT.RING_A, LAYOUT.RING_A_DATA, RING_A_HISTORY_FRAMES],
    [LAYOUT.RING_B, LAYOUT.RING_B_DATA, RING_B_HISTORY_FRAMES],
  ] as const;
  for (const [ring, data, history] of rings) {
    initRing(memory, ring, data, RING_CAPACITY_FRAMES, history);
  }
  return memory;
}

function allocate(pages: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (error) {
    const megabytes = Math.round((pages * LAYOUT.PAGE_BYTES) / 2 ** 20);
    throw new Error(
      `The browser has no ${megabytes} MB of shared memory left for the threads; closing other pages may free it.`,
      { cause: error },
    );
  }
}

/** Byte offset of a worker's doorbell. */
export function doorbellOffset(workerId: number): number {
  return workerRecord(workerId) + LAYOUT.WORKER_DOORBELL;
}

/** Wakes a worker. Any thread. */
export function ringDoorbell(memory: WebAssembly.Memory, workerId: number): void {
  const words = new Int32Array(memory.buffer as unknown as SharedArrayBuffer);
  Atomics.add(words, doorbellOffset(workerId) / 4, 1);
  Atomics.notify(words, doorbellOffset(workerId) / 4);
}
