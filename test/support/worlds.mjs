// The worlds in which the browser tests run. A world is a browser of its own plus the headers
// that the test server sends to it; the server recognises it by a suffix of the user agent.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} World
 * @property {string} name
 * @property {string[]} folders whose `*.test.ts` files run in it, relative to the repository's root
 * @property {Record<string, string>} headers sent with every response to this world
 * @property {number} pages that may be open at once: one where threads must not want for a processor
 */

const ISOLATING_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'credentialless',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** @type {readonly World[]} */
export const WORLDS = [
  {
    name: 'units',
    folders: ['test/unit'],
    headers: ISOLATING_HEADERS,
    pages: 2,
  },
  {
    name: 'isolated',
    folders: ['test/both', 'test/isolated'],
    headers: ISOLATING_HEADERS,
    pages: 1,
  },
  {
    name: 'plain',
    folders: ['test/both'],
    headers: {},
    pages: 1,
  },
  {
    name: 'require-corp',
    folders: ['test/require-corp'],
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
    pages: 1,
  },
];

/** The test files of a world, relative to `root`. */
export function testFilesOf(world, root) {
  return world.folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
    )
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}

const MARK = /\btest-world\/([\w-]+)/;

/** The user agent by which the server knows the world. */
export function userAgentOf(world, browserVersion) {
  return (
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ' +
    `Chrome/${browserVersion} Safari/537.36 test-world/${world.name}`
  );
}

/** The name of the world that sent a request, or an empty string for a visitor from elsewhere. */
export function worldNameOf(userAgent) {
  return MARK.exec(userAgent ?? '')?.[1] ?? '';
}

/** Koa middleware: the headers of the world that asks, on every response. */
export async function worldHeaders(context, next) {
  const name = worldNameOf(context.get('user-agent'));
  const world = WORLDS.find((candidate) => candidate.name === name);
  if (world) context.set(world.headers);
  await next();
}
