/**
 * One side of a ring, on a thread of its own: writes or checks an endless count in random chunks,
 * interleaved and planar in turn. A frame's left sample holds the bits of its number, its right
 * sample their complement. Now and then the reader skips, and it looks whether the oldest frame of
 * the history is still there.
 */
import { parentPort, workerData } from 'node:worker_threads';

const { side, memory, module, layout, ring, firstIndex, scratch, seed } = workerData;
const { capacityFrames, historyFrames, maxChunk, frames } = ring;
const CONTROL = layout.RING_A;
/** Of so many turns the reader skips in one. */
const TURNS_PER_SKIP = 64;
/** Turns in vain before a side lets the other one have the processor. */
const PATIENCE_TURNS = 200;

const kernel = new WebAssembly.Instance(module, { engine: { memory } }).exports;
const shared = new Uint32Array(memory.buffer);
const words = shared.subarray(scratch / 4, scratch / 4 + 2 * maxChunk);
const right = scratch + 4 * maxChunk;
/** A word that nobody changes: sleeping on it gives the processor to the other side. */
const pause = new Int32Array(new SharedArrayBuffer(4));

/** A small linear congruential generator: the same chunks in every run of a seed. */
let state = seed >>> 0;
function random(below) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return (state >>> 8) % below;
}

const differs = (left, complement, number) =>
  left !== number || complement !== ~number >>> 0 ? 1 : 0;

/** @returns {number} frames that found room */
function write(number, wanted, planar) {
  const stride = planar ? 1 : 2;
  const second = planar ? maxChunk : 1;
  for (let i = 0; i < wanted; i += 1) {
    words[i * stride] = number + i;
    words[i * stride + second] = ~(number + i);
  }
  return planar
    ? kernel.ring_write_planar(CONTROL, scratch, right, wanted)
    : kernel.ring_write(CONTROL, scratch, wanted);
}

/** @returns {[number, number]} frames that there were, and the wrong ones among them */
function read(number, wanted, planar) {
  const stride = planar ? 1 : 2;
  const second = planar ? maxChunk : 1;
  const count = planar
    ? kernel.ring_read_planar(CONTROL, scratch, right, wanted)
    : kernel.ring_read(CONTROL, scratch, wanted);
  let errors = 0;
  for (let i = 0; i < count; i += 1)
    errors += differs(words[i * stride], words[i * stride + second], (number + i) >>> 0);
  return [count, errors];
}

/** The oldest frame of the history, which the writer must not have touched. */
function oldestDiffers(number) {
  const oldest = (number - historyFrames) >>> 0;
  const at = layout.RING_A_DATA / 4 + (oldest & (capacityFrames - 1)) * 2;
  return differs(shared[at], shared[at + 1], oldest);
}

function run() {
  let number = firstIndex >>> 0;
  let done = 0;
  let skipped = 0;
  let errors = 0;
  let idle = 0;
  for (let turn = 0; done < frames; turn += 1) {
    const wanted = Math.min(1 + random(maxChunk), frames - done);
    let count;
    if (side === 'write') {
      count = write(number, wanted, turn % 2 === 1);
    } else {
      if (done >= historyFrames) errors += oldestDiffers(number);
      if (turn % TURNS_PER_SKIP === 0 && wanted <= kernel.ring_fill(CONTROL)) {
        kernel.ring_skip(CONTROL, number + wanted);
        count = wanted;
        skipped += wanted;
      } else {
        const [there, wrong] = read(number, wanted, turn % 2 === 1);
        count = there;
        errors += wrong;
      }
    }
    idle = count === 0 ? idle + 1 : 0;
    if (idle > PATIENCE_TURNS) Atomics.wait(pause, 0, 0, 0.01);
    number = (number + count) >>> 0;
    done += count;
  }
  return { frames: done, skipped, errors };
}

parentPort.postMessage(run());
