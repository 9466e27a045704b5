// A page with players as visitors have it: left and come back to (the back/forward cache), and in a
// browser that wants a gesture before it plays sound.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { ISOLATION, launchChromium, serve } from '../support/page-server.mjs';

const DIST = join(import.meta.dirname, '../../dist');
const FILE = '/music/kite-weather.mp3';

/** What the left page does when it comes back; nobody else can look into it then. */
const REPORT = `
  const report = (what) => fetch('/report', { method: 'POST', body: JSON.stringify(what) });
  addEventListener('pageshow', async ({ persisted }) => {
    if (performance.getEntriesByType('navigation')[0].type === 'navigate' && !persisted) return;
    const players = [...document.querySelectorAll('rusty-audio-player')];
    const look = () => players.map(({ paused, currentTime, mode }) => ({ paused, currentTime, mode }));
    const shown = look();
    if (!persisted) {
      const [{ notRestoredReasons }] = performance.getEntriesByType('navigation');
      await report({ persisted, reasons: notRestoredReasons?.reasons });
      return;
    }
    const frame = () => new Promise(requestAnimationFrame);
    for (const player of players) {
      await player.play();
      const from = player.currentTime;
      while (player.currentTime < from + 0.2) await frame();
    }
    await report({ persisted, shown, played: look() });
  });`;

const pageWith = (markup, script = '') => `<!doctype html><title>Life</title>
  <script type="module" src="/dist/rusty-audio-player.js"></script>${markup}<script>${script}</script>`;

/** Serves pages by path beside the built files; `reports` resolves with what a page posts next. */
async function servePages(pages) {
  const files = createStaticHandler();
  let told;
  const server = await serve((request, response) => {
    if (request.url === '/report') {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        told?.(JSON.parse(body));
        response.end();
      });
      return;
    }
    const name = request.url.replace('/isolated', '');
    if (!Object.hasOwn(pages, name)) {
      files(request, response);
      return;
    }
    const headers = request.url.startsWith('/isolated') ? ISOLATION : {};
    response.writeHead(200, { 'Content-Type': 'text/html', ...headers });
    response.end(pages[name]);
  });
  return {
    ...server,
    nextReport: () =>
      new Promise((resolve) => {
        told = resolve;
      }),
  };
}

describe('a page that is left and come back to', { timeout: 120_000 }, () => {
  let server;
  let browser;

  before(async () => {
    const markup = `<rusty-audio-player id="playing" exclusive="false" src="${FILE}"></rusty-audio-player>
      <rusty-audio-player id="paused" exclusive="false" src="${FILE}"></rusty-audio-player>`;
    server = await servePages({
      '/left': pageWith(markup, REPORT),
      '/other': '<!doctype html><title>Other</title>',
    });
    browser = await launchChromium({ keepsPages: true });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const [path, mode] of [
    ['/isolated/left', 'threaded'],
    ['/left', 'fallback'],
  ]) {
    it(`is kept by the browser, and plays on (${mode})`, async () => {
      const page = await browser.newPage();
      await page.goto(server.origin + path);
      const left = await page.evaluate(async () => {
        await customElements.whenDefined('rusty-audio-player');
        const [playing, paused] = document.querySelectorAll('rusty-audio-player');
        for (const player of [paused, playing]) {
          await player.play();
          while (player.currentTime < 0.2) await new Promise(requestAnimationFrame);
          if (player === paused) player.pause();
        }
        return { playing: playing.currentTime, paused: paused.currentTime };
      });
      const report = server.nextReport();
      await page.goto(`${server.origin}${path.replace('left', 'other')}`);
      // Not page.goBack(): it waits for a load, and there is none.
      await page.evaluate(() => {
        setTimeout(() => globalThis.history.back());
      });
      const { persisted, reasons, shown, played } = await report;
      assert.equal(persisted, true, JSON.stringify(reasons));
      assert.deepEqual(
        played.map((player) => [player.paused, player.mode]),
        [
          [false, mode],
          [false, mode],
        ],
      );
      assert.ok(shown[0].currentTime >= left.playing);
      assert.ok(Math.abs(shown[1].currentTime - left.paused) < 0.1);
      assert.equal(shown[1].paused, true);
      await page.close();
    });
  }

  it('has no listener for unload, which would forbid that', () => {
    for (const name of readdirSync(DIST).filter((file) => file.endsWith('.js'))) {
      assert.doesNotMatch(
        readFileSync(join(DIST, name), 'utf8'),
        /["'`](?:before)?unload["'`]|onunload/,
      );
    }
  });
});

/** Until the page has told, nobody may look into it: for the browser that would be a gesture. */
const TELL_MUTED = `
  const player = document.querySelector('rusty-audio-player');
  const frame = () => new Promise(requestAnimationFrame);
  const tell = async () => {
    const from = player.currentTime;
    while (player.currentTime < from + 0.2) await frame();
    const { paused, muted, currentTime, mode } = player;
    await fetch('/report', {
      method: 'POST',
      body: JSON.stringify({ paused, muted, currentTime, mode, gesture: navigator.userActivation.hasBeenActive }),
    });
  };
  player.addEventListener('playing', tell, { once: true });
  player.addEventListener('modechange', () => {
    if (player.mode === 'threaded') player.addEventListener('playing', tell, { once: true });
  });
  addEventListener('autoplayblocked', () => fetch('/report', { method: 'POST', body: '"blocked"' }));`;
const TELL_LOUD = `
  const player = document.querySelector('rusty-audio-player');
  addEventListener('autoplayblocked', async () => {
    const { paused } = player;
    const refusal = await player.play().then(() => 'played', ({ name }) => name);
    await fetch('/report', { method: 'POST', body: JSON.stringify({ paused, refusal }) });
  }, { once: true });`;

describe('a browser that wants a gesture', { timeout: 120_000 }, () => {
  let server;
  let browser;

  before(async () => {
    const player = (attributes) =>
      `<rusty-audio-player ${attributes} src="${FILE}"></rusty-audio-player>`;
    server = await servePages({
      '/muted': pageWith(player('autoplay muted'), TELL_MUTED),
      '/loud': pageWith(player('autoplay'), TELL_LOUD),
    });
    browser = await launchChromium({ wantsGesture: true });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  it('plays muted at once, and in full with the first click', async () => {
    const page = await browser.newPage();
    const report = server.nextReport();
    await page.goto(`${server.origin}/isolated/muted`);
    const { currentTime, ...before } = await report;
    assert.deepEqual(before, { paused: false, muted: true, mode: 'native', gesture: false });
    const later = server.nextReport();
    await page.mouse.click(2, 2);
    const { currentTime: then, ...after } = await later;
    assert.deepEqual(after, { paused: false, muted: true, mode: 'threaded', gesture: true });
    assert.ok(then > currentTime, `${then} after ${currentTime}`);
    await page.close();
  });

  it('is told of by an event where it refuses, and plays with a click on the key', async () => {
    const page = await browser.newPage();
    const report = server.nextReport();
    await page.goto(`${server.origin}/isolated/loud`);
    assert.deepEqual(await report, { paused: true, refusal: 'NotAllowedError' });
    await page.locator('rusty-audio-player [part~="play"]').click();
    await page.waitForFunction(
      () => document.querySelector('rusty-audio-player').currentTime > 0.2,
    );
    await page.close();
  });
});
