/** Runs bundled benches in the page; `run.mjs` calls `runBenches` and takes what it returns. */
import { measure } from './harness.mjs';

const env = {
  host: 'chromium',
  bytes: async (file) => new Uint8Array(await (await fetch(`/peer/${file}`)).arrayBuffer()),
  peer: (file) => import(`/peer/${file}`),
  worker: (name) => new globalThis.Worker(`/bench/${name}.worker.mjs`, { type: 'module' }),
};

globalThis.runBenches = async (names) => {
  if (!globalThis.crossOriginIsolated) throw new Error('The page is not isolated.');
  const results = [];
  for (const name of names) {
    const { rows } = await import(`/bench/${name}.bench.mjs`);
    results.push(...(await measure(await rows(env), env, (row) => console.log(row))));
  }
  return results;
};
