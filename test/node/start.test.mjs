// In which order a page fetches what a play needs: sound first, and nothing one after the other that
// could come at once.
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { openUntouchedSite, resolvers } from '../support/untouched-page.mjs';

describe('the start', () => {
  let site;
  let page;
  /** The names of the files that were asked for, in order. */
  let seen;

  before(async () => {
    site = await openUntouchedSite();
  });
  after(() => site?.close());

  beforeEach(async () => {
    page = await site.browser.newPage();
    seen = [];
    page.on('request', (request) => seen.push(basename(new URL(request.url()).pathname)));
    await page.addInitScript(() => {
      globalThis.workerNames = [];
      globalThis.Worker = class extends globalThis.Worker {
        constructor(url, options) {
          super(url, options);
          globalThis.workerNames.push(options?.name ?? '');
        }
      };
    });
  });
  afterEach(() => page.close());

  /** Holds a script back until it is let go. */
  async function hold(name) {
    const asked = resolvers();
    const go = resolvers();
    await page.route(`**/${name}`, async (route) => {
      asked.resolve();
      await go.promise;
      await route.continue();
    });
    return { asked: asked.promise, letGo: go.resolve };
  }

  const play = () =>
    page.evaluate(() => {
      const player = document.querySelector('rusty-audio-player');
      globalThis.playing = player.play();
    });

  const hasSounded = () => page.evaluate(() => globalThis.playing);

  const background = () =>
    page.evaluate(() => globalThis.workerNames.includes('rusty-audio background'));

  it('asks for pool and kernels together with what chooses the mode', async () => {
    const sounding = await hold('rusty-audio-sounding.js');
    await site.visit(page, {}, { isolated: true });
    const pool = page.waitForRequest('**/rusty-audio-pool-player.js');
    await play();
    await sounding.asked;
    await pool;
    sounding.letGo();
    await hasSounded();
    assert.equal(
      await page.evaluate(() => document.querySelector('rusty-audio-player').mode),
      'threaded',
    );
  });

  for (const [where, attributes, isolated, lacking] of [
    ['a page without isolation', {}, false, []],
    ['a player without threads', { workers: '0' }, true, []],
    ['a browser without WebCodecs', {}, true, ['AudioDecoder']],
  ]) {
    it(`asks for no pool in ${where}`, async () => {
      await page.addInitScript((names) => {
        for (const name of names) delete globalThis[name];
      }, lacking);
      await site.visit(page, attributes, { isolated });
      await play();
      await hasSounded();
      assert.ok(seen.includes('rusty-audio-sounding.js'), seen.join(', '));
      assert.ok(!seen.includes('rusty-audio-pool-player.js'), seen.join(', '));
    });
  }

  it('asks for the threads’ scripts while it finds out whether workers may start', async () => {
    await page.addInitScript(() => {
      const { Worker } = globalThis;
      // The one that is started to find out never answers.
      globalThis.Worker = class extends Worker {
        constructor(url, options) {
          super(options?.name ? url : 'data:text/javascript,', options);
        }
      };
    });
    await site.visit(page, {}, { isolated: true });
    const names = ['decode-worker', 'dsp-worker', 'output-worklet'];
    const requests = names.map((name) => page.waitForRequest(`**/rusty-audio-${name}.js`));
    await play();
    await Promise.all(requests);
  });

  it('reads the tags before the sound where they say how loud that is', async () => {
    const threads = await hold('rusty-audio-dsp-worker.js');
    await site.visit(page, { loudness: 'track' }, { isolated: true });
    await play();
    await threads.asked;
    await page.waitForFunction(() => globalThis.workerNames.includes('rusty-audio background'));
    threads.letGo();
    await hasSounded();
  });

  it('reads the tags of a file that was paused before it was heard', async () => {
    const threads = await hold('rusty-audio-dsp-worker.js');
    await site.visit(page, {}, { isolated: true });
    await play();
    await threads.asked;
    assert.equal(await background(), false);
    await page.evaluate(() => {
      globalThis.playing.catch(() => undefined);
      document.querySelector('rusty-audio-player').pause();
    });
    await page.waitForFunction(() => globalThis.workerNames.includes('rusty-audio background'));
    threads.letGo();
  });

  it('shows the sound and reads the tags when it is heard, and not before', async () => {
    const threads = await hold('rusty-audio-dsp-worker.js');
    await site.visit(page, {}, { isolated: true });
    await play();
    await threads.asked;
    // The other threads' scripts have come long ago when this one has.
    await page.waitForFunction(() =>
      performance
        .getEntriesByType('resource')
        .some(({ name, responseEnd }) => name.endsWith('-decode-worker.js') && responseEnd > 0),
    );
    assert.ok(!seen.includes('rusty-audio-live-elements.js'), seen.join(', '));
    assert.equal(await background(), false);
    threads.letGo();
    await hasSounded();
    await page.waitForFunction(
      () =>
        customElements.get('rusty-audio-spectrum') &&
        globalThis.workerNames.includes('rusty-audio background'),
    );
  });
});
