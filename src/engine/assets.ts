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
 * @throws {Error} naming the file when it can't be fetched.
 */
export async function startableUrl(
  name: AssetName,
  base: string | null,
  scope: Scope,
): Promise<string> {
  const url = assetUrl(name, base);
  if (base !== null) return url;
  const response = await fetch(url).catch((error: unknown) => {
    throw new Error(`${url} could not be fetched (${String(error)}).`);
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  const blob = new Blob([await response.text()], { type: 'text/javascript' });
  return scope.objectUrl(blob);
}
