// npm run lighthouse: Lighthouse's scores of the built demo, isolated and plain, and how soon it sounds.
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

const server = createServer(createStaticHandler());
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

/** Seconds from the navigation to sound behind the equalizer, by a reader who clicks at once. */
async function firstSound(path) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  await page.goto(origin + path, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const seconds = await page.evaluate(async (audible) => {
    const player = globalThis.document.querySelector('rusty-audio-player');
    const decibels = new Float32Array(player.fftSize / 2 + 1);
    do {
      await new Promise((done) => globalThis.requestAnimationFrame(done));
      player.getFrequencyData(decibels);
    } while (Math.max(...decibels) < audible);
    return performance.now() / 1000;
  }, AUDIBLE_DECIBELS);
  await browser.close();
  const wanted = `at most ${FIRST_SOUND_SECONDS} s`;
  report(path, 'first sound', `${seconds.toFixed(2)} s`, wanted, seconds <= FIRST_SOUND_SECONDS);
}

try {
  for (const path of ['/', '/plain/']) {
    await scores(path);
    await firstSound(path);
  }
} finally {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed === 0 ? 0 : 1;
