// media-chrome's controls over the player, which is defined before the controller or after it.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sirv from 'sirv';
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { launchChromium, serve } from '../support/page-server.mjs';

const CONTROLS = join(import.meta.dirname, '../../node_modules/media-chrome/dist');
const PLAYER = '<script type="module" src="/dist/rusty-audio-player.js"></script>';
const PAGE = `<!doctype html><title>media-chrome</title>
  <script type="module" src="/media-chrome/index.js"></script>
  <media-controller audio>
    <rusty-audio-player slot="media" src="/music/kite-weather.mp3"></rusty-audio-player>
    <media-control-bar>
      <media-play-button></media-play-button>
      <media-time-display showduration></media-time-display>
      <media-time-range></media-time-range>
      <media-mute-button></media-mute-button>
      <media-volume-range></media-volume-range>
    </media-control-bar>
  </media-controller>`;

describe('media-chrome', { timeout: 90_000 }, () => {
  let server;
  let browser;

  before(async () => {
    const files = createStaticHandler();
    const controls = sirv(CONTROLS);
    server = await serve((request, response) => {
      const [, folder, ...rest] = request.url.split('/');
      if (folder === 'early' || folder === 'late') {
        response.setHeader('Content-Type', 'text/html');
        response.end((folder === 'early' ? PLAYER : '') + PAGE);
      } else if (folder === 'media-chrome') {
        request.url = `/${rest.join('/')}`;
        controls(request, response, () => response.writeHead(404).end());
      } else files(request, response);
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const order of ['early', 'late']) {
    it(`commands and follows a player that is defined ${order}`, async () => {
      const page = await browser.newPage();
      page.setDefaultTimeout(15_000);
      const errors = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${server.origin}/${order}`);
      if (order === 'late') {
        await page.waitForFunction(() => customElements.get('media-controller'));
        await page.addScriptTag({ type: 'module', url: '/dist/rusty-audio-player.js' });
      }
      const controller = page.locator('media-controller');
      const attribute = (name, test) =>
        page.waitForFunction(
          ([wanted, pattern]) =>
            new RegExp(pattern).test(
              document.querySelector('media-controller').getAttribute(wanted) ?? 'absent',
            ),
          [name, test],
        );
      const ofPlayer = (name) =>
        page.locator('rusty-audio-player').evaluate((player, member) => player[member], name);

      await attribute('mediaduration', '^\\d');
      const duration = await ofPlayer('duration');
      assert.equal(
        Number(await controller.getAttribute('mediaduration')).toFixed(2),
        duration.toFixed(2),
      );

      await page.locator('media-play-button').click();
      await attribute('mediapaused', '^absent$');
      await attribute('mediacurrenttime', '^(?!0$)\\d');
      assert.equal(await ofPlayer('paused'), false);
      const shown = () => page.locator('media-time-display').getAttribute('mediacurrenttime');
      assert.ok(Number(await shown()) > 0);

      await page.locator('media-mute-button').click();
      await attribute('mediavolumelevel', '^off$');
      assert.equal(await ofPlayer('muted'), true);
      await page.locator('media-mute-button').click();
      await attribute('mediavolumelevel', '^high$');

      await page.locator('media-play-button').click();
      await attribute('mediapaused', '^$');
      assert.equal(await ofPlayer('paused'), true);

      const { width } = await page.locator('media-time-range').boundingBox();
      await page.locator('media-time-range').click({ position: { x: width * 0.75, y: 5 } });
      await page.waitForFunction(
        (half) => document.querySelector('rusty-audio-player').currentTime > half,
        duration / 2,
      );
      await attribute('mediacurrenttime', `^${Math.floor(await ofPlayer('currentTime'))}`);

      await page.locator('media-volume-range').evaluate((range) => {
        range.range.value = '0.25';
        range.range.dispatchEvent(
          new window.InputEvent('input', { bubbles: true, composed: true }),
        );
      });
      await attribute('mediavolume', '^0\\.25');
      assert.equal(await ofPlayer('volume'), 0.25);

      // What the player does by itself is shown, too.
      await page.locator('rusty-audio-player').evaluate((player) => {
        player.volume = 1;
        player.playbackRate = 1.5;
      });
      await attribute('mediavolume', '^1$');
      await attribute('mediaplaybackrate', '^1\\.5$');
      assert.deepEqual(errors, []);
      await page.close();
    });
  }
});
