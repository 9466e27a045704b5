import { notThere, START_LIMIT_MS } from './blocked-script.ts';
import type { Scope } from './scope.ts';

/** The files that are loaded on first need, beside the module that is running. */
const FILES = {
  decode: new URL('./rusty-audio-decode-worker.js', import.meta.url),
  dsp: new URL('./rusty-audio-dsp-worker.js', import.meta.url),
  output: new URL('./rusty-audio-output-worklet.js', import.meta.url),
} as const;
export type AssetName = keyof typeof FILES;

/**
 * Where a lazy file is: beside this module, or below `base` when the page says so.
 *
 * @param base the `assets` attribute, or null
 */
export function assetUrl(name: AssetName, base: string | null): string {
  const file = FILES[name];
  if (base === null) return file.href;
  const folder = base.endsWith('/') ? base : `${base}/`;
  const fileName = file.pathname.slice(file.pathname.lastIndexOf('/') + 1);
  return new URL(fileName, new URL(folder, document.baseURI)).href;
}

/**
 * A URL that a worker or worklet can be started from. A worker's script must be of the page's
 * origin and, on an isolated page, carry COEP itself; a blob of the page has both by birth, so the
 * script is fetched and handed over as a blob. With `assets` the page says that its policy allows
 * no blobs: the URL is used as it is.
 *
 * @throws {Error} naming the file when it can't be fetched in time
 */
export async function startableUrl(
  name: AssetName,
  base: string | null,
  scope: Scope,
): Promise<string> {
  const url = assetUrl(name, base);
  if (base !== null) return url;
  const blob = new Blob([await fetchScript(url)], { type: 'text/javascript' });
  return scope.objectUrl(blob);
}

async function fetchScript(url: string): Promise<string> {
  const signal = AbortSignal.timeout(START_LIMIT_MS);
  let response: Response;
  try {
    response = await fetch(url, { signal });
    if (response.ok) return await response.text();
  } catch (error) {
    throw new Error(
      signal.aborted
        ? `${url} did not arrive within ${START_LIMIT_MS / 1000} s; its server or the network is too slow.`
        : `${url} could not be fetched (${String(error)}); its server must be reachable and, on another origin, allow it by Access-Control-Allow-Origin.`,
      { cause: error },
    );
  }
  throw new Error(notThere(url, response.status));
}
