// Every story in a static Storybook: no complaint in the console, nothing for axe to find, and the
// main ones look as they are kept in test/snapshots. `npm run snapshots -- --update` keeps them anew.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { compareSnapshot, hasSnapshotFont, takePicture } from '../support/snapshots.mjs';
import { docsIds, openPreview, openStorybook, storyIds } from '../support/storybook.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A story is a part of a page: landmarks and a heading are the page's. */
const PAGE_RULES = ['region', 'page-has-heading-one', 'landmark-one-main'];
/** What a story is there to show, and the browser says too. */
const EXPECTED = [
  /404.*\/missing\.mp3/,
  // The same server under its other name does not let its files be read.
  /kite-weather\.mp3' from origin .* blocked by CORS policy|ERR_FAILED .*kite-weather\.mp3/,
  // A stream that is being written is no file that could be read ahead.
  /ERR_FILE_NOT_FOUND blob:/,
  // Of the software renderer, not of the page.
  /GL Driver Message/,
];
const UPDATE = process.env.SNAPSHOTS_UPDATE === 'true';
const PAGES = 2;

const PICTURED = [
  'rusty-audio-player--light',
  'rusty-audio-player--equalizer',
  'rusty-audio-player--compact',
  'rusty-audio-player--mini',
  'rusty-audio-player--failed',
  'rusty-audio-player--presets',
  'rusty-audio-player--more',
  'rusty-audio-player--arabic',
];

function unexpected(complaints) {
  return complaints.filter((text) => !EXPECTED.some((message) => message.test(text)));
}

/** Runs in the page: what is to sound has sounded, and is still now. */
async function settle() {
  for (const player of document.querySelectorAll('rusty-audio-player')) {
    await player.updateComplete;
    if (!player.autoplay) continue;
    while (!(player.currentTime > 0)) await new Promise(requestAnimationFrame);
    player.pause();
  }
}

/** Runs in the page: one line for each rule that is broken. */
async function findings({ tags, without }) {
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const { violations } = await globalThis.axe.run('#storybook-root', {
    runOnly: { type: 'tag', values: tags },
    rules,
    resultTypes: ['violations'],
  });
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n` +
      nodes.map(({ html, failureSummary }) => `    ${html}\n    ${failureSummary}`).join('\n'),
  );
}

/** Runs in the page. */
async function setTheme(theme) {
  for (const ground of document.querySelectorAll('.ground')) {
    ground.style.background = theme === 'light' ? '#fff' : '#0b0a09';
    ground.style.colorScheme = theme === 'light' ? 'light' : 'dark';
  }
  for (const player of document.querySelectorAll('rusty-audio-player')) {
    player.theme = theme;
    await player.updateComplete;
  }
}

describe('stories', { concurrency: PAGES, timeout: 300_000 }, () => {
  let storybook;
  let ids;

  before(async () => {
    storybook = await openStorybook();
    ids = await storyIds(storybook.origin);
  });
  after(async () => {
    await storybook?.close();
  });

  for (let part = 0; part < PAGES; part++) {
    it(`are shown without a complaint, and axe finds nothing (part ${part + 1})`, async (test) => {
      const { page, complaints, show } = await openPreview(storybook);
      const own = ids.filter((_, index) => index % PAGES === part);
      assert.ok(own.length > 10, `${own.length} stories`);
      const problems = [];
      for (const [index, id] of own.entries()) {
        const phase = await show(id);
        if (index === 0) await page.addScriptTag({ path: AXE });
        if (phase === 'finished') await page.evaluate(settle);
        else problems.push(`${id}: ${phase}`);
        const themes = id.includes('high-contrast') ? ['high-contrast'] : ['light', 'dark'];
        for (const theme of themes) {
          await page.evaluate(setTheme, theme);
          const found = await page.evaluate(findings, { tags: AXE_TAGS, without: PAGE_RULES });
          problems.push(...found.map((text) => `${id}, ${theme}: ${text}`));
        }
        problems.push(...unexpected(complaints()).map((text) => `${id}: ${text}`));
      }
      await page.close();
      test.diagnostic(`${own.length} stories`);
      assert.equal(problems.join('\n'), '');
    });
  }

  it('have a page of documentation for each element', async () => {
    const { page, complaints, showDocs } = await openPreview(storybook);
    const docs = await docsIds(storybook.origin);
    assert.ok(docs.length >= 6, docs.join(', '));
    await showDocs('rusty-audio-player--docs');
    const text = await page.textContent('#storybook-docs');
    for (const word of ['fft-size', 'autoplayblocked', '--rusty-audio-accent', 'display-switch']) {
      assert.ok(text.includes(word), word);
    }
    await page.close();
    assert.equal(unexpected(complaints()).join('\n'), '');
  });

  it('look as they are kept', async (test) => {
    const { page, show } = await openPreview(storybook);
    const problems = [];
    for (const width of [320, 1200]) {
      await page.setViewportSize({ width, height: 640 });
      for (const id of PICTURED) {
        const phase = await show(id);
        if (phase !== 'finished') problems.push(`${id}: ${phase}`);
        if (!UPDATE && !(await hasSnapshotFont(page))) {
          test.skip('Liberation Sans is not installed (Debian: fonts-liberation)');
          return;
        }
        for (const theme of ['light', 'dark']) {
          await page.evaluate(setTheme, theme);
          const name = `${id.replace('rusty-audio-player--', '')}-${theme}-${width}`;
          problems.push(compareSnapshot(name, await takePicture(page), UPDATE));
        }
      }
    }
    await page.close();
    assert.equal(problems.filter(Boolean).join('\n'), '');
  });
});
