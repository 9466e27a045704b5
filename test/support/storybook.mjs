// A static Storybook, built once for the tests that look at stories, and pages that show them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sirv from 'sirv';
import { launchChromium, serve } from './page-server.mjs';

const ROOT = join(import.meta.dirname, '../..');
const STORY_LIMIT_MS = 30_000;

/**
 * Builds Storybook into a temporary folder and serves it isolated, as `storybook dev` does;
 * STORYBOOK_STATIC names a folder that is built already.
 */
export async function openStorybook() {
  const built = process.env.STORYBOOK_STATIC;
  const folder = built ?? mkdtempSync(join(tmpdir(), 'rusty-audio-storybook-'));
  if (!built) build(folder);
  const files = sirv(folder);
  const server = await serve((request, response) => {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'credentialless');
    // The browser asks by itself, once for all pages.
    if (request.url === '/favicon.ico') response.writeHead(204).end();
    else files(request, response, () => response.writeHead(404).end());
  });
  const browser = await launchChromium();
  return {
    browser,
    origin: server.origin,
    close: async () => {
      await browser.close();
      await server.close();
      if (!built) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function build(folder) {
  const command = join(ROOT, 'node_modules/.bin/storybook');
  const args = ['build', '--disable-telemetry', '--quiet', '-o', folder];
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0 || !existsSync(join(folder, 'iframe.html'))) {
    throw new Error(`storybook build ended with ${status}:\n${stdout}\n${stderr}`);
  }
}

/** The ids of all stories, docs left out. */
export async function storyIds(origin) {
  const index = await (await fetch(`${origin}/index.json`)).json();
  return Object.values(index.entries)
    .filter(({ type }) => type === 'story')
    .map(({ id }) => id);
}

/** The ids of the pages that document each element. */
export async function docsIds(origin) {
  const index = await (await fetch(`${origin}/index.json`)).json();
  return Object.values(index.entries)
    .filter(({ type }) => type === 'docs')
    .map(({ id }) => id);
}

/** A page of the preview, and what it complained about. Nothing moves in it that is not sound. */
export async function openPreview({ browser, origin }, context = {}) {
  const page = await browser.newPage({ reducedMotion: 'reduce', ...context });
  page.setDefaultTimeout(STORY_LIMIT_MS);
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`${message.text()} ${message.location().url}`);
    }
  });
  let loaded = false;
  return {
    page,
    /** What came since the last call. */
    complaints: () => complaints.splice(0),
    /**
     * Shows a story, its `play` included, in place of the one before, as Storybook's sidebar does.
     *
     * @returns {Promise<string>} 'finished', or where it failed
     */
    async show(id) {
      if (loaded) await page.evaluate(select, id);
      // The tests run axe themselves.
      else await page.goto(`${origin}/iframe.html?id=${id}&globals=a11y.manual:!true`);
      loaded = true;
      const phase = await page.waitForFunction(phaseOf, id);
      return phase.jsonValue();
    },
    async showDocs(id) {
      await page.goto(`${origin}/iframe.html?id=${id}&viewMode=docs`);
      await page.waitForSelector('#storybook-docs table');
    },
  };
}

/** Runs in the page. */
function select(storyId) {
  globalThis.scrollTo(0, 0);
  globalThis.__STORYBOOK_ADDONS_CHANNEL__.emit('setCurrentStory', { storyId, viewMode: 'story' });
}

/** Runs in the page: how a story ended; false before that. */
function phaseOf(wanted) {
  const { id, phase } = globalThis.__STORYBOOK_PREVIEW__?.currentRender ?? {};
  return id === wanted && ['finished', 'errored', 'aborted'].includes(phase) && phase;
}
