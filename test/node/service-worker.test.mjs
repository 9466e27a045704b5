// The service worker that isolates pages, on a host that sends no headers of isolation.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { launchChromium, serve } from '../support/page-server.mjs';

const SCRIPT = readFileSync(
  join(import.meta.dirname, '../../dist/rusty-audio-service-worker.js'),
  'utf8',
);

describe('the service worker', { timeout: 60_000 }, () => {
  let server;
  let browser;
  let context;
  /** Paths that were asked for. */
  let asked;

  before(async () => {
    server = await serve((request, response) => {
      asked.push(request.url);
      if (request.url === '/worker.js') {
        response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(SCRIPT);
      } else if (request.url.startsWith('/data')) {
        response.writeHead(200, { 'X-Own': 'kept' }).end('data');
      } else if (request.url === '/moved') {
        response.writeHead(302, { Location: '/page' }).end();
      } else {
        response.writeHead(200, { 'Content-Type': 'text/html', 'X-Own': 'kept' });
        response.end('<!doctype html><title>Plain</title><script src="/worker.js"></script>');
      }
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  async function openIsolated() {
    asked = [];
    context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${server.origin}/page`);
    await page.waitForFunction(() => globalThis.crossOriginIsolated);
    return page;
  }

  it('isolates the page after one reload', async () => {
    await openIsolated();
    assert.equal(asked.filter((path) => path === '/page').length, 2);
    await context.close();
  });

  it('leaves the page’s own headers, and requests that are no navigation, alone', async () => {
    const page = await openIsolated();
    const names = await page.evaluate(async () => {
      const response = await fetch('/data');
      return [...response.headers.keys()];
    });
    assert.ok(names.includes('x-own'));
    assert.deepEqual(
      names.filter((name) => /policy/.test(name)),
      [],
    );
    const again = await page.goto(`${server.origin}/other`);
    assert.equal(again.headers()['x-own'], 'kept');
    assert.equal(await page.evaluate(() => globalThis.crossOriginIsolated), true);
    assert.deepEqual(await page.evaluate(() => caches.keys()), []);
    await context.close();
  });

  it('lets redirects through', async () => {
    const page = await openIsolated();
    await page.goto(`${server.origin}/moved`);
    assert.equal(new URL(page.url()).pathname, '/page');
    assert.equal(await page.evaluate(() => globalThis.crossOriginIsolated), true);
    await context.close();
  });

  it('does not reload a second time where the headers do not help', async () => {
    asked = [];
    context = await browser.newContext({ userAgent: 'Chrome/120' });
    const page = await context.newPage();
    // As if the browser did not know the headers.
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'crossOriginIsolated', { value: false });
    });
    const loads = () => asked.filter((path) => path === '/page').length;
    const twice = new Promise((resolve) => {
      let count = 0;
      page.on('load', () => {
        count += 1;
        if (count === 2) resolve();
      });
    });
    await page.goto(`${server.origin}/page`);
    await twice;
    await page.goto(`${server.origin}/page`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      await new Promise((done) => requestIdleCallback(done));
    });
    assert.equal(loads(), 3);
    await context.close();
  });
});
