/**
 * Runs benchmarks against their peers, interleaved, in Node and in Chromium alike.
 *
 * A `bench/<name>.bench.mjs` exports `rows(env)`: a list of rows, or a promise of one. It imports the
 * product's TypeScript and `.wat` sources directly (`run.mjs` bundles it) and its peers by
 * `env.peer`, so that one source runs in both hosts.
 *
 *   {
 *     name: 'real FFT, 2048',
 *     operation: 'transform',          // what one of `times` is; default 'call'
 *     kernel: { setup, run },
 *     peers: [{ name: 'fft.js', host: 'chromium', setup, run, target: { chromium: 12, node: 8 } }],
 *     target: { chromium: 1.3, node: 1.1 },   // for peers without one of their own; both optional
 *   }
 *
 *   setup()            -> state, or a promise of it; once, before all rounds
 *   run(state, times)  -> does the operation `times` times. Whoever can't be timed from outside
 *                         (offline rendering, two threads) returns the milliseconds it took, or a
 *                         promise of them. `times` is chosen so that a run lasts MEASURED_MS.
 *   teardown(state)    -> optional, after all rounds
 *   host               -> 'node' or 'chromium': this contestant exists there only; default both
 *   target             -> how many times faster than this peer the kernel is to be, by host
 *
 * What is no matter of speed against speed measures itself: `{ name, figures }`, a promise of
 * `{ name, unit, count, minimum, median, p99, targets: [{ text, met }] }` each (distribution.mjs).
 *
 *   env.host           'node' or 'chromium'
 *   env.peer(file)     imports a file of a package, ES module or CommonJS (its exports are `default`):
 *                      `await env.peer('fft.js/lib/fft.js')`
 *   env.bytes(file)    the bytes of a package's file, for instance of a `.wasm`
 *   env.worker(name)   starts `bench/<name>.worker.mjs`, bundled too, on another thread: it speaks by
 *                      `postMessage` and `onmessage` of its global scope in both hosts. Returns
 *                      `{ postMessage, onmessage, terminate }`, `onmessage` receives `{ data }`.
 *
 * An exception anywhere, a peer that can't be loaded among them, ends the run with an error.
 */

/** One run lasts about this long: long against the clock's resolution, short against a time slice. */
const MEASURED_MS = 4;
const ROUNDS = 60;
/** Long enough for the engine's optimising compiler to have finished. */
const WARM_UP_MS = 150;

/**
 * @param {readonly object[]} rows
 * @param {{ host: string }} env
 * @param {(message: string) => void} report
 * @returns {Promise<object[]>} one entry a row: microseconds an operation, and ratios
 */
export async function measure(rows, env, report) {
  const results = [];
  for (const row of rows) {
    report(row.name);
    results.push(
      row.figures === undefined
        ? await measureRow(row, env)
        : { name: row.name, figures: await row.figures() },
    );
  }
  return results;
}

async function measureRow(row, env) {
  const contestants = [];
  for (const contestant of [{ name: 'kernel', ...row.kernel }, ...row.peers]) {
    if (contestant.host !== undefined && contestant.host !== env.host) continue;
    const state = await contestant.setup();
    contestants.push({ ...contestant, state, times: 1, samples: [] });
  }
  for (const contestant of contestants) await calibrate(contestant);
  for (let round = 0; round < ROUNDS; round++) {
    // A different one begins each round, so that nobody always runs behind the same neighbour.
    for (let index = 0; index < contestants.length; index++) {
      const contestant = contestants[(index + round) % contestants.length];
      contestant.samples.push((await timed(contestant)) / contestant.times);
    }
  }
  for (const contestant of contestants) await contestant.teardown?.(contestant.state);

  const [kernel, ...peers] = contestants.map(({ samples }) => summary(samples));
  return {
    name: row.name,
    operation: row.operation ?? 'call',
    kernel,
    peers: peers.map((peer, index) => {
      const { name, target = row.target } = contestants[index + 1];
      return {
        name,
        ...peer,
        ratioOfMinima: peer.minimumUs / kernel.minimumUs,
        ratioOfMedians: peer.medianUs / kernel.medianUs,
        target: target?.[env.host],
      };
    }),
  };
}

/** Warms a contestant up, then finds how many operations last MEASURED_MS. */
async function calibrate(contestant) {
  const begin = performance.now();
  let ms;
  do {
    ms = await timed(contestant);
    if (ms < MEASURED_MS) contestant.times = Math.ceil(contestant.times * 1.5);
  } while (performance.now() - begin < WARM_UP_MS || ms < MEASURED_MS);
  contestant.times = Math.max(1, Math.round((contestant.times * MEASURED_MS) / ms));
}

async function timed({ run, state, times }) {
  const begin = performance.now();
  const result = run(state, times);
  // No turn of the event loop within what is measured, unless the contestant is asynchronous.
  if (result === undefined) return performance.now() - begin;
  return await result;
}

function summary(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  return { minimumUs: sorted[0] * 1000, medianUs: sorted[sorted.length >> 1] * 1000 };
}
