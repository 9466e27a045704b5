// Strict policies: the player plays under each, in the best mode that it allows, and the page's owner
// gets no more than one report for what is forbidden.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { launchChromium, serve } from '../support/page-server.mjs';

const BASE = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'media-src': "'self'",
  'worker-src': "'self'",
  'img-src': "'self'",
};
const strict = (changes) => ({ ...BASE, ...changes });

const ALL = strict({
  'script-src': "'self' blob: 'wasm-unsafe-eval'",
  'worker-src': "'self' blob:",
});
const TRUSTED = { ...ALL, 'require-trusted-types-for': "'script'" };
const ASSETS = 'assets="/dist/"';

/** What any file with a cover may be reported for; the cover is a blob. */
const COVER = 'img-src';

/** Policy, attributes of the player, mode, and the directives that may be reported, each once. */
const CASES = [
  ['everything the threads need', ALL, '', 'threaded', []],
  ['no blobs, no WebAssembly', BASE, '', 'fallback', ['script-src', 'worker-src']],
  ['no WebAssembly', { ...ALL, 'script-src': "'self' blob:" }, '', 'fallback', ['script-src']],
  ['no blob workers', { ...ALL, 'worker-src': "'self'" }, '', 'fallback', ['worker-src']],
  [
    'no blob scripts',
    { ...ALL, 'script-src': "'self' 'wasm-unsafe-eval'" },
    '',
    'fallback',
    ['script-src'],
  ],
  [
    'no blobs, but a folder of the page’s own',
    strict({ 'script-src': "'self' 'wasm-unsafe-eval'" }),
    ASSETS,
    'threaded',
    [],
  ],
  ['no blobs, no WebAssembly, a folder', BASE, ASSETS, 'fallback', ['script-src']],
  ['Trusted Types', TRUSTED, '', 'threaded', []],
  [
    'Trusted Types by name',
    { ...TRUSTED, 'trusted-types': 'lit-html rusty-audio' },
    '',
    'threaded',
    [],
  ],
  [
    'Trusted Types without the name',
    { ...TRUSTED, 'trusted-types': 'lit-html' },
    '',
    'fallback',
    ['trusted-types'],
  ],
  ['everything, covers too', { ...ALL, 'img-src': "'self' blob:" }, '', 'threaded', []],
  ['no threads wanted', BASE, 'workers="0"', 'fallback', []],
  [
    'no threads wanted, Trusted Types',
    { ...BASE, 'require-trusted-types-for': "'script'" },
    'workers="0"',
    'fallback',
    [],
  ],
];

describe('content security policies', () => {
  let server;
  let browser;
  let policy;
  let attributes;

  before(async () => {
    const files = createStaticHandler();
    server = await serve((request, response) => {
      if (request.url !== '/page') {
        files(request, response);
        return;
      }
      const directives = Object.entries(policy).map(([name, value]) => `${name} ${value}`);
      response.writeHead(200, {
        'Content-Type': 'text/html',
        'Content-Security-Policy': directives.join('; '),
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'credentialless',
      });
      response.end(`<!doctype html><title>Strict</title>
        <script type="module" src="/dist/rusty-audio-player.js"></script>
        <rusty-audio-player ${attributes} src="/music/kite-weather-excerpt.wav"></rusty-audio-player>`);
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  for (const [name, directives, attributeText, mode, reported] of CASES) {
    it(`${name}: plays, ${mode}`, { timeout: 60_000 }, async () => {
      policy = directives;
      attributes = attributeText;
      const page = await browser.newPage();
      // In the page's world from its first moment on: a policy's events don't wait for a listener.
      await page.addInitScript(() => {
        globalThis.violations = [];
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
          globalThis.violations.push(effectiveDirective);
        });
      });
      await page.goto(`${server.origin}/page`);
      const found = await page.evaluate(async () => {
        await customElements.whenDefined('rusty-audio-player');
        const player = document.querySelector('rusty-audio-player');
        const hear = async () => {
          const from = player.currentTime;
          const decibels = new Float32Array(player.fftSize / 2 + 1);
          const level = () => {
            player.getFrequencyData(decibels);
            return Math.max(...decibels);
          };
          while (!(player.currentTime > from + 0.3 && level() > -60)) {
            await new Promise((done) => requestAnimationFrame(done));
          }
        };
        await player.play();
        await hear();
        // Another file is another try of the best mode.
        player.src = '/music/kite-weather.mp3';
        await player.play();
        await hear();
        // And another, with a cover again.
        player.src = '/music/kite-weather.m4a';
        await player.play();
        await hear();
        await customElements.whenDefined('rusty-audio-spectrum');
        return { mode: player.mode, reason: player.modeReason, violations: globalThis.violations };
      });
      await page.close();
      assert.equal(found.mode, mode, found.reason);
      const directivesReported = found.violations.map((text) => text.replace(/-elem$/, '')).sort();
      assert.deepEqual([...new Set(directivesReported)], directivesReported, 'reported once each');
      for (const directive of directivesReported) {
        assert.ok(
          [COVER, ...reported].includes(directive),
          `${directive} was reported; ${found.reason}`,
        );
      }
    });
  }
});
