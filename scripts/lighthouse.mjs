// npm run lighthouse: Lighthouse's scores of the built demo, isolated and plain, and how soon it sounds,
// beside how soon a bare <audio> does in the same browser on the same machine.
// Exit code 1 when one is missed. Lighthouse itself (12.x, the last that runs on Node 20) is fetched by
// npx: as a dependency it would add a fifth to every install.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureChromium } from './ensure-chromium.mjs';
import { createStaticHandler } from './static-server.mjs';

const LIGHTHOUSE = 'lighthouse@12.8.2';
const WANTED = { performance: 95, accessibility: 100, 'best-practices': 100 };
const FIRST_SOUND_SECONDS = 3;
const AUDIBLE_DECIBELS = -60;
/** Of the player's analysis as it is unless told; `AnalyserNode` leaves the last one out. */
const BINS = 1025;

/** What a page does that plays the demo's file by itself, through a graph that tells what is heard. */
const BARE_PAGE = `<!doctype html><title>Bare</title><button>Play</button>
<audio src="/demo/music/kite-weather.mp3"></audio>
<script>
  const audio = document.querySelector('audio');
  document.querySelector('button').onclick = () => {
    const context = new AudioContext();
    const analyser = new AnalyserNode(context);
    context.createMediaElementSource(audio).connect(analyser).connect(context.destination);
    audio.play();
    globalThis.read = (decibels) => analyser.getFloatFrequencyData(decibels);
  };
</script>`;

const demo = createStaticHandler();
const server = createServer((request, response) => {
  if (request.url === '/bare') {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(BARE_PAGE);
  } else demo(request, response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
const executablePath = await ensureChromium();
const folder = mkdtempSync(join(tmpdir(), 'rusty-audio-lighthouse-'));
let missed = 0;

function report(page, what, measured, wanted, met, remarks = []) {
  if (!met) missed++;
  console.log(
    `${page.padEnd(8)} ${what.padEnd(16)} ${measured} (${wanted})${met ? '' : ' MISSED'}`,
  );
  for (const remark of remarks) console.log(`         ${remark}`);
}

/** What kept a category from 100. */
function remarksOf({ audits }, category) {
  return category.auditRefs
    .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 1)
    .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title}`);
}

async function scores(path) {
  const file = join(folder, 'report.json');
  const categories = Object.keys(WANTED).join(',');
  const child = spawn(
    'npx',
    [
      ...['--yes', LIGHTHOUSE, origin + path, '--quiet', '--output=json', `--output-path=${file}`],
      ...[`--only-categories=${categories}`, '--chrome-flags=--headless=new --no-sandbox'],
    ],
    {
      env: { ...process.env, CHROME_PATH: executablePath, PUPPETEER_SKIP_DOWNLOAD: '1' },
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    },
  );
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`Lighthouse ended with code ${code}.`);
  const result = JSON.parse(readFileSync(file, 'utf8'));
  for (const [name, wanted] of Object.entries(WANTED)) {
    const category = result.categories[name];
    const score = Math.round(category.score * 100);
    report(path, name, score, `at least ${wanted}`, score >= wanted, remarksOf(result, category));
  }
}

/** Seconds from the navigation to sound behind the graph, by a reader who clicks at once. */
async function firstSound(path) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(origin + path, { waitUntil: 'commit' });
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    return await page.evaluate(
      async ([bins, audible]) => {
        const player = globalThis.document.querySelector('rusty-audio-player');
        const read = globalThis.read ?? ((into) => player.getFrequencyData(into));
        const decibels = new Float32Array(bins).fill(-Infinity);
        do {
          await new Promise((done) => globalThis.requestAnimationFrame(done));
          read(decibels);
        } while (Math.max(...decibels) < audible);
        return performance.now() / 1000;
      },
      [BINS, AUDIBLE_DECIBELS],
    );
  } finally {
    await browser.close();
  }
}

async function reportFirstSound(path) {
  const bare = await firstSound('/bare');
  const seconds = await firstSound(path);
  const wanted = `at most ${FIRST_SOUND_SECONDS} s`;
  report(path, 'first sound', `${seconds.toFixed(2)} s`, wanted, seconds <= FIRST_SOUND_SECONDS, [
    `a bare <audio> in this run: ${bare.toFixed(2)} s, the ratio is ${(seconds / bare).toFixed(2)}`,
  ]);
}

try {
  for (const path of ['/', '/plain/']) {
    await scores(path);
    await reportFirstSound(path);
  }
} finally {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed === 0 ? 0 : 1;
