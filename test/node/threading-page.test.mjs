// static/test-threading.html as it is served, on an isolated and on a plain page, under a strict policy.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { launchChromium, serve } from '../support/page-server.mjs';

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; worker-src 'self' blob:; " +
  "connect-src 'self'; style-src 'self'; img-src data:";
const CAPABILITIES = [
  'secure context',
  'cross-origin isolation',
  'SharedArrayBuffer',
  'WebAssembly threads and SIMD',
  'AudioWorklet',
  'WebCodecs',
  'Atomics.waitAsync',
  'AudioDecoder codecs',
  'WebGL2',
  'WebAssembly',
  'threads',
  'output worklet',
];
/** What an isolated page alone can try, or can offer. */
const ISOLATED = ['SharedArrayBuffer', 'WebAssembly', 'threads', 'output worklet'];
const KERNELS = [
  ...[512, 1024, 2048, 4096, 8192, 16384].map((size) => `FFT, ${size} points`),
  'analysis, 2048 points',
  'equalizer, 8 bands, 1024 frames',
  'resampler, 44.1 to 48 kHz',
  'ring, 128 frames',
  'limiter',
];
const TASKS = ['compute_fft on a worker', 'process_audio on a worker'];

describe('the threading page', { timeout: 120_000 }, () => {
  let site;
  let browser;

  before(async () => {
    const handler = createStaticHandler();
    site = await serve((request, response) => {
      response.setHeader('Content-Security-Policy', POLICY);
      handler(request, response);
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** The report for programs, what stands in the tables, and what the console said. */
  async function run(path) {
    const page = await browser.newPage();
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(site.origin + path);
    const seen = await page.evaluate(async () => {
      const report = await globalThis.testThreadingResults;
      const { document } = globalThis;
      const written = JSON.parse(document.querySelector('#results').textContent);
      const shown = [...document.querySelectorAll('tbody tr')].map((row) =>
        [...row.cells].slice(0, 2).map(({ textContent }) => textContent),
      );
      return { report, written, shown, summary: document.querySelector('#summary').textContent };
    });
    await page.close();
    return { ...seen, complaints };
  }

  const namesOf = ({ rows }, group) =>
    rows.filter((row) => row.group === group).map(({ name }) => name);

  function checkAll({ report, written, shown, complaints }) {
    assert.deepEqual(complaints, []);
    assert.equal(report.done, true);
    assert.deepEqual(written, report);
    assert.deepEqual(namesOf(report, 'capability').toSorted(), CAPABILITIES.toSorted());
    assert.deepEqual(namesOf(report, 'kernel'), KERNELS);
    assert.deepEqual(namesOf(report, 'thread'), TASKS);
    const words = { true: 'pass', false: 'fail', null: 'not available' };
    assert.deepEqual(
      shown,
      report.rows.map(({ name, ok }) => [name, words[ok]]),
    );
    for (const { name, group, ok, detail } of report.rows) {
      if (group === 'kernel') assert.equal(ok, true, `${name}: ${detail}`);
    }
    const judged = report.rows.filter(({ speed }) => speed !== null);
    for (const { name, speed } of judged) assert.ok(speed.measured > 0, name);
    assert.deepEqual(
      judged.map(({ name }) => name),
      [KERNELS[0], KERNELS[7], KERNELS[9], ...(report.isolated ? [TASKS[0]] : [])],
    );
  }

  it('tries everything where the page is isolated', async () => {
    const seen = await run('/static/test-threading.html');
    checkAll(seen);
    assert.equal(seen.report.isolated, true);
    for (const { name, ok, detail } of seen.report.rows)
      assert.equal(ok, true, `${name}: ${detail}`);
    assert.match(
      seen.summary,
      /^25 passed, 0 failed, 0 not available, .* This page is isolated\.$/,
    );
  });

  it('says what it can’t try and why where the page is not', async () => {
    const seen = await run('/plain/static/test-threading.html');
    checkAll(seen);
    assert.equal(seen.report.isolated, false);
    for (const { name, group, ok, detail } of seen.report.rows) {
      if (group === 'thread' || ISOLATED.includes(name)) {
        assert.equal(ok, null, name);
        assert.match(detail, /^Not available, because: .*not cross-origin isolated/i, name);
      } else if (name === 'cross-origin isolation') {
        assert.equal(ok, false);
        assert.match(detail, /Cross-Origin-Opener-Policy/);
      } else assert.equal(ok, true, `${name}: ${detail}`);
    }
    assert.match(seen.summary, /not isolated: what needs shared memory was not tried\.$/);
  });
});
