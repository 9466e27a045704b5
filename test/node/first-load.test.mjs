// What a page fetches of the player before anything is played.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { launchChromium, serve } from '../support/page-server.mjs';

const DIST = join(import.meta.dirname, '../../dist');
/** All scripts together, gzip. Where it shall come to is 30 KB: docs/decisions/0028. */
const LIMIT_BYTES = 46 * 1024;
const PAGE = `<!doctype html><title>One tag</title>
  <script type="module" src="/dist/rusty-audio-player.js"></script>
  <rusty-audio-player src="/music/kite-weather-excerpt.wav"></rusty-audio-player>`;

describe('the first load', () => {
  let server;
  let browser;
  let page;
  let scripts;

  before(async () => {
    const files = createStaticHandler();
    server = await serve((request, response) => {
      if (request.url === '/page') response.setHeader('Content-Type', 'text/html').end(PAGE);
      else files(request, response);
    });
    browser = await launchChromium();
    page = await browser.newPage();
    scripts = [];
    page.on('request', (request) => {
      const name = basename(new URL(request.url()).pathname);
      if (name.endsWith('.js')) scripts.push(name);
    });
    await page.goto(`${server.origin}/page`);
    await page.waitForFunction(() => document.querySelector('rusty-audio-player').readyState >= 1);
    // The face is drawn, and whatever a first drawing asks for is asked for.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))),
    );
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('is small, the default face included', (test) => {
    const sizes = scripts.map((name) => gzipSync(readFileSync(join(DIST, name)), { level: 9 }));
    const bytes = sizes.reduce((sum, { length }) => sum + length, 0);
    test.diagnostic(`${scripts.join(', ')}: ${bytes} bytes`);
    assert.ok(scripts.includes('rusty-audio-player.js'));
    assert.deepEqual(
      scripts.filter((name) => /text-tracks|track-elements/.test(name)),
      [],
    );
    assert.ok(bytes <= LIMIT_BYTES, `${bytes} bytes of ${LIMIT_BYTES}: ${scripts.join(', ')}`);
  });

  it('is followed by the rest with the first play', async () => {
    const before = scripts.length;
    await page.evaluate(() => document.querySelector('rusty-audio-player').play());
    await page.waitForFunction(
      () =>
        customElements.get('rusty-audio-spectrum') && customElements.get('rusty-audio-mode-badge'),
    );
    assert.ok(scripts.length > before, scripts.join(', '));
  });

  it('brings a display only when it is chosen', async () => {
    const displays = () => scripts.filter((name) => name.endsWith('-display.js'));
    assert.deepEqual(displays(), []);
    const loaded = page.waitForResponse(/-line-display\.js$/);
    await page.evaluate(() => {
      document.querySelector('rusty-audio-player').visualizer = 'line';
    });
    await loaded;
    assert.deepEqual(displays(), ['rusty-audio-line-display.js']);
  });
});
