// Mounts players on a page, plays and unmounts them, and counts what is left: in a real Chromium,
// with the figures of the DevTools protocol.
import { createStaticHandler } from '../../scripts/static-server.mjs';
import { ISOLATION, launchChromium, serve } from './page-server.mjs';

const FILE = '/music/kite-weather-excerpt.wav';
const PAGE = `<!doctype html><title>Mounts</title>
  <script type="module" src="/dist/rusty-audio-player.js"></script><body>`;
/** What goes with garbage, and after pauses, is gone by then. */
const RELEASE_LIMIT_MS = 60_000;

/** A page that tells what is alive on it. Isolated or plain. */
export async function openMountPage({ isolated }) {
  const files = createStaticHandler();
  const server = await serve((request, response) => {
    if (request.url !== '/mounts') return files(request, response);
    response.writeHead(200, { 'Content-Type': 'text/html', ...(isolated ? ISOLATION : {}) });
    return response.end(PAGE);
  });
  const browser = await launchChromium();
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  const contexts = new Set();
  session.on('WebAudio.contextCreated', ({ context }) => contexts.add(context.contextId));
  session.on('WebAudio.contextWillBeDestroyed', ({ contextId }) => contexts.delete(contextId));
  // A closed context is silent and holds no thread, though a page may hold the object.
  session.on('WebAudio.contextChanged', ({ context }) => {
    if (context.contextState === 'closed') contexts.delete(context.contextId);
  });
  await session.send('WebAudio.enable');
  await session.send('HeapProfiler.enable');
  await page.addInitScript(watchCanvases);
  await page.goto(`${server.origin}/mounts`);
  await page.waitForFunction(() => customElements.get('rusty-audio-player') !== undefined);

  return {
    page,
    /** Bytes of the page's JavaScript heap, without garbage. */
    async heapBytes() {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    },
    /** What is alive: threads, audio contexts that are not closed, WebGL contexts that are not lost. */
    async alive() {
      await session.send('HeapProfiler.collectGarbage');
      const canvases = await page.evaluate(() => globalThis.liveCanvases());
      return { workers: page.workers().length, contexts: contexts.size, canvases };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Runs in the page, before all else. */
function watchCanvases() {
  const made = [];
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (...args) {
    const context = getContext.apply(this, args);
    const known = made.some((reference) => reference.deref() === context);
    if (/webgl/.test(args[0]) && context !== null && !known) made.push(new WeakRef(context));
    return context;
  };
  globalThis.liveCanvases = () =>
    made.filter((reference) => reference.deref()?.isContextLost() === false).length;
}

/** One player comes, is heard for a moment, and goes. */
async function round(page) {
  await page.evaluate(async (src) => {
    const player = document.createElement('rusty-audio-player');
    player.src = src;
    document.body.append(player);
    await player.play();
    while (player.currentTime < 0.05) await new Promise(requestAnimationFrame);
    // Its displays are there and drawn.
    while (!player.shadowRoot.querySelector('rusty-audio-spectrum')?.shadowRoot) {
      await new Promise(requestAnimationFrame);
    }
    await new Promise(requestAnimationFrame);
    player.remove();
  }, FILE);
}

/**
 * @returns heap in bytes after each measured round, and what is alive when all is given back
 */
export async function mountRounds({ rounds, warmUp, isolated, every = 1 }) {
  const mounts = await openMountPage({ isolated });
  try {
    const heap = [];
    for (let count = 1; count <= warmUp + rounds; count += 1) {
      await round(mounts.page);
      if (count > warmUp && count % every === 0) heap.push([count, await mounts.heapBytes()]);
    }
    const atEnd = await mounts.alive();
    return { heap, atEnd, left: await released(mounts) };
  } finally {
    await mounts.close();
  }
}

/** What is alive when nothing is, or at last. */
async function released(mounts) {
  const limit = performance.now() + RELEASE_LIMIT_MS;
  for (;;) {
    const left = await mounts.alive();
    const none = Object.values(left).every((count) => count === 0);
    if (none || performance.now() > limit) return left;
    await mounts.page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  }
}

/** Many players that nobody plays. @returns what they cost, bytes each */
export async function idlePlayers({ players, isolated }) {
  const mounts = await openMountPage({ isolated });
  try {
    const mount = (count) =>
      mounts.page.evaluate(
        async ([src, many]) => {
          const mounted = Array.from({ length: many }, () => {
            const player = document.createElement('rusty-audio-player');
            player.src = src;
            document.body.append(player);
            return player;
          });
          for (const player of mounted) {
            while (player.readyState === 0) await new Promise(requestAnimationFrame);
          }
        },
        [FILE, count],
      );
    // What all of them share is not theirs.
    await mount(1);
    const before = await mounts.heapBytes();
    await mount(players);
    const bytesEach = ((await mounts.heapBytes()) - before) / players;
    return { bytesEach, alive: await mounts.alive() };
  } finally {
    await mounts.close();
  }
}

/** Players that come and go without being touched. @returns how many of them stay in memory */
export async function untouchedPlayersLeft({ players }) {
  const mounts = await openMountPage({ isolated: false });
  try {
    await mounts.page.evaluate(
      async ([src, many]) => {
        globalThis.gone = [];
        for (let count = 0; count < many; count += 1) {
          const player = document.createElement('rusty-audio-player');
          player.src = src;
          document.body.append(player);
          while (player.readyState === 0) await new Promise(requestAnimationFrame);
          player.remove();
          globalThis.gone.push(new WeakRef(player));
        }
      },
      [FILE, players],
    );
    // What was animated is the document's until its next frame.
    const left = () =>
      mounts.page.evaluate(async () => {
        await new Promise(requestAnimationFrame);
        return globalThis.gone.filter((player) => player.deref()).length;
      });
    const limit = performance.now() + RELEASE_LIMIT_MS / 4;
    do await mounts.heapBytes();
    while ((await left()) > 0 && performance.now() < limit);
    return await left();
  } finally {
    await mounts.close();
  }
}

/** Slope of a straight line through the points, by least squares. */
export function slope(points) {
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [above, below] = [0, 0];
  for (const [x, y] of points) {
    above += (x - meanX) * (y - meanY);
    below += (x - meanX) ** 2;
  }
  return above / below;
}
