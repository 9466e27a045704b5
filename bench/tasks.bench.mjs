/**
 * A task's way from the main thread to a worker and back: the product's, the least that the platform
 * takes for the same two wake-ups, and JSON over postMessage to a worker that waits in its event loop.
 */
import { AudioThreading } from '../src/engine/audio-threading.ts';
import { distribution } from './distribution.mjs';

const ROUNDS = 1000;
/** Without a gap, so that the optimising compiler is done before the first round that counts. */
const WARM_UP_ROUNDS = 2000;
/** The page does something else between two tasks: the worker has gone to sleep by then. */
const IDLE_MS = { least: 1, most: 6 };
const TARGETS = { medianUs: 50, p99Us: 500, ratio: 5 };
const SEED_OVERHEAD_US = 100;
const FFT_SIZE = 512;

const idle = () =>
  new Promise((resolve) => {
    setTimeout(resolve, IDLE_MS.least + Math.random() * (IDLE_MS.most - IDLE_MS.least));
  });

/** Resolves with a worker that has loaded. */
async function started(env, name) {
  const worker = env.worker(name);
  await new Promise((resolve) => (worker.onmessage = resolve));
  return worker;
}

async function sharedMemory() {
  const threading = new AudioThreading();
  await threading.init({ workers: 4, assets: '/dist/' });
  const { offset } = threading.userRegion;
  return {
    run: () => threading.computeFft(offset, FFT_SIZE, offset + 4096),
    end: () => threading.shutdown(),
  };
}

async function bare(env) {
  const worker = await started(env, 'bare');
  const words = new Int32Array(new SharedArrayBuffer(8));
  worker.postMessage(words);
  await new Promise((resolve) => (worker.onmessage = resolve));
  const run = () => {
    Atomics.add(words, 0, 1);
    Atomics.notify(words, 0);
    return Atomics.waitAsync(words, 1, Atomics.load(words, 0) - 1).value;
  };
  return { run, end: () => worker.terminate() };
}

/** The seed's messages as the seed sends them; the worker does no work at all. */
async function json(env, fields) {
  const worker = await started(env, 'echo');
  const message = {
    type: 'compute_fft',
    audio_offset: 0,
    fft_size: FFT_SIZE,
    output_offset: 4096,
    ...fields,
  };
  const run = (task_id) => {
    const answer = new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(JSON.parse(data));
    });
    worker.postMessage(JSON.stringify({ ...message, task_id }));
    return answer;
  };
  return { run, end: () => worker.terminate() };
}

/** Microseconds of every round, by way, and what the product's tasks took less their own work. */
async function timedRounds(ways) {
  const samples = ways.map(() => []);
  const overheads = [];
  for (const { run } of ways) {
    for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await run(round);
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let turn = 0; turn < ways.length; turn += 1) {
      // A different one begins each round.
      const way = (turn + round) % ways.length;
      await idle();
      const begin = performance.now();
      const result = await ways[way].run(round);
      const us = (performance.now() - begin) * 1000;
      samples[way].push(us);
      if (way === 0) overheads.push(us - result.execution_time_us);
    }
  }
  return { samples, overheads };
}

async function figures(env) {
  const audio = Array.from({ length: FFT_SIZE }, (_, n) => Math.fround(Math.sin(n)));
  const ways = [await sharedMemory(), await bare(env), await json(env), await json(env, { audio })];
  const { samples, overheads } = await timedRounds(ways);
  for (const { end } of ways) await end();
  const [shared, floor, fields, arrays] = samples.map(distribution);
  const overhead = distribution(overheads);
  const better = (name, peer) => {
    const [ratio, limit] = [shared, floor].map(({ median }) => (peer.median / median).toFixed(1));
    return {
      text: `p50 ${TARGETS.ratio}x better than JSON ${name} (${ratio}x; the floor is ${limit}x)`,
      met: peer.median / shared.median >= TARGETS.ratio,
    };
  };
  const row = (name, values, targets = []) => ({ name, unit: 'µs', ...values, targets });
  return [
    row('shared memory, a 512-point FFT in it', shared, [
      { text: `p50 at most ${TARGETS.medianUs} µs`, met: shared.median <= TARGETS.medianUs },
      { text: `p99 at most ${TARGETS.p99Us} µs`, met: shared.p99 <= TARGETS.p99Us },
      better('of the same fields', fields),
      better('that brings the samples and takes the bins', arrays),
    ]),
    row('the same, less what the worker took for it', overhead, [
      {
        text: `p50 below ${SEED_OVERHEAD_US} µs (the seed's)`,
        met: overhead.median < SEED_OVERHEAD_US,
      },
    ]),
    row('the floor: notify, wake, notify, waitAsync, no work', floor),
    row('JSON by postMessage, the same fields, no work', fields),
    row('JSON by postMessage, samples there and bins back, no work', arrays),
  ];
}

export const rows = (env) =>
  env.host === 'chromium'
    ? [{ name: 'task round trip after an idle gap', figures: () => figures(env) }]
    : [];
