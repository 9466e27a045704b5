// A page with one player that nobody has touched, as `rusty-audio-player.js` puts it there.
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { launchChromium, serve } from './page-server.mjs';

const PAGE = `<!doctype html><title>One tag</title>
  <script type="module" src="/dist/rusty-audio-player.js"></script>
  <rusty-audio-player src="/music/kite-weather-excerpt.wav"></rusty-audio-player>`;

/** @returns a browser, and what opens the page in it */
export async function openUntouchedSite() {
  const files = createStaticHandler();
  const server = await serve((request, response) => {
    if (request.url === '/page') response.setHeader('Content-Type', 'text/html').end(PAGE);
    else files(request, response);
  });
  const browser = await launchChromium();
  return {
    browser,
    /** The player knows its track, and rests. */
    async visit(page) {
      await page.goto(`${server.origin}/page`);
      await page.waitForFunction(
        () => document.querySelector('rusty-audio-player').readyState >= 1,
      );
      await nextIdle(page);
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** What is drawn next is drawn, and whatever it asks for is asked for. */
export function nextIdle(page) {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestIdleCallback(done))),
  );
}
