/**
 * `npm run bench`: every `bench/*.bench.mjs` in Node and in Chromium; prints the tables and writes
 * `bench/RESULTS.md`. `node bench/run.mjs fft` runs one bench, `--host=node` one host; such a partial
 * run writes nothing. `node bench/run.mjs playing` is memory and frames while a player plays.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../scripts/ensure-chromium.mjs';
import { bundle } from './bundle.mjs';
import { versionOf } from './peers.mjs';
import { writeLongWav } from './long-wav.mjs';
import { measurePlaying } from './playing.mjs';
import { report, table } from './report.mjs';
import { seedTable } from './seed-table.mjs';
import { startServer } from './server.mjs';

const PEERS = ['@echogarden/pffft-wasm', 'kissfft-wasm', 'fft.js', 'ringbuf.js'];
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--autoplay-policy=no-user-gesture-required',
  // Memory is measured when it is asked for, not when the browser next cleans up.
  '--enable-blink-features=ForceEagerMeasureMemory',
];
/** The bench of this name runs pages of its own: `playing.mjs`. */
const PLAYING = 'playing';

const here = fileURLToPath(new URL('.', import.meta.url));
const outDir = join(here, '../build/bench');

async function runInNode(names) {
  const child = fork(join(here, 'host-node.mjs'), [
    outDir,
    ...names.filter((name) => name !== PLAYING),
  ]);
  const answer = once(child, 'message');
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The benches failed in Node (exit code ${code}).`);
  const [result] = await answer;
  return result;
}

async function runInChromium(names) {
  const server = await startServer(outDir);
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: FLAGS });
  try {
    const results = [];
    // Each in a page of its own: what one leaves behind is no other's burden.
    for (const name of names.filter((name) => name !== PLAYING)) {
      const page = await browser.newPage();
      page.on('console', (message) => console.log(`chromium: ${message.text()}`));
      await page.goto(server.url);
      results.push(...(await page.evaluate((list) => globalThis.runBenches(list), [name])));
      await page.close();
    }
    if (names.includes(PLAYING)) results.push(...(await measurePlaying(browser, server.url)));
    return { results, versions: `Chromium ${browser.version()}` };
  } finally {
    await browser.close();
    server.close();
  }
}

const HOSTS = { node: runInNode, chromium: runInChromium };

const { values, positionals } = parseArgs({
  options: { host: { type: 'string' } },
  allowPositionals: true,
});
const files = await readdir(here);
const benches = files
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.slice(0, -10));
const all = [...benches, PLAYING];
const names = positionals.length > 0 ? positionals : all;
const workers = files.filter((file) => file.endsWith('.worker.mjs'));

await bundle(
  [
    ...names.filter((name) => name !== PLAYING).map((name) => `${name}.bench.mjs`),
    ...workers,
    'host-page.mjs',
  ].map((file) => join(here, file)),
  outDir,
);
if (names.includes(PLAYING)) await writeLongWav(join(outDir, 'long.wav'));

const hosts = [];
for (const host of values.host === undefined ? Object.keys(HOSTS) : [values.host]) {
  const result = await HOSTS[host](names);
  hosts.push(result);
  console.log(`\n${result.versions}\n${table(result.results)}\n`);
}
const ofBrowser = hosts.find(({ versions }) => versions.startsWith('Chromium'))?.results ?? [];
console.log(seedTable(ofBrowser));

if (values.host === undefined && positionals.length === 0) {
  const processors = cpus();
  const text = report({
    machine: `${processors[0].model}, ${processors.length} logical cores, ${process.platform} ${process.arch}`,
    date: new Date().toISOString().slice(0, 10),
    peers: (await Promise.all(PEERS.map(async (name) => `${name} ${await versionOf(name)}`))).join(
      ', ',
    ),
    // What no run can tell: written by hand.
    notes: await readFile(join(here, 'NOTES.md'), 'utf8'),
    seed: seedTable(ofBrowser),
    hosts,
  });
  await writeFile(join(here, 'RESULTS.md'), text);
}
