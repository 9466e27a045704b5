// A server on loopback for one node test, and a Chromium page.
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../scripts/ensure-chromium.mjs';

/** The headers of a document that may share memory between its threads. */
export const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
};

/** Serves until `close()`; `origin` has no slash at its end. */
export async function serve(handler) {
  const server = createServer(handler);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/**
 * A browser that plays without a gesture, and keeps no page that was left; unless told otherwise.
 *
 * @param options `wantsGesture`: no sound before one. `keepsPages`: with a back/forward cache.
 */
export async function launchChromium({ wantsGesture = false, keepsPages = false } = {}) {
  const policy = wantsGesture ? 'document-user-activation-required' : 'no-user-gesture-required';
  return chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', `--autoplay-policy=${policy}`],
    ignoreDefaultArgs: ['--mute-audio', ...(keepsPages ? ['--disable-back-forward-cache'] : [])],
  });
}
