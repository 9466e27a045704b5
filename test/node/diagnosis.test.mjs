// diagnose() on hosts that tell what they are.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { launchChromium, serve } from '../support/page-server.mjs';

/** What a host says of itself, and what of its own configuration the lines must hold. */
const HOSTS = [
  [{ Server: 'nginx/1.22.1' }, /add_header Cross-Origin-Opener-Policy same-origin always;/],
  [
    { Server: 'Apache/2.4.71 (Debian)' },
    /Header always set Cross-Origin-Opener-Policy "same-origin"/,
  ],
  [{ Server: 'Caddy' }, /header \{\n {2}Cross-Origin-Opener-Policy same-origin/],
  [{ Server: 'Netlify' }, /_headers.*\n\/\*\n {2}Cross-Origin-Opener-Policy: same-origin/],
  [{ Server: 'cloudflare' }, /_headers/],
  [{ Server: 'Vercel' }, /vercel\.json/],
  [{ Server: 'GitHub.com' }, /rusty-audio-service-worker\.js/],
  [{ 'X-Powered-By': 'Express' }, /response\.set\('Cross-Origin-Opener-Policy', 'same-origin'\)/],
  [{}, /^The page's own response needs these headers:\nCross-Origin-Opener-Policy: same-origin/],
];

describe('diagnose()', { timeout: 60_000 }, () => {
  let server;
  let browser;
  let headers;

  before(async () => {
    const files = createStaticHandler();
    server = await serve((request, response) => {
      if (request.url !== '/page') {
        files(request, response);
        return;
      }
      response.writeHead(200, { 'Content-Type': 'text/html', ...headers });
      response.end(`<!doctype html><title>Host</title>
        <script type="module" src="/dist/rusty-audio-player.js"></script>
        <rusty-audio-player></rusty-audio-player>`);
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const [own, lines] of HOSTS) {
    it(`knows ${Object.values(own)[0] ?? 'no host'}, and how it sends headers`, async () => {
      headers = own;
      const page = await browser.newPage();
      await page.goto(`${server.origin}/page`);
      const { mode, checks } = await page.evaluate(async () => {
        await customElements.whenDefined('rusty-audio-player');
        return document.querySelector('rusty-audio-player').diagnose();
      });
      await page.close();
      assert.equal(mode, 'fallback');
      assert.match(checks.find(({ name }) => name === 'cross-origin isolation').fix, lines);
    });
  }
});
