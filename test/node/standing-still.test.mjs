// A page that is frozen or held in the debugger has not lost its threads.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { ISOLATION, launchChromium, serve } from '../support/page-server.mjs';

const PAGE = `<!doctype html><title>Still</title>
  <script type="module" src="/dist/rusty-audio-player.js"></script>
  <rusty-audio-player src="/music/kite-weather.mp3" loop></rusty-audio-player>`;
/** Twice as long as a worker may be silent. */
const STILL_MS = 4000;

const pass = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const WAYS = {
  'a frozen page': async (session) => {
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await pass(STILL_MS);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
  },
  'a page in the debugger': async (session) => {
    await session.send('Debugger.enable');
    const paused = new Promise((resolve) => session.once('Debugger.paused', resolve));
    await session.send('Debugger.pause');
    await paused;
    await pass(STILL_MS);
    await session.send('Debugger.resume');
    await session.send('Debugger.disable');
  },
};

describe('standing still', { timeout: 60_000 }, () => {
  let server;
  let browser;

  before(async () => {
    const files = createStaticHandler();
    server = await serve((request, response) => {
      if (request.url !== '/still') files(request, response);
      else response.writeHead(200, { 'Content-Type': 'text/html', ...ISOLATION }).end(PAGE);
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const [name, standStill] of Object.entries(WAYS)) {
    it(`${name} goes on with the threads that it has`, async () => {
      const page = await browser.newPage();
      await page.goto(`${server.origin}/still`);
      await page.evaluate(async () => {
        const player = document.querySelector('rusty-audio-player');
        await customElements.whenDefined('rusty-audio-player');
        globalThis.seen = [];
        await player.play();
        // The thread that reads the file for its waveform has ended by then.
        const settled = () => player.currentTime > 1 && player.engine.snapshot.loudness !== null;
        while (!settled()) await new Promise(requestAnimationFrame);
        for (const type of ['modechange', 'error', 'pause']) {
          player.addEventListener(type, () => globalThis.seen.push(type));
        }
      });
      const running = () => page.workers().filter((worker) => worker.url().startsWith('blob:'));
      const threads = running();
      assert.ok(threads.length >= 2);
      const session = await page.context().newCDPSession(page);
      await standStill(session);
      const after = await page.evaluate(async () => {
        const player = document.querySelector('rusty-audio-player');
        // Long enough for the watchdog to make up its mind.
        const position = player.currentTime;
        while (!(player.currentTime > position + 2.5)) await new Promise(requestAnimationFrame);
        return { mode: player.mode, seen: globalThis.seen, paused: player.paused };
      });
      assert.deepEqual(after, { mode: 'threaded', seen: [], paused: false });
      // None has come in the place of another.
      for (const thread of running()) assert.ok(threads.includes(thread), thread.url());
      await page.close();
    });
  }
});
