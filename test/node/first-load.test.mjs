// What a page fetches of the player before anything is played.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { nextIdle, openUntouchedSite, resolvers } from '../support/untouched-page.mjs';

const DIST = join(import.meta.dirname, '../../dist');
/** All scripts together, gzip: docs/decisions/0028. */
const LIMIT_BYTES = 30 * 1024;

describe('the first load', () => {
  let site;
  let page;
  let scripts;

  before(async () => {
    site = await openUntouchedSite();
    page = await site.browser.newPage();
    scripts = [];
    page.on('request', (request) => {
      const name = basename(new URL(request.url()).pathname);
      if (name.endsWith('.js')) scripts.push(name);
    });
    await site.visit(page);
  });
  after(() => site?.close());

  /** A page without a track, to which what makes the sound does not come until it is allowed to. */
  async function openHeldBack() {
    const other = await site.browser.newPage();
    const sounding = resolvers();
    await other.route('**/rusty-audio-sounding.js', async (route) => {
      await sounding.promise;
      await route.continue();
    });
    await site.visit(other, { src: '' });
    return { other, sounding };
  }

  it('is small, the default face included', (test) => {
    const sizes = scripts.map((name) => gzipSync(readFileSync(join(DIST, name)), { level: 9 }));
    const bytes = sizes.reduce((sum, { length }) => sum + length, 0);
    test.diagnostic(`${scripts.join(', ')}: ${bytes} bytes`);
    assert.ok(scripts.includes('rusty-audio-player.js'));
    assert.deepEqual(
      scripts.filter((name) =>
        /text-tracks|track-elements|face-elements|animation-loop/.test(name),
      ),
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

  it('plays nothing that has failed before the rest was there', async () => {
    const { other, sounding } = await openHeldBack();
    await other.evaluate(() => {
      const player = document.querySelector('rusty-audio-player');
      globalThis.seen = [];
      for (const type of ['error', 'loadstart', 'modechange']) {
        player.addEventListener(type, () => globalThis.seen.push(type));
      }
      player.addEventListener('loadstart', () => {
        player.play().catch(() => globalThis.seen.push('refused'));
      });
      player.src = '/music/missing.wav';
    });
    await other.waitForFunction(() => globalThis.seen.includes('refused'));
    const loaded = other.waitForResponse('**/rusty-audio-sounding.js');
    sounding.resolve();
    await loaded;
    await nextIdle(other);
    const seen = await other.evaluate(() => globalThis.seen);
    assert.deepEqual(seen, ['loadstart', 'error', 'refused']);
    await other.close();
  });

  it('loads what it may when it is paused before the rest was there', async () => {
    const { other, sounding } = await openHeldBack();
    await other.evaluate(() => {
      const player = document.querySelector('rusty-audio-player');
      player.src = '/music/kite-weather-excerpt.wav';
      player.play().catch(() => undefined);
      player.addEventListener('play', () => player.pause());
    });
    await other.waitForFunction(() => {
      const { readyState, networkState } = document.querySelector('rusty-audio-player');
      return readyState >= 1 && networkState === 1;
    });
    sounding.resolve();
    await other.close();
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
