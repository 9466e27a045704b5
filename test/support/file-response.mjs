// Sends one file, whole or a single byte range of it, with the manners of a real server or
// deliberately without them.
import { createReadStream, statSync } from 'node:fs';
import { extname } from 'node:path';
import { pipeline } from 'node:stream';
import { Pace } from './pace.mjs';

const CONTENT_TYPES = {
  '.aac': 'audio/aac',
  '.flac': 'audio/flac',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.m4a': 'audio/mp4',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.png': 'image/png',
  '.vtt': 'text/vtt',
  '.wav': 'audio/wav',
  '.webm': 'audio/webm',
};

/**
 * A dropped connection breaks so much later than its last byte: a body's stream that fails forgets
 * what its reader has not taken yet, and on loopback both come at once.
 */
const DROP_AFTER_MS = 100;

export function contentTypeOf(path) {
  return CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

/**
 * The first byte and the last one (inclusive) of `Range: bytes=a-b`, `a-` or `-n`; undefined for
 * no range or one that this server ignores (RFC 9110, 14.2); null for one that lies outside.
 */
export function parseRange(header, sizeBytes) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, first, last] = match;
  if (first === '') {
    const suffixBytes = Number(last);
    if (suffixBytes === 0 || sizeBytes === 0) return null;
    return { start: Math.max(0, sizeBytes - suffixBytes), end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== '' && Number(last) < start) return undefined;
  return start < sizeBytes ? { start, end } : null;
}

/**
 * @param {object} options
 * @param {boolean} [options.ranges] false: answers 200 with the whole file to a range request
 * @param {number} [options.bytesPerSecond] the pace; without it as fast as the socket takes it
 * @param {number} [options.stallAfterBytes] sends so many bytes of the body, then nothing, forever
 * @param {number} [options.cutAfterBytes] sends so many bytes of the body, then drops the connection
 */
export function sendFile(request, response, path, options = {}) {
  const { ranges = true, bytesPerSecond, stallAfterBytes, cutAfterBytes } = options;
  const sizeBytes = statSync(path).size;
  const range = ranges ? parseRange(request.headers.range, sizeBytes) : undefined;

  response.setHeader('Accept-Ranges', ranges ? 'bytes' : 'none');
  response.setHeader('Cache-Control', 'no-store');
  if (range === null) {
    response.writeHead(416, { 'Content-Range': `bytes */${sizeBytes}` }).end();
    return;
  }

  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  const lengthBytes = end - start + 1;
  response.setHeader('Content-Type', contentTypeOf(path));
  response.setHeader('Content-Length', lengthBytes);
  if (range) response.setHeader('Content-Range', `bytes ${start}-${end}/${sizeBytes}`);
  response.writeHead(range ? 206 : 200);
  if (request.method === 'HEAD' || lengthBytes === 0) {
    response.end();
    return;
  }

  const limitBytes = Math.min(stallAfterBytes ?? lengthBytes, cutAfterBytes ?? lengthBytes);
  if (limitBytes === 0) {
    response.flushHeaders();
    if (cutAfterBytes !== undefined) response.destroy();
    return;
  }
  const body = createReadStream(path, { start, end: start + limitBytes - 1 });
  if (limitBytes < lengthBytes) {
    body.pipe(response, { end: false });
    if (cutAfterBytes === limitBytes) {
      const drop = () => setTimeout(() => response.destroy(), DROP_AFTER_MS);
      body.on('end', () => response.write('', drop));
    }
    response.on('close', () => body.destroy());
    return;
  }
  const pace = bytesPerSecond === undefined ? [] : [new Pace(bytesPerSecond)];
  pipeline(body, ...pace, response, () => {});
}
