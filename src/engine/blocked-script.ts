import { Scope } from './scope.ts';

/** Longest that a script's server may take, and a started script to answer, milliseconds. */
export const START_LIMIT_MS = 8000;

/** Longest that a look for the cause may take, milliseconds. */
const LOOK_LIMIT_MS = 2000;

const POLICY = 'The page’s Content-Security-Policy';

/** Notes what the page's Content-Security-Policy blocks last, until its scope ends. */
export class PolicyWatch {
  #last: SecurityPolicyViolationEvent | null = null;

  /** @param scope ends with the start of threads: later violations are none of theirs */
  constructor(scope: Scope) {
    scope.listen(document, 'securitypolicyviolation', (event) => {
      this.#last = event as SecurityPolicyViolationEvent;
    });
  }

  /** What was blocked and what would allow it, one sentence; null when nothing was. */
  get sentence(): string | null {
    return this.#last === null ? null : describe(this.#last);
  }
}

function describe({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): string {
  if (blockedURI === 'wasm-eval') return WASM_FORBIDDEN;
  const directive = effectiveDirective.replace(/-(?:elem|attr)$/, '');
  return blockedURI === 'blob'
    ? blobForbidden(directive)
    : `${POLICY} forbids ${blockedURI}; its address in ${directive} allows it.`;
}

export function blobForbidden(directive: string): string {
  return `${POLICY} forbids scripts from blobs; ${directive} blob: allows them, or the attribute assets naming a folder of this site with the worker files.`;
}

export const WASM_FORBIDDEN =
  "The page’s Content-Security-Policy forbids WebAssembly; 'wasm-unsafe-eval' in script-src allows it.";

/**
 * Why a worker's or worklet's script was refused without a word, as one sentence that says what would
 * lift it. It looks at the file itself: whoever may start it may fetch it.
 *
 * @param url that the script was started from
 * @param otherwise what to say when nothing is wrong with the file
 */
export async function explainBlockedScript(
  url: string,
  policy: PolicyWatch,
  otherwise = `The browser refused to start ${url}.`,
): Promise<string> {
  const found = url.startsWith('blob:') ? null : await lookAtFile(url);
  // A violation is told of in a task of its own.
  await new Promise((resolve) => new Scope().timeout(0, () => resolve(undefined)));
  if (policy.sentence !== null) return policy.sentence;
  // The page made the blob of a script that it has, so that nothing but a policy can refuse it;
  // Chromium tells of no violation when it is a worklet's.
  if (url.startsWith('blob:')) return blobForbidden('script-src');
  return found ?? otherwise;
}

async function lookAtFile(url: string): Promise<string | null> {
  let response: Response;
  try {
    response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(LOOK_LIMIT_MS) });
  } catch (error) {
    return `${url} could not be fetched (${String(error)}); the attribute assets names the folder of the worker files.`;
  }
  void response.body?.cancel();
  if (!response.ok) return notThere(url, response.status);
  const type = response.headers.get('Content-Type') ?? 'no type';
  if (!/\b(?:java|ecma)script\b/.test(type)) {
    return `${url} is served as ${type}; Content-Type: text/javascript allows it.`;
  }
  if (globalThis.crossOriginIsolated && !response.headers.has('Cross-Origin-Embedder-Policy')) {
    return `${url} is served without the header that an isolated page asks of its workers; Cross-Origin-Embedder-Policy: credentialless on it allows it.`;
  }
  return null;
}

/** The sentence for a script that its server doesn't give out. */
export function notThere(url: string, status: number): string {
  return `${url} answered ${status}; the worker files belong beside the player’s script, or into the folder that the attribute assets names.`;
}
