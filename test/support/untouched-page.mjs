// A page with one player that nobody has touched, as `rusty-audio-player.js` puts it there.
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { ISOLATION, launchChromium, serve } from './page-server.mjs';

const TRACK = { src: '/music/kite-weather-excerpt.wav' };

/** @param attributes of the player; those that are empty are left out */
function pageWith(attributes) {
  const written = Object.entries({ ...TRACK, ...attributes })
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` ${name}="${value}"`);
  return `<!doctype html><title>One tag</title>
    <script type="module" src="/dist/rusty-audio-player.js"></script>
    <rusty-audio-player${written.join('')}></rusty-audio-player>`;
}

/** @returns a browser, and what opens the page in it */
export async function openUntouchedSite() {
  const files = createStaticHandler();
  const server = await serve((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost');
    const isolated = pathname === '/isolated-page';
    if (pathname !== '/page' && !isolated) {
      files(request, response);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/html', ...(isolated ? ISOLATION : {}) });
    response.end(pageWith(Object.fromEntries(searchParams)));
  });
  const browser = await launchChromium();
  return {
    browser,
    /** The player knows its track, where it has one, and rests. */
    async visit(page, attributes = {}, { isolated = false } = {}) {
      const path = isolated ? '/isolated-page' : '/page';
      await page.goto(`${server.origin}${path}?${new URLSearchParams(attributes)}`);
      await page.waitForFunction(() => {
        const { readyState, networkState } = document.querySelector('rusty-audio-player');
        // Or it is told to wait, or has nothing to load.
        return readyState >= 1 || networkState < 2;
      });
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

/** What `Promise.withResolvers` gives; Node 20 has none. */
export function resolvers() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}
