/** Serves the page, the bundles and the peers on loopback, isolated. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { MODULES, peerModule } from './peers.mjs';

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>bench</title>' +
  '<script type="module" src="/bench/host-page.mjs"></script>';
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
/** The built workers, and files to decode. */
const PRODUCT = {
  dist: fileURLToPath(new URL('../dist/', import.meta.url)),
  fixtures: fileURLToPath(new URL('../test/fixtures/', import.meta.url)),
};
const TYPES = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm' };

async function respond(path, outDir) {
  if (path === '/') return PAGE;
  if (path === '/blank') return '<!doctype html><meta charset="utf-8"><title>blank</title>';
  const [, folder, ...rest] = path.split('/');
  const file = rest.join('/');
  if (folder === 'bench') return readFile(join(outDir, file));
  if (folder in PRODUCT) return readFile(join(PRODUCT[folder], file));
  if (folder !== 'peer') throw new Error('no such path');
  return extname(file) === '.wasm' ? readFile(join(MODULES, file)) : peerModule(file);
}

/** @returns {Promise<{ url: string, close: () => void }>} */
export async function startServer(outDir) {
  // Files to play, in parts where a player asks for parts.
  const media = {
    '/demo/': sirv(fileURLToPath(new URL('../demo/', import.meta.url)), { dev: true }),
    '/made/': sirv(outDir, { dev: true }),
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const folder = Object.keys(media).find((prefix) => pathname.startsWith(prefix));
    if (folder !== undefined) {
      request.url = pathname.slice(folder.length - 1);
      media[folder](request, response, () => response.writeHead(404).end());
      return;
    }
    respond(pathname, outDir).then(
      (body) => {
        response.writeHead(200, {
          'Content-Type': TYPES[extname(pathname)] ?? 'text/html',
          ...HEADERS,
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}
