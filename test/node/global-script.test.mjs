// The one-file build on a page of another origin, and two copies of the player on one page.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { ISOLATION, launchChromium, serve } from '../support/page-server.mjs';

describe('scripts on a page of another origin', { timeout: 120_000 }, () => {
  let files;
  let pages;
  let browser;
  let markup;
  const changed = new Set();

  before(async () => {
    const handler = createStaticHandler();
    files = await serve((request, response) => {
      if (changed.has(request.url)) {
        response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('/* not ours */');
      } else handler(request, response);
    });
    pages = await serve((request, response) => {
      const isolated = request.url.startsWith('/isolated');
      response.writeHead(200, { 'Content-Type': 'text/html', ...(isolated ? ISOLATION : {}) });
      response.end(`<!doctype html><title>Elsewhere</title>${markup}
        <rusty-audio-player src="${files.origin}/music/kite-weather.mp3"></rusty-audio-player>`);
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await Promise.all([pages?.close(), files?.close()]);
  });

  const tag = (name, attributes = '') =>
    `<script ${attributes} src="${files.origin}/dist/${name}"></script>`;

  /** Opens the page, sees sound, equalizer and spectrum at work, and tells what was asked for. */
  async function play(path, scripts) {
    markup = scripts;
    const page = await browser.newPage();
    const requests = [];
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pages.origin + path);
    const heard = await page.evaluate(async () => {
      const player = document.querySelector('rusty-audio-player');
      await customElements.whenDefined('rusty-audio-player');
      await player.play();
      const decibels = new Float32Array(player.fftSize / 2 + 1);
      const level = () => {
        player.getFrequencyData(decibels);
        return Math.max(...decibels);
      };
      const until = async (what, seen) => {
        const giveUp = performance.now() + 20_000;
        while (!seen()) {
          if (performance.now() > giveUp) throw new Error(`never: ${what}`);
          await new Promise((done) => requestAnimationFrame(done));
        }
      };
      await until('sound', () => player.currentTime > 0.3 && level() > -60);
      const before = level();
      player.eq = Array(8).fill(-24);
      await until('equalized sound', () => level() < before - 30);
      player.eqBypass = true;
      await until('sound that passes by the equalizer', () => level() > before - 10);
      await customElements.whenDefined('rusty-audio-spectrum');
      return { mode: player.mode, reason: player.modeReason };
    });
    const spectrum = page.locator('rusty-audio-player rusty-audio-spectrum');
    const still = await spectrum.screenshot();
    let moves = false;
    for (let shot = 0; !moves && shot < 20; shot += 1) {
      moves = !still.equals(await spectrum.screenshot());
    }
    assert.ok(moves, 'the spectrum stands still');
    await page.close();
    const fetched = requests.filter((url) => url?.startsWith(files.origin) && url.endsWith('.js'));
    return { ...heard, errors, fetched: fetched.map((url) => url.split('/').at(-1)) };
  }

  for (const [path, mode] of [
    ['/isolated', 'threaded'],
    ['/plain', 'fallback'],
  ]) {
    it(`one file is all that is fetched: ${mode}`, async () => {
      const found = await play(path, tag('rusty-audio-player.global.js'));
      assert.deepEqual(found.errors, []);
      assert.equal(found.mode, mode, found.reason);
      assert.deepEqual(found.fetched, ['rusty-audio-player.global.js']);
    });

    it(`the module brings the rest from beside itself: ${mode}`, async () => {
      const found = await play(path, tag('rusty-audio-player.js', 'type="module"'));
      assert.deepEqual(found.errors, []);
      assert.equal(found.mode, mode, found.reason);
      assert.ok(found.fetched.includes('rusty-audio-live-elements.js'), found.fetched.join());
    });
  }

  it('a worker that was changed on its way is not started', async () => {
    changed.add('/dist/rusty-audio-dsp-worker.js');
    const found = await play('/isolated', tag('rusty-audio-player.js', 'type="module"'));
    changed.clear();
    assert.equal(found.mode, 'fallback');
    assert.match(found.reason, /rusty-audio-dsp-worker\.js is not the file that was built/);
  });

  it('a script that comes twice, as module and as one file, is harmless', async () => {
    const classic = tag('rusty-audio-player.global.js');
    const module = tag('rusty-audio-player.js', 'type="module"');
    const otherCopy = tag('rusty-audio-player.js?copy', 'type="module"');
    const found = await play('/isolated', classic + module + otherCopy + classic);
    assert.deepEqual(found.errors, []);
    assert.equal(found.mode, 'threaded', found.reason);
  });
});
