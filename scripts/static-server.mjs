// Serves the demo page for development: isolated at /, without isolation at /plain/.
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

const ROOT = join(import.meta.dirname, '..');
const HOST = '127.0.0.1';
const DEFAULT_PORT = 8080;

/** Served folders of the repository; everything else is not reachable. */
const FOLDERS = ['demo', 'dist', 'static'];

// The isolated page accepts a worker only if its script carries the embedder policy too. For a
// page without isolation these headers on scripts and media change nothing.
const ASSET_HEADERS = {
  'Cross-Origin-Embedder-Policy': 'credentialless',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
};

const isDocument = (path) => /(?:\/|\.html)$/.test(path);

function setHeaders(response, headers) {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** The handler. sirv in `dev` mode looks at the disk on every request. */
export function createStaticHandler() {
  const serveDemo = sirv(join(ROOT, 'demo'), { dev: true });
  const serveFolder = Object.fromEntries(
    FOLDERS.map((folder) => [folder, sirv(join(ROOT, folder), { dev: true })]),
  );

  return (request, response) => {
    const url = new URL(request.url, `http://${HOST}`);
    const plain = url.pathname === '/plain' || url.pathname.startsWith('/plain/');
    const path = plain ? url.pathname.slice('/plain'.length) : url.pathname;
    if (path === '') {
      response.writeHead(301, { Location: '/plain/' }).end();
      return;
    }
    if (!plain || !isDocument(path)) setHeaders(response, ASSET_HEADERS);
    if (!plain && isDocument(path)) response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');

    const notFound = () => response.writeHead(404).end();
    const [, folder, ...rest] = path.split('/');
    const known = Object.hasOwn(serveFolder, folder) && rest.length > 0;
    request.url = (known ? `/${rest.join('/')}` : path) + url.search;
    (known ? serveFolder[folder] : serveDemo)(request, response, notFound);
  };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Starts the server on `PORT`, or on 8080 and up, the first that is free, and prints the addresses.
 * Throws if an explicit `PORT` is taken.
 */
export async function startStaticServer() {
  const server = createServer(createStaticHandler());
  const wanted = process.env.PORT ? Number(process.env.PORT) : undefined;
  for (let port = wanted ?? DEFAULT_PORT; ; port++) {
    try {
      await listen(server, port);
      break;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || wanted !== undefined) throw error;
    }
  }
  const origin = `http://${HOST}:${server.address().port}`;
  console.log(`isolated: ${origin}/\nplain:    ${origin}/plain/`);
  return server;
}
