// Media over HTTP with every behaviour that a player meets, good and bad. The handler is used on
// an origin of its own and mounted below a path of the test server.
//
//   /cors/<path>       any origin may read it (ranges, Content-Range and Content-Length exposed)
//   /nocors/<path>     says nothing about other origins
//   /corp/<path>       Cross-Origin-Resource-Policy: cross-origin, but no CORS
//   /nocoep/<path>     without the Cross-Origin-Embedder-Policy that the test server gives everything
//   /lone/<path>       404 for worker and worklet files, any other file as it is
//   /norange/<path>    answers 200 with the whole file to every request (CORS)
//   /throttled/<path>?bytesPerSecond=N   slow, with ranges (CORS)
//   /stalled/<path>?after=N              N bytes of the body, then silence (CORS); &ranges=0: of the file
//   /cut/<path>?after=N                  N bytes of the body, then a dropped connection (CORS)
//   /flaky/<path>?status=N&times=N&id=I  the first requests with this id get that status (CORS);
//                      &endless: with a body that never ends
//   /live/<path>?bytesPerSecond=N        the file over and over without end or length (CORS)
//   /broadcast/<path>?bytesPerSecond=N&breakAfter=N&deadMs=N&id=I   the same, from where it is by then:
//                      the first connection breaks, those in the time after that are refused;
//                      &icy: says that it is a broadcast, and breaks as if it were over (CORS)
//   /redirect/<route>  302 to /<route>; with CORS on the redirect itself unless ?cors=0
//   /made/<bytes>?ranges=0               so many bytes of a pattern, byte n is (31 n + n >> 8) (CORS)
//   /wav/<bytes>                         the same as 16-bit stereo at 44.1 kHz, with a header (CORS)
//   /status/<code>     that status, an empty body (CORS)
//   /html/<anything>   a page of HTML (CORS);    /empty   zero bytes of audio/wav (CORS)
//   /refused           the connection is dropped without an answer
//   /log?key=K         JSON: the requests seen so far that carried ?key=K
//
// Paths are relative to the repository's root.
import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { isAbsolute, join, relative } from 'node:path';
import { Readable, pipeline } from 'node:stream';
import { contentTypeOf, parseRange, sendFile } from './file-response.mjs';
import { Pace } from './pace.mjs';

const DEFAULT_BYTES_PER_SECOND = 64_000;
/** Of a broadcast. */
const BURST_BYTES = 16_384;
const LOOP_CHUNK_BYTES = 1024;

function allowAnyOrigin(request, response) {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', 'Accept-Ranges,Content-Length,Content-Range');
  if (request.method === 'OPTIONS') response.setHeader('Access-Control-Allow-Headers', 'Range');
}

/** The file below the root, or undefined if there is none or the path leads out of the root. */
function fileBelow(root, path) {
  const wanted = join(root, path);
  if (!existsSync(wanted)) return undefined;
  const real = realpathSync(wanted);
  const way = relative(root, real);
  const outside = way === '' || way.startsWith('..') || isAbsolute(way);
  return outside || !statSync(real).isFile() ? undefined : real;
}

function integerOf(url, name, fallback) {
  const text = url.searchParams.get(name);
  return text !== null && /^\d+$/.test(text) ? Number(text) : fallback;
}

/**
 * A broadcast of a file in a loop: who connects hears it from where it is by then. The first
 * connection of a `key` breaks after `breakAfter` bytes; those in the `deadMs` after that are refused.
 */
async function broadcast(request, response, path, url, broadcasts) {
  const id = url.search;
  const now = Date.now();
  const on = broadcasts.get(id) ?? { since: now, brokenAt: null };
  broadcasts.set(id, on);
  if (on.brokenAt !== null && now - on.brokenAt < integerOf(url, 'deadMs', 0)) {
    request.socket.destroy();
    return;
  }
  const file = readFileSync(path);
  const bytesPerSecond = integerOf(url, 'bytesPerSecond', DEFAULT_BYTES_PER_SECOND);
  const missed = on.brokenAt === null ? 0 : Math.round(((now - on.since) / 1000) * bytesPerSecond);
  const limit = on.brokenAt === null ? integerOf(url, 'breakAfter', Infinity) : Infinity;
  if (url.searchParams.has('icy')) response.setHeader('icy-name', 'Test');
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(200, { 'Content-Type': contentTypeOf(path) });
  const pace = new Pace(bytesPerSecond);
  response.on('close', () => pace.destroy());
  let sent = 0;
  pace.on('data', (slice) => {
    response.write(slice);
    sent += slice.length;
    if (sent < limit) return;
    on.brokenAt = Date.now();
    pace.destroy();
    if (url.searchParams.has('icy')) response.end();
    else request.socket.destroy();
  });
  // What a listener is given at once, so that the sound can begin.
  response.write(roundBytes(file, missed, BURST_BYTES));
  Readable.from(loopOf(file, missed + BURST_BYTES)).pipe(pace);
}

