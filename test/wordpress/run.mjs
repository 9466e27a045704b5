// The WordPress plugin in a real WordPress, with a real Chromium: npm run test:wordpress.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { buildWordpressPlugin } from '../../scripts/build-wordpress.mjs';
import { ensureChromium } from '../../scripts/ensure-chromium.mjs';
import { startSite } from './site.mjs';

const ROOT = join(import.meta.dirname, '../..');
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--autoplay-policy=no-user-gesture-required',
];
const HEADER = 'document-isolation-policy';

let site;
let browser;
let song;
/** A page of another site, for frames. */
let elsewhere;

before(async () => {
  const { zip } = buildWordpressPlugin();
  const media = { 'song.mp3': join(ROOT, 'demo/music/kite-weather.mp3') };
  site = await startSite({ zip, media });
  song = `${site.uploads}/song.mp3`;
  browser = await chromium.launch({ executablePath: await ensureChromium(), args: CHROMIUM_FLAGS });
  elsewhere = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end('<p>elsewhere</p><script>parent.postMessage("alive", "*")</script>');
  }).listen(0, 'localhost');
  await once(elsewhere, 'listening');
});

after(async () => {
  await browser?.close();
  elsewhere?.close();
  await site?.stop();
});

/** Publishes a post as somebody and returns its address. */
function publish(content, author = 'author') {
  const id = site.php(
    `wp_set_current_user( get_user_by( 'login', '${author}' )->ID ); kses_init();
     echo wp_insert_post( wp_slash( array( 'post_title' => 'A post', 'post_status' => 'publish', 'post_content' => base64_decode( '${Buffer.from(content).toString('base64')}' ) ) ) );`,
  );
  return `${site.url}/?p=${Number(id)}`;
}

function setOptions(options) {
  const json = JSON.stringify(options);
  site.php(`update_option( 'rusty_audio_player', json_decode( '${json}', true ) );`);
}

async function open(url, cookies = []) {
  const context = await browser.newContext();
  await context.addCookies(cookies);
  const page = await context.newPage();
  const response = await page.goto(url, { waitUntil: 'domcontentloaded' });
  return { context, page, headers: response.headers() };
}

