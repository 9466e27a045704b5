import { notThere, START_LIMIT_MS } from './blocked-script.ts';
import type { Scope } from './scope.ts';
import { SCRIPT_FILES, type ScriptFile } from './script-files.ts';

export type AssetName = keyof typeof SCRIPT_FILES;

/**
 * Where a lazy file is: beside this module, or below `base` when the page says so.
 *
 * @param base the `assets` attribute, or null
 */
export function assetUrl(name: AssetName, base: string | null): string {
  const file = SCRIPT_FILES[name];
  if (base === null) return file.url().href;
  const folder = base.endsWith('/') ? base : `${base}/`;
  return new URL(file.name, new URL(folder, document.baseURI)).href;
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
  if (base !== null) return assetUrl(name, base);
  const file: ScriptFile = SCRIPT_FILES[name];
  const text = file.text ?? (await fetchScript(assetUrl(name, base), file.integrity));
  const blob = new Blob([text], { type: 'text/javascript' });
  return scope.objectUrl(blob);
}

async function fetchScript(url: string, integrity: string | null): Promise<string> {
  const signal = AbortSignal.timeout(START_LIMIT_MS);
  let response: Response;
  try {
    response = await fetch(url, { signal, ...(integrity === null ? {} : { integrity }) });
    if (response.ok) return await response.text();
  } catch (error) {
    throw new Error(
      signal.aborted
        ? `${url} did not arrive within ${START_LIMIT_MS / 1000} s; its server or the network is too slow.`
        : await explainRefusal(url, signal, error),
      { cause: error },
    );
  }
  throw new Error(notThere(url, response.status));
}

/** With a hash every answer but the right one looks like none at all: asks once more without. */
async function explainRefusal(url: string, signal: AbortSignal, error: unknown): Promise<string> {
  const response = await fetch(url, { signal }).catch(() => null);
  void response?.body?.cancel();
  if (response === null) {
    return `${url} could not be fetched (${String(error)}); its server must be reachable and, on another origin, allow it by Access-Control-Allow-Origin.`;
  }
  return response.ok
    ? `${url} is not the file that was built with the player; all its files must be of one build.`
    : notThere(url, response.status);
}