function* loopOf(file, start) {
  for (let at = start; ; at += LOOP_CHUNK_BYTES) yield roundBytes(file, at, LOOP_CHUNK_BYTES);
}

/** So many bytes of a file that follows itself without end. */
function roundBytes(file, offset, length) {
  const from = offset % file.length;
  const rounds = Math.ceil((from + length) / file.length);
  return Buffer.concat(Array(rounds).fill(file)).subarray(from, from + length);
}

async function sendEndlessly(response, path, bytesPerSecond) {
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(200, { 'Content-Type': contentTypeOf(path) });
  const pace = new Pace(bytesPerSecond);
  pace.pipe(response);
  response.on('close', () => pace.destroy());
  while (!pace.destroyed) {
    for await (const chunk of createReadStream(path)) {
      if (pace.destroyed) return;
      if (!pace.write(chunk)) {
        await new Promise((resolve) => {
          const goOn = () => {
            pace.off('drain', goOn).off('close', goOn);
            resolve();
          };
          pace.on('drain', goOn).on('close', goOn);
        });
      }
    }
  }
}

/** Each sends one file; all but `nocors` and `corp` allow any origin. */
const FILE_ROUTES = {
  cors: (request, response, path) => sendFile(request, response, path),
  nocors: (request, response, path) => sendFile(request, response, path),
  corp(request, response, path) {
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    sendFile(request, response, path);
  },
  nocoep(request, response, path) {
    response.removeHeader('Cross-Origin-Embedder-Policy');
    sendFile(request, response, path);
  },
  lone(request, response, path) {
    if (/-work(?:er|let)\.js$/.test(path)) response.writeHead(404).end();
    else sendFile(request, response, path);
  },
  norange: (request, response, path) => sendFile(request, response, path, { ranges: false }),
  throttled(request, response, path, url) {
    const bytesPerSecond = integerOf(url, 'bytesPerSecond', DEFAULT_BYTES_PER_SECOND);
    sendFile(request, response, path, { bytesPerSecond });
  },
  stalled(request, response, path, url) {
    sendFile(request, response, path, {
      ranges: url.searchParams.get('ranges') !== '0',
      stallAfterBytes: integerOf(url, 'after', 0),
    });
  },
  cut(request, response, path, url) {
    sendFile(request, response, path, { cutAfterBytes: integerOf(url, 'after', 0) });
  },
  flaky(request, response, path, url, { failures }) {
    const id = url.search;
    const failed = failures.get(id) ?? 0;
    if (failed < integerOf(url, 'times', 1)) {
      failures.set(id, failed + 1);
      response.writeHead(integerOf(url, 'status', 503));
      if (url.searchParams.has('endless')) response.write('Not now.');
      else response.end();
    } else {
      sendFile(request, response, path);
    }
  },
  broadcast(request, response, path, url, { broadcasts }) {
    void broadcast(request, response, path, url, broadcasts);
  },
  live(_request, response, path, url) {
    const bytesPerSecond = integerOf(url, 'bytesPerSecond', DEFAULT_BYTES_PER_SECOND);
    void sendEndlessly(response, path, bytesPerSecond);
  },
};

function patternBytes(offset, length) {
  const bytes = Buffer.alloc(length);
  for (let i = 0; i < length; i++) bytes[i] = (offset + i) * 31 + ((offset + i) >> 8);
  return bytes;
}

const WAV_HEADER_BYTES = 44;