/** Plays until music is heard; gives what the player says of itself then. */
function hear(page) {
  return page.evaluate(async () => {
    await customElements.whenDefined('rusty-audio-player');
    const player = document.querySelector('rusty-audio-player');
    await player.play();
    const bins = new Float32Array(player.fftSize / 2 + 1);
    const isHeard = () => {
      player.getFrequencyData(bins);
      return player.currentTime > 0.5 && Math.max(...bins) > -60;
    };
    while (!isHeard()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return {
      mode: player.mode,
      reason: player.modeReason,
      title: player.trackTitle,
      loop: player.loop,
    };
  });
}

async function logIn(name) {
  const { context, page } = await open(`${site.url}/wp-login.php`);
  await page.fill('#user_login', name);
  await page.fill('#user_pass', site.people[name].password);
  await Promise.all([page.waitForURL(/wp-admin/), page.click('#wp-submit')]);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

const blockOf = (attributes) =>
  `<!-- wp:rusty-audio-player/player ${JSON.stringify(attributes)} /-->`;

describe('the WordPress plugin', { timeout: 240_000 }, () => {
  it('plays an author’s shortcode, threaded, on an isolated document', async () => {
    const url = publish(`[rusty_audio_player src="${song}" track_title="Kite & Weather" loop]`);
    const { context, page, headers } = await open(url);
    assert.equal(headers[HEADER], 'isolate-and-credentialless');
    assert.deepEqual(await hear(page), {
      mode: 'threaded',
      reason: await page.evaluate(() => document.querySelector('rusty-audio-player').modeReason),
      title: 'Kite & Weather',
      loop: true,
    });
    await context.close();
  });

  it('plays an author’s block; what could break out of an attribute does not', async () => {
    const title = '"><script>window.broken = 1</script>';
    const url = publish(
      blockOf({ src: song, trackTitle: title, layout: 'full', caption: 'A <em>song</em>' }),
    );
    const { context, page } = await open(url);
    const heard = await hear(page);
    assert.equal(heard.mode, 'threaded');
    assert.ok(!heard.title.includes('<script'), heard.title);
    assert.equal(await page.evaluate(() => window.broken), undefined);
    assert.equal(await page.textContent('figcaption em'), 'song');
    await context.close();
  });

  it('leaves pages without a player alone', async () => {
    const { context, page, headers } = await open(publish('<p>Words</p>'));
    assert.equal(headers[HEADER], undefined);
    assert.equal(await page.locator('script[src*="rusty-audio"]').count(), 0);
    await context.close();
  });

  it('does not keep other sites’ frames from loading', async () => {
    const { port } = elsewhere.address();
    const frame = `<iframe src="http://localhost:${port}/"></iframe>`;
    const url = publish(`[rusty_audio_player src="${song}"]${frame}`, 'admin');
    const { context, page } = await open(url);
    assert.equal(await page.evaluate(() => crossOriginIsolated), true);
    const inside = page.frameLocator('iframe').locator('p');
    assert.equal(await inside.textContent(), 'elsewhere');
    await context.close();
  });

  it('sends the window’s headers, or none, as the site chose', async () => {
    const url = publish(`[rusty_audio_player src="${song}"]`);
    setOptions({ isolation: 'site' });
    const strong = await open(url);
    assert.equal(strong.headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(strong.headers['cross-origin-embedder-policy'], 'credentialless');
    assert.equal((await hear(strong.page)).mode, 'threaded');
    await strong.context.close();
    setOptions({ isolation: 'off' });
    const none = await open(url);
    assert.equal(none.headers[HEADER], undefined);
    assert.equal((await hear(none.page)).mode, 'fallback');
    await none.context.close();
    setOptions({});
  });

  it('takes over WordPress’s own audio only where the site wants it', async () => {
    const core = `<!-- wp:audio --><figure class="wp-block-audio"><audio controls src="${song}" loop></audio><figcaption>Core</figcaption></figure><!-- /wp:audio -->`;
    const urls = [publish(core), publish(`[audio mp3="${song}" loop="on"]`)];
    for (const url of urls) {
      const { context, page, headers } = await open(url);
      assert.equal(await page.locator('rusty-audio-player').count(), 0);
      assert.ok((await page.locator('audio').count()) > 0);
      assert.equal(headers[HEADER], undefined);
      await context.close();
    }
    setOptions({ takeover: true });
    for (const url of urls) {
      const { context, page } = await open(url);
      assert.equal(await page.locator('audio').count(), 0);
      const heard = await hear(page);
      assert.deepEqual([heard.mode, heard.loop], ['threaded', true]);
      await context.close();
    }
    const { context, page } = await open(urls[0]);
    assert.equal(await page.textContent('figure.wp-block-audio figcaption'), 'Core');
    await context.close();
    setOptions({});
  });

  it('shows the player itself in the editor, and an author saves and publishes it', async () => {
    const { context, page, headers } = await open(
      `${site.url}/wp-admin/post-new.php`,
      await logIn('author'),
    );
    assert.equal(headers[HEADER], undefined);
    await page.waitForFunction(() => window.wp?.blocks?.getBlockType('rusty-audio-player/player'));
    await page.evaluate((src) => {
      const { blocks, data } = window.wp;
      const block = blocks.createBlock('rusty-audio-player/player', { src, trackTitle: 'Preview' });
      data.dispatch('core/editor').editPost({ title: 'From the editor', status: 'publish' });
      data.dispatch('core/block-editor').insertBlocks(block);
    }, song);
    await page.waitForSelector('rusty-audio-player');
    assert.equal((await hear(page)).title, 'Preview');
    await page.screenshot({ path: join(ROOT, 'build/wordpress-editor.png') });
    const link = await page.evaluate(async () => {
      await window.wp.data.dispatch('core/editor').savePost();
      return window.wp.data.select('core/editor').getPermalink();
    });
    await context.close();
    const shown = await open(link);
    assert.equal((await hear(shown.page)).title, 'Preview');
    await shown.context.close();
  });

  it('has its two choices on the page for media', async () => {
    const { context, page } = await open(
      `${site.url}/wp-admin/options-media.php`,
      await logIn('admin'),
    );
    await page.check('input[name="rusty_audio_player[takeover]"]');
    await page.selectOption('#rusty-audio-player-isolation', 'off');
    await Promise.all([page.waitForURL(/settings-updated/), page.click('#submit')]);
    const stored = site.php(`echo wp_json_encode( get_option( 'rusty_audio_player' ) );`);
    assert.deepEqual(JSON.parse(stored), { takeover: true, isolation: 'off' });
    setOptions({});
    await context.close();
  });

  it('leaves no PHP warning of its own', () => {
    const errors = readFileSync(site.errorsFile, 'utf8').split('\n');
    assert.deepEqual(
      errors.filter((line) => line.includes('rusty-audio-player')),
      [],
    );
  });
});
