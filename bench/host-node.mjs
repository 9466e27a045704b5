/** Runs bundled benches in this process and sends what they measured to the parent. */
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { measure } from './harness.mjs';
import { MODULES } from './peers.mjs';

const [outDir, ...names] = process.argv.slice(2);
const locate = (file) => join(MODULES, file);

const env = {
  host: 'node',
  bytes: (file) => readFile(locate(file)),
  peer: (file) => import(pathToFileURL(locate(file)).href),
  worker(name) {
    const worker = new Worker(new URL('node-worker.mjs', import.meta.url), {
      workerData: pathToFileURL(join(outDir, `${name}.worker.mjs`)).href,
    });
    const handle = {
      onmessage: undefined,
      postMessage: (message) => worker.postMessage(message),
      terminate: () => worker.terminate(),
    };
    worker.on('message', (data) => handle.onmessage?.({ data }));
    return handle;
  },
};

const results = [];
for (const name of names) {
  const { rows } = await import(pathToFileURL(join(outDir, `${name}.bench.mjs`)).href);
  results.push(...(await measure(await rows(env), env, (row) => console.log(`node: ${row}`))));
}
process.send({ results, versions: `Node ${process.version} (V8 ${process.versions.v8})` });
