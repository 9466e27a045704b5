// What a page fetches for the language of its face, and what happens when that does not come.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { launchChromium, serve } from '../support/page-server.mjs';

const pageIn = (lang) => `<!doctype html><html lang="${lang}"><title>Language</title>
  <script type="module" src="/dist/rusty-audio-player.js"></script>
  <rusty-audio-player src="/music/kite-weather.mp3"></rusty-audio-player>`;

const playKey = (page, name) => page.getByRole('button', { name, exact: true });

describe('the language of the face', () => {
  let server;
  let browser;

  before(async () => {
    const files = createStaticHandler();
    server = await serve((request, response) => {
      const lang = /^\/page\/([\w-]+)$/.exec(request.url)?.[1];
      if (lang) response.setHeader('Content-Type', 'text/html').end(pageIn(lang));
      else files(request, response);
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(lang, blocked) {
    const page = await browser.newPage();
    const fetched = [];
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    if (blocked) await page.route(blocked, (route) => route.abort());
    await page.goto(`${server.origin}/page/${lang}`);
    await page.waitForFunction(() => document.querySelector('rusty-audio-player').readyState >= 1);
    return { page, fetched, errors };
  }

  it('is one chunk, and none for English', async () => {
    const german = await open('de-AT');
    await playKey(german.page, 'Wiedergabe').waitFor();
    assert.ok(german.fetched.includes('/dist/rusty-audio-de.js'), german.fetched.join());
    assert.ok(!german.fetched.includes('/dist/rusty-audio-fr.js'));
    for (const lang of ['en-GB', 'nl']) {
      const { page, fetched } = await open(lang);
      await playKey(page, 'Play').waitFor();
      assert.deepEqual(
        fetched.filter((path) => /-(de|en|nl)\.js$/.test(path)),
        [],
      );
    }
  });

  it('stays English, without an error, when the chunk does not come', async () => {
    const { page, fetched, errors } = await open('de', '**/rusty-audio-de.js');
    await page.evaluate(() => document.querySelector('rusty-audio-player').play());
    await page.waitForFunction(() => customElements.get('rusty-audio-mode-badge'));
    assert.ok(fetched.includes('/dist/rusty-audio-de.js'));
    await playKey(page, 'Pause').waitFor();
    const article = () => document.querySelector('rusty-audio-player').shadowRoot.firstElementChild;
    assert.equal(await page.evaluate(`(${String(article)})().lang`), 'en');
    assert.deepEqual(errors, []);
  });
});