/** A pattern behind the header of a WAV file. */
function wavBytes(sizeBytes) {
  const header = Buffer.alloc(WAV_HEADER_BYTES);
  header.write('RIFF', 0);
  header.writeUInt32LE(sizeBytes - 8, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(44_100, 24);
  header.writeUInt32LE(44_100 * 4, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(sizeBytes - WAV_HEADER_BYTES, 40);
  return (offset, length) => {
    const bytes = patternBytes(offset, length);
    if (offset < WAV_HEADER_BYTES) header.copy(bytes, 0, offset);
    return bytes;
  };
}

/** A large file that is nowhere on disk: `bytesAt` gives `length` bytes from `offset` on. */
function sendMade(request, response, { sizeBytes, ranges, type, bytesAt }) {
  const range = ranges ? parseRange(request.headers.range, sizeBytes) : undefined;
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  if (range) response.setHeader('Content-Range', `bytes ${start}-${end}/${sizeBytes}`);
  response.setHeader('Content-Length', end - start + 1);
  response.setHeader('Cache-Control', 'no-store');
  response.writeHead(range ? 206 : 200, { 'Content-Type': type });
  let offset = start;
  const body = new Readable({
    read(sizeWanted) {
      const bytes = Math.min(sizeWanted, end + 1 - offset);
      if (bytes === 0) {
        this.push(null);
        return;
      }
      const at = offset;
      offset += bytes;
      this.push(bytesAt(at, bytes));
    },
  });
  pipeline(body, response, () => {});
}

const WITHOUT_CORS = new Set(['nocors', 'corp']);

/**
 * The request handler. `prefix` is the path below which it is mounted, '' or like '/media'; URLs
 * without it are answered with 404.
 */
export function createMediaHandler({ root, prefix = '' }) {
  const realRoot = realpathSync(root);
  const seenByKey = new Map();
  const memory = { failures: new Map(), broadcasts: new Map() };

  const remember = (request, response, url) => {
    const key = url.searchParams.get('key');
    if (key === null) return;
    const { range, origin } = request.headers;
    const entry = { method: request.method, path: url.pathname, range, origin, over: false };
    response.once('close', () => {
      entry.over = true;
    });
    seenByKey.set(key, [...(seenByKey.get(key) ?? []), entry]);
  };

  const answerSpecial = (request, response, route, rest, url) => {
    if (route === 'made' && /^\d+$/.test(rest)) {
      sendMade(request, response, {
        sizeBytes: Number(rest),
        ranges: url.searchParams.get('ranges') !== '0',
        type: 'application/octet-stream',
        bytesAt: patternBytes,
      });
    } else if (route === 'wav' && /^\d+$/.test(rest)) {
      const sizeBytes = Number(rest);
      sendMade(request, response, {
        ...{ sizeBytes, ranges: true, type: 'audio/wav', bytesAt: wavBytes(sizeBytes) },
      });
    } else if (route === 'status' && /^[2-5]\d\d$/.test(rest)) {
      response.writeHead(Number(rest)).end();
    } else if (route === 'html') {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><title>Not audio</title><p>This is a page, not a sound.');
    } else if (route === 'empty') {
      response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': 0 }).end();
    } else if (route === 'redirect') {
      response.writeHead(302, { Location: `${prefix}/${rest}${url.search}` }).end();
    } else if (route === 'log') {
      const seen = seenByKey.get(url.searchParams.get('key')) ?? [];
      response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
      response.end(JSON.stringify(seen));
    } else {
      response.writeHead(404).end();
    }
  };

  return (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const [route, ...segments] = url.pathname.slice(prefix.length + 1).split('/');
    const rest = segments.join('/');
    if (route !== 'log') remember(request, response, url);
    if (route === 'refused') {
      request.socket.destroy();
      return;
    }
    if (!WITHOUT_CORS.has(route) && url.searchParams.get('cors') !== '0') {
      allowAnyOrigin(request, response);
    }
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end();
      return;
    }
    const answerFile = Object.hasOwn(FILE_ROUTES, route) ? FILE_ROUTES[route] : undefined;
    if (!answerFile) {
      answerSpecial(request, response, route, rest, url);
      return;
    }
    let path;
    try {
      path = fileBelow(realRoot, decodeURIComponent(rest));
    } catch {
      path = undefined;
    }
    if (path === undefined) response.writeHead(404).end();
    else answerFile(request, response, path, url, memory);
  };
}

/** Starts the media server on a free port of 127.0.0.1. `close` also drops open connections. */
export async function startMediaServer({ root }) {
  const server = createServer(createMediaHandler({ root }));
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
