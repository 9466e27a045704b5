// The lines that docs/embedding.md has for Eleventy, in a site that is built and opened.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Eleventy from '@11ty/eleventy';
import sirv from 'sirv';
import { launchChromium, serve } from '../support/page-server.mjs';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENT = readFileSync(join(ROOT, 'docs/embedding.md'), 'utf8');
const SCRIPT = '<script type="module" src="/player/rusty-audio-player.js"></script>';
const TAG = '<rusty-audio-player src="/song.flac"></rusty-audio-player>';

const PAGES = {
  '_includes/page.njk': `<!doctype html><title>Eleventy</title>${SCRIPT}{{ content | safe }}`,
  'index.md': `---\nlayout: page.njk\n---\n# Music\n\nListen.\n\n${TAG}\n\nThat was it.\n`,
};

describe('a site made by Eleventy', { timeout: 60_000 }, () => {
  let folder;
  let server;
  let browser;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rusty-audio-eleventy-'));
    for (const [name, text] of Object.entries(PAGES)) {
      mkdirSync(dirname(join(folder, 'pages', name)), { recursive: true });
      writeFileSync(join(folder, 'pages', name), text);
    }
    const fromHere = (path) => relative(process.cwd(), path);
    const site = new Eleventy(fromHere(join(folder, 'pages')), fromHere(join(folder, 'site')), {
      quietMode: true,
      config: (settings) => {
        settings.addPassthroughCopy({
          [fromHere(join(ROOT, 'dist'))]: 'player',
          [fromHere(join(ROOT, 'demo/music/kite-weather-excerpt.flac'))]: 'song.flac',
        });
      },
    });
    await site.write();
    server = await serve(sirv(join(folder, 'site')));
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('plays with the documented lines', async () => {
    for (const line of [SCRIPT, TAG]) assert.ok(DOCUMENT.includes(line), line);
    const page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(server.origin);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.waitForFunction(
      () => document.querySelector('rusty-audio-player').currentTime > 0.2,
    );
    assert.equal(await page.locator('rusty-audio-player').count(), 1);
    assert.equal(await page.getByText('That was it.').count(), 1);
  });
});
