// npm run stress: the ring kernel between two real threads for a long time, across the wrap of the
// 32 bit indices. Every frame carries its number; both ends take random chunks. The last line is
// `N passed, N failed`.
//
//   npm run stress                                  10^9 frames through a ring like ring A, 10^8
//                                                   through a tiny one
//   npm run stress -- --frames 1e7 --seed 5         shorter, and with other chunks
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { assemble, loadLayout } from '../../scripts/wat.mjs';

const { values: options } = parseArgs({
  options: {
    frames: { type: 'string', default: '1e9' },
    seed: { type: 'string', default: '1' },
  },
});
const FRAMES = Number(options.frames);
const SEED = Number(options.seed);

/** In a tiny ring both ends meet and wrap all the time; the large one is as the player has it. */
const RINGS = [
  { capacityFrames: 256, historyFrames: 64, maxChunk: 100, frames: Math.ceil(FRAMES / 10) },
  { capacityFrames: 32768, historyFrames: 16384, maxChunk: 4096, frames: FRAMES },
];

const ROOT = join(import.meta.dirname, '../..');
const { LAYOUT } = await loadLayout();
const { bytes } = await assemble(join(ROOT, 'wasm/ring.wat'));
const module = new WebAssembly.Module(bytes);

/** A shared memory with one empty ring whose indices stand at `firstIndex`. */
function prepareMemory({ capacityFrames, historyFrames }, firstIndex) {
  const memory = new WebAssembly.Memory({ initial: 128, maximum: 128, shared: true });
  const words = new Uint32Array(memory.buffer);
  const set = (field, value) => {
    words[(LAYOUT.RING_A + field) / 4] = value;
  };
  set(LAYOUT.RING_DATA, LAYOUT.RING_A_DATA);
  set(LAYOUT.RING_CAPACITY, capacityFrames);
  set(LAYOUT.RING_HISTORY, historyFrames);
  set(LAYOUT.RING_WRITE, firstIndex);
  set(LAYOUT.RING_READ, firstIndex);
  return memory;
}

function runSide(task) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./ring-side.mjs', import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function stress(ring) {
  const { frames, maxChunk } = ring;
  // A third of the way lies before the wrap, but never more than a few seconds of it.
  const firstIndex = 2 ** 32 - Math.min(7_000_001, Math.ceil(frames / 3));
  const memory = prepareMemory(ring, firstIndex);
  const task = { memory, module, layout: LAYOUT, ring, firstIndex };
  const scratch = LAYOUT.USER_REGION;
  const started = performance.now();
  const [written, read] = await Promise.all([
    runSide({ ...task, side: 'write', seed: SEED, scratch }),
    runSide({ ...task, side: 'read', seed: SEED + 1, scratch: scratch + maxChunk * 8 }),
  ]);
  const seconds = (performance.now() - started) / 1000;
  const words = new Uint32Array(memory.buffer);
  const end = (firstIndex + frames) % 2 ** 32;
  const ok =
    written.frames === frames &&
    read.frames === frames &&
    read.errors === 0 &&
    words[(LAYOUT.RING_A + LAYOUT.RING_WRITE) / 4] === end &&
    words[(LAYOUT.RING_A + LAYOUT.RING_READ) / 4] === end;
  console.log(
    `${ok ? 'passed' : 'FAILED'}  ${ring.capacityFrames} frames, history ${ring.historyFrames}, ` +
      `chunks up to ${maxChunk}: ${read.frames.toLocaleString('en')} frames from index ` +
      `${firstIndex} on, ${read.skipped.toLocaleString('en')} of them skipped, ${read.errors} errors; ` +
      `${seconds.toFixed(1)} s, ${(frames / seconds / 1e6).toFixed(0)} million frames/s`,
  );
  return ok;
}

const results = [];
for (const ring of RINGS) results.push(await stress(ring));
const passed = results.filter(Boolean).length;
console.log(`\n${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
