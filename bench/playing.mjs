/**
 * What is measured from outside the page: memory and frames while a player plays, in Chromium.
 *
 * Memory is `performance.measureUserAgentSpecificMemory()` of an isolated page, before the player's
 * script was loaded and while a file plays. It counts heaps, DOM, canvases and array buffers of the
 * page and its workers, after a collection. A worker that sleeps in `Atomics.wait` never answers the
 * browser, which gives up on it after a minute and leaves it out: so all files are measured at once,
 * each in a page of its own, and the private memory of the page's process is told beside it.
 */
import { readFile } from 'node:fs/promises';

/** A minute or so each but for FLAC, and all of them begin again at their end. */
const FILES = {
  'wav, 60 s': '/made/long.wav',
  'mp3, 64 s': '/demo/music/kite-weather.mp3',
  'aac (m4a), 64 s': '/demo/music/kite-weather.m4a',
  'vorbis, 60 s': '/demo/music/kite-weather.ogg',
  'opus, 60 s': '/demo/music/kite-weather.opus',
  'flac, 6 s': '/demo/music/kite-weather-excerpt.flac',
};
/** Megabytes that a playing player may add. */
const MEMORY_TARGET = 26;
const PLAYED_SECONDS = 4;
const FRAME_SECONDS = 5;
const MEGABYTE = 2 ** 20;

/** Plays a file over and over in `tag`; resolves when a few seconds were heard. */
async function play(page, tag, src) {
  await page.evaluate(
    async ({ tag, src, seconds }) => {
      if (tag === 'rusty-audio-player') await import('/dist/rusty-audio-player.js');
      const player = globalThis.document.createElement(tag);
      Object.assign(player, { src, loop: true });
      globalThis.document.body.append(player);
      await player.play();
      const began = performance.now();
      while (performance.now() - began < seconds * 1000) {
        await new Promise((resolve) => player.addEventListener('timeupdate', resolve));
      }
      if (player.mode !== undefined && player.mode !== 'threaded') {
        throw new Error(`The player is in mode ${player.mode}: ${player.modeReason}`);
      }
    },
    { tag, src, seconds: PLAYED_SECONDS },
  );
}

const usedBytes = (page) =>
  page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes);

async function openPage(browser, url) {
  const page = await browser.newPage();
  await page.goto(`${url}blank`);
  return page;
}

async function addedMemory(browser, url, src) {
  const page = await openPage(browser, url);
  const own = await usedBytes(page);
  await play(page, 'rusty-audio-player', src);
  const added = (await usedBytes(page)) - own;
  await page.close();
  return added / MEGABYTE;
}

/** Megabytes of private memory by process number, of all renderers; Linux only. */
async function privateMemory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const entries = renderers.map(async ({ id }) => {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8');
    const kilobytes = [...rollup.matchAll(/^Private_\w+: +(\d+) kB$/gm)];
    return [id, kilobytes.reduce((sum, [, value]) => sum + Number(value), 0) / 1024];
  });
  return new Map(await Promise.all(entries));
}

/** What the page's process grew by: the renderer that grew most. */
async function addedPrivateMemory(browser, url, tag) {
  const page = await openPage(browser, url);
  const before = await privateMemory(browser);
  await play(page, tag, FILES['mp3, 64 s']);
  const after = await privateMemory(browser);
  await page.close();
  return Math.max(...[...before].map(([id, own]) => (after.get(id) ?? own) - own));
}

/** Frames that the page gets, second by second. */
async function framesPerSecond(browser, url) {
  const page = await openPage(browser, url);
  await play(page, 'rusty-audio-player', FILES['mp3, 64 s']);
  const rates = await page.evaluate(async (seconds) => {
    const rates = [];
    const frame = () => new Promise((resolve) => globalThis.requestAnimationFrame(resolve));
    for (let begin = await frame(); rates.length < seconds;) {
      let now = begin;
      let frames = 0;
      for (; now - begin < 1000; frames += 1) now = await frame();
      rates.push((frames * 1000) / (now - begin));
      begin = now;
    }
    return rates;
  }, FRAME_SECONDS);
  await page.close();
  rates.sort((a, b) => a - b);
  return { minimum: rates[0], median: rates[rates.length >> 1], p99: rates.at(-1) };
}

const single = (value) => ({ minimum: value, median: value, p99: value, count: 1 });

/** @returns {Promise<object[]>} rows with figures, as `measure` of harness.mjs gives them */
export async function measurePlaying(browser, url) {
  const frames = await framesPerSecond(browser, url);
  const processes = [];
  if (process.platform === 'linux') {
    for (const tag of ['rusty-audio-player', 'audio']) {
      const value = await addedPrivateMemory(browser, url, tag);
      const name = `the whole process, private, mp3 in <${tag}>`;
      processes.push({ name, unit: 'MB', ...single(value), targets: [] });
    }
  }
  const memory = Object.entries(FILES).map(async ([name, src]) => {
    const added = await addedMemory(browser, url, src);
    const targets = [{ text: `at most ${MEMORY_TARGET} MB`, met: added <= MEMORY_TARGET }];
    return { name, unit: 'MB', ...single(added), targets };
  });
  return [
    {
      name: 'frames while playing',
      figures: [
        { name: 'the full face, bars', unit: 'fps', count: FRAME_SECONDS, ...frames, targets: [] },
      ],
    },
    { name: 'memory while playing', figures: [...(await Promise.all(memory)), ...processes] },
  ];
}
