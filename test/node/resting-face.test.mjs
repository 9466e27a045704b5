// The face at rest is drawn without Lit, the one that answers with it: nobody sees one give way to the other.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { nextIdle, openUntouchedSite } from '../support/untouched-page.mjs';

/** What a player may show at rest; a picture of 1 px is enough for the place of the cover. */
const LOOKS = {
  'a track': {},
  'all that is told of one': {
    'track-title': 'Kite Weather',
    artist: 'The Long Afternoon',
    album: 'Demo Music',
    artwork: 'data:image/gif;base64,R0lGODlhAQABAPAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==',
  },
  'no track': { src: '' },
  'a picture that can’t be shown': { artwork: 'data:image/png;base64,AA==' },
  'another display': { visualizer: 'spectrogram' },
  'no display': { visualizer: 'none' },
  German: { lang: 'de' },
  Arabic: { lang: 'ar' },
  dark: { theme: 'dark' },
  'high contrast': { theme: 'high-contrast' },
};

describe('the face at rest', { timeout: 120_000 }, () => {
  let site;

  before(async () => {
    site = await openUntouchedSite();
  });
  after(() => site?.close());

  for (const width of [320, 1200]) {
    for (const [name, attributes] of Object.entries(LOOKS)) {
      it(`looks as the one that answers, but for the seek bar: ${name}, ${width} px`, async () => {
        const page = await site.browser.newPage({ viewport: { width, height: 720 } });
        page.setDefaultTimeout(15_000);
        await site.visit(page, { lang: 'en', ...attributes });
        await page.addStyleTag({ content: '::part(timeline) { visibility: hidden }' });
        await page.waitForFunction(
          (lang) =>
            document.querySelector('rusty-audio-player').shadowRoot.querySelector('article')
              .lang === lang,
          attributes.lang ?? 'en',
        );
        await nextIdle(page);
        const rests = await page.locator('.wake').count();
        const atRest = await picture(page);
        await page.evaluate(() => {
          const player = document.querySelector('rusty-audio-player');
          player.dispatchEvent(new PointerEvent('pointerenter'));
          return player.updateComplete;
        });
        await nextIdle(page);
        assert.deepEqual([rests, await page.locator('.wake').count()], [1, 0]);
        assert.equal(differingPixels(atRest, await picture(page)), 0);
        await page.close();
      });
    }
  }
});

/** Painted anew as a whole: of what is painted in pieces the edges look a little different. */
async function picture(page) {
  for (const visibility of ['hidden', '']) {
    await page.evaluate((value) => (document.body.style.visibility = value), visibility);
    await nextIdle(page);
  }
  return page.screenshot();
}

/** Those that an eye could tell apart: the slider of the volume is a gradient at rest. */
function differingPixels(before, after) {
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(after)];
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.02 });
}
