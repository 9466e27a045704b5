// The snippets of static/, in the servers that they are for.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import express from 'express';
import { createServer as createVite, preview } from 'vite';
import { isolation } from '../../static/express-isolation.mjs';
import viteConfig from '../../static/vite.config.mjs';
import { launchChromium } from '../support/page-server.mjs';
import { hasTool } from '../tools.mjs';

const STATIC = join(import.meta.dirname, '../../static');
const START_LIMIT_MS = 10_000;
const APACHE_MODULES = '/usr/lib/apache2/modules';

const snippet = (name) => readFileSync(join(STATIC, name), 'utf8');

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

describe('isolation by header', { timeout: 120_000 }, () => {
  let folder;
  let site;
  let browser;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rusty-audio-isolation-'));
    site = join(folder, 'site');
    mkdirSync(site);
    writeFileSync(join(site, 'index.html'), '<!doctype html><title>Isolated</title>');
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function isIsolated(origin) {
    const page = await browser.newPage();
    try {
      await page.goto(origin);
      return await page.evaluate(() => globalThis.crossOriginIsolated);
    } finally {
      await page.close();
    }
  }

  /** Runs a server in the foreground for as long as `work` takes. */
  async function withServer(command, args, port, work) {
    const output = [];
    const server = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (part) => output.push(part));
    const ended = new Promise((resolve) => server.once('exit', resolve));
    try {
      const origin = `http://127.0.0.1:${port}/`;
      const end = Date.now() + START_LIMIT_MS;
      while (!(await fetch(origin).catch(() => null))) {
        assert.ok(server.exitCode === null && Date.now() < end, output.join(''));
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await work(origin);
    } finally {
      server.kill();
      await ended;
    }
  }

  it('nginx', { skip: !hasTool('nginx') && 'nginx is not installed' }, async () => {
    const port = await freePort();
    const file = join(folder, 'nginx.conf');
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${folder};`)
      .join(' ');
    writeFileSync(
      file,
      `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr;
      events {} http { access_log off; ${paths} types { text/html html; }
      server { listen 127.0.0.1:${port}; root ${site}; ${snippet('nginx.conf')} } }`,
    );
    await withServer('nginx', ['-c', file, '-e', 'stderr'], port, async (origin) => {
      assert.equal(await isIsolated(origin), true);
    });
  });

  it(
    'Apache',
    { skip: !existsSync(`${APACHE_MODULES}/mod_headers.so`) && 'apache2 is not installed' },
    async () => {
      const port = await freePort();
      const file = join(folder, 'apache.conf');
      const load = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers']
        .map((name) => `LoadModule ${name}_module ${APACHE_MODULES}/mod_${name}.so`)
        .join('\n');
      writeFileSync(join(site, '.htaccess'), snippet('htaccess'));
      writeFileSync(
        file,
        `${load}
        ServerName 127.0.0.1
        ServerRoot ${folder}
        DefaultRuntimeDir ${folder}
        PidFile ${folder}/apache.pid
        ErrorLog ${folder}/error.log
        Listen 127.0.0.1:${port}
        TypesConfig /etc/mime.types
        DocumentRoot ${site}
        DirectoryIndex index.html
        <Directory ${site}>
          AllowOverride FileInfo
          Require all granted
        </Directory>`,
      );
      spawnSync('chmod', ['-R', 'a+rX', folder]);
      await withServer('apache2', ['-f', file, '-D', 'FOREGROUND'], port, async (origin) => {
        assert.equal(await isIsolated(origin), true);
      });
    },
  );

  it('Caddy', { skip: !hasTool('caddy') && 'caddy is not installed' }, async () => {
    const port = await freePort();
    const file = join(folder, 'Caddyfile');
    writeFileSync(
      file,
      `{
        admin off
        auto_https off
      }
      http://127.0.0.1:${port} {
        root * ${site}
        file_server
        ${snippet('Caddyfile')}
      }`,
    );
    const args = ['run', '--config', file, '--adapter', 'caddyfile'];
    await withServer('caddy', args, port, async (origin) => {
      assert.equal(await isIsolated(origin), true);
    });
  });

  it('Express', async () => {
    const app = express();
    app.use(isolation);
    app.use(express.static(site));
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      assert.equal(await isIsolated(`http://127.0.0.1:${server.address().port}/`), true);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  it('Vite, development and preview', async () => {
    const settings = { root: site, configFile: false, logLevel: 'error', cacheDir: folder };
    const host = { host: '127.0.0.1', port: await freePort() };
    const development = await createVite({
      ...settings,
      server: { ...viteConfig.server, ...host },
    });
    try {
      await development.listen();
      assert.equal(await isIsolated(`http://127.0.0.1:${development.config.server.port}/`), true);
    } finally {
      await development.close();
    }
    const build = { outDir: site };
    const shown = await preview({
      ...settings,
      build,
      preview: { ...viteConfig.preview, ...host },
    });
    try {
      assert.equal(await isIsolated(shown.resolvedUrls.local[0]), true);
    } finally {
      await shown.close();
    }
  });

  it('Netlify, Cloudflare and Vercel: the files name the headers of the others', () => {
    const wanted = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'credentialless',
    };
    const lines = snippet('_headers')
      .split('\n')
      .filter((line) => line.startsWith('  '));
    assert.deepEqual(Object.fromEntries(lines.map((line) => line.trim().split(': '))), wanted);
    const [rule] = JSON.parse(snippet('vercel.json')).headers;
    assert.deepEqual(
      Object.fromEntries(rule.headers.map(({ key, value }) => [key, value])),
      wanted,
    );
  });
});
