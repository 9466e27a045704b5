// The examples, built as their readers would build them and driven in a browser: with the element
// defined before the framework renders, and after it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sirv from 'sirv';
import { build } from 'vite';
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { launchChromium, serve } from '../support/page-server.mjs';

const ROOT = join(import.meta.dirname, '../..');
const BIN = join(ROOT, 'node_modules/.bin');
const FRAMEWORKS = ['react', 'vue', 'svelte', 'angular'];
const PLAYER = '<script type="module" src="/dist/rusty-audio-player.js"></script>';

describe('the framework examples', { timeout: 180_000 }, () => {
  let folder;
  let server;
  let browser;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rusty-audio-examples-'));
    for (const framework of FRAMEWORKS) {
      await build({
        configFile: join(ROOT, 'examples/vite.config.mjs'),
        root: join(ROOT, 'examples', framework),
        logLevel: 'error',
        build: { outDir: join(folder, framework), chunkSizeWarningLimit: 2000 },
      });
    }
    const player = createStaticHandler();
    const site = sirv(folder, {
      setHeaders: (response) => {
        response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
        response.setHeader('Cross-Origin-Embedder-Policy', 'credentialless');
      },
    });
    server = await serve((request, response) =>
      site(request, response, () => player(request, response)),
    );
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens an example; the element is there before it, or comes when `define()` is called. */
  async function open(framework, definition) {
    const page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      // Without a graphics card the browser remarks on its own drawing.
      if (message.text().startsWith('[.WebGL')) return;
      if (['error', 'warning'].includes(message.type())) problems.push(message.text());
    });
    const held = [];
    if (definition === 'early') {
      await page.route(`**/${framework}/`, async (route) => {
        const response = await route.fetch();
        const body = (await response.text()).replace('<script', `${PLAYER}<script`);
        await route.fulfill({ response, body });
      });
    } else {
      await page.route(/\/assets\/dist-/, (route) => held.push(route));
    }
    await page.goto(`${server.origin}/${framework}/`);
    const element = page.locator('rusty-audio-player');
    await element.waitFor({ state: 'attached' });
    const define = () => Promise.all(held.splice(0).map((route) => route.continue()));
    return { page, element, problems, define, held };
  }

  const text = (page, id, expected) =>
    page.waitForFunction(
      ([selector, wanted]) => new RegExp(wanted).test(document.querySelector(selector).textContent),
      [`#${id}`, expected],
    );

  for (const framework of FRAMEWORKS) {
    for (const definition of ['early', 'late']) {
      it(`${framework}: attributes, properties and events, defined ${definition}`, async () => {
        const { page, element, problems, define, held } = await open(framework, definition);
        if (definition === 'late') {
          await page.waitForFunction(() => document.querySelector('#mode').textContent === 'idle');
          assert.equal(
            await page.evaluate(() => !!customElements.get('rusty-audio-player')),
            false,
          );
          assert.equal(held.length, 1, 'the script is on its way');
          await define();
        }
        await text(page, 'gains', '^2 1 0 0 0 0 1 2$');
        const read = () =>
          element.evaluate((player) => ({
            title: player.trackTitle,
            layout: player.layout,
            exclusive: player.exclusive,
            muted: player.muted,
            section: player.loopSection,
            shadowing: Object.keys(player).filter((name) =>
              ['eqBands', 'exclusive', 'loopSection', 'muted'].includes(name),
            ),
          }));
        assert.deepEqual(await read(), {
          title: 'Kite Weather',
          layout: 'compact',
          exclusive: false,
          muted: false,
          section: { startSeconds: 0.5, endSeconds: 2 },
          shadowing: [],
        });

        const keys = page.locator('main > p');
        await keys.getByText('Warm').click();
        await text(page, 'gains', '^4 3 1 0 0 -1 -2 -3$');
        await keys.getByText('Mute', { exact: true }).click();
        await page.waitForFunction(() => document.querySelector('rusty-audio-player').muted);
        await keys.getByText('Unmute').click();
        await page.waitForFunction(() => !document.querySelector('rusty-audio-player').muted);

        await keys.getByText('Play').click();
        await text(page, 'mode', '^threaded$');
        await text(page, 'time', '^(?!0\\.0)');
        const level = await element.evaluate(async (player) => {
          const decibels = new Float32Array(player.fftSize / 2 + 1);
          for (;;) {
            player.getFrequencyData(decibels);
            const loudest = Math.max(...decibels);
            if (loudest > -60) return loudest;
            await new Promise((done) => requestAnimationFrame(done));
          }
        });
        assert.ok(level > -60);
        assert.deepEqual(problems, []);
        await page.close();
      });
    }
  }

  it('have types that fit: React, Vue, Angular', () => {
    execFileSync(join(BIN, 'vue-tsc'), ['--noEmit', '-p', join(ROOT, 'examples')], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  });

  it('have types that fit: Svelte', () => {
    execFileSync(
      join(BIN, 'svelte-check'),
      ['--workspace', join(ROOT, 'examples/svelte'), '--tsconfig', './tsconfig.json'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
  });
});
