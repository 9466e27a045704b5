/** A task's way from the main thread to a worker and back, against JSON over postMessage. */
import { AudioThreading } from '../src/engine/audio-threading.ts';
import { distribution } from './distribution.mjs';

const ROUNDS = 1000;
/** The page does something else between two tasks: the worker has gone to sleep by then. */
const IDLE_MS = { least: 1, most: 6 };
const TARGETS = { medianUs: 50, p99Us: 500, ratio: 5 };
const FFT_SIZE = 512;

const idle = () =>
  new Promise((resolve) => {
    setTimeout(resolve, IDLE_MS.least + Math.random() * (IDLE_MS.most - IDLE_MS.least));
  });

/** The seed's messages as the seed sends them; the worker does no work at all. */
async function jsonRoundTrip(worker, task_id) {
  const answer = new Promise((resolve) => (worker.onmessage = ({ data }) => resolve(data)));
  worker.postMessage(
    JSON.stringify({
      type: 'compute_fft',
      task_id,
      audio_offset: 0,
      fft_size: FFT_SIZE,
      output_offset: 4096,
    }),
  );
  return JSON.parse(await answer);
}

async function figures(env) {
  const threading = new AudioThreading();
  await threading.init({ workers: 4, assets: '/dist/' });
  const { offset } = threading.userRegion;
  const worker = env.worker('echo');
  await new Promise((resolve) => (worker.onmessage = resolve));
  const ways = [
    { samples: [], run: () => threading.computeFft(offset, FFT_SIZE, offset + 4096) },
    { samples: [], run: (round) => jsonRoundTrip(worker, round) },
  ];
  for (let round = -50; round < ROUNDS; round += 1) {
    for (const { samples, run } of round % 2 === 0 ? ways : ways.toReversed()) {
      await idle();
      const begin = performance.now();
      await run(round);
      if (round >= 0) samples.push((performance.now() - begin) * 1000);
    }
  }
  worker.terminate();
  await threading.shutdown();
  const [shared, json] = ways.map(({ samples }) => distribution(samples));
  const ratio = json.median / shared.median;
  return [
    {
      name: 'shared memory, a 512-point FFT in it',
      unit: 'µs',
      ...shared,
      targets: [
        { text: `p50 at most ${TARGETS.medianUs} µs`, met: shared.median <= TARGETS.medianUs },
        { text: `p99 at most ${TARGETS.p99Us} µs`, met: shared.p99 <= TARGETS.p99Us },
        {
          text: `p50 ${TARGETS.ratio}x better than JSON (${ratio.toFixed(1)}x)`,
          met: ratio >= TARGETS.ratio,
        },
      ],
    },
    { name: 'JSON by postMessage, no work', unit: 'µs', ...json, targets: [] },
  ];
}

export const rows = (env) =>
  env.host === 'chromium'
    ? [{ name: 'task round trip after an idle gap', figures: () => figures(env) }]
    : [];
