/**
 * Cross-origin isolation where the host lets nobody set headers. One file, two lives:
 *
 * - `<script src="rusty-audio-service-worker.js">` on a page, from its own origin: registers the
 *   file as a service worker for the folder it lies in, and reloads the page once when it has taken
 *   charge. Nothing happens on a page that is isolated already, or where workers are not allowed.
 * - As that worker: adds the headers of isolation to pages (navigations), and only those that are
 *   missing. Every other request passes it by untouched; nothing is cached.
 *
 * Can be imported in Node, where it does nothing.
 */

/** From here on Chromium isolates a document by a header of its own, which breaks nothing else. */
const DOCUMENT_ISOLATION_SINCE = 137;
const RELOADED = 'rusty-audio-isolation';

interface Navigation extends Event {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

interface WorkerScope extends EventTarget {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
}

function chromiumVersion(): number {
  return Number(/Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent)?.[1] ?? 0);
}

function isolationHeaders(): Readonly<Record<string, string>> {
  if (chromiumVersion() >= DOCUMENT_ISOLATION_SINCE) {
    return { 'Document-Isolation-Policy': 'isolate-and-credentialless' };
  }
  // WebKit knows no credentialless yet.
  const lenient = /Chrome|Firefox/.test(navigator.userAgent);
  return {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': lenient ? 'credentialless' : 'require-corp',
  };
}

async function isolated(request: Request): Promise<Response> {
  const response = await fetch(request);
  // A redirect is followed by the browser, and comes here again; an error page has no body to keep.
  if (response.type === 'opaqueredirect' || response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(isolationHeaders())) {
    if (!headers.has(name)) headers.set(name, value);
  }
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

function serve(scope: WorkerScope): void {
  scope.addEventListener('install', () => {
    void scope.skipWaiting();
  });
  scope.addEventListener('activate', (event) => {
    (event as unknown as { waitUntil(work: Promise<void>): void }).waitUntil(scope.clients.claim());
  });
  scope.addEventListener('fetch', (event) => {
    const { request } = event as Navigation;
    if (request.mode !== 'navigate') return;
    (event as Navigation).respondWith(isolated(request));
  });
}

async function register(script: string): Promise<void> {
  const { serviceWorker } = navigator;
  await serviceWorker.register(script);
  await serviceWorker.ready;
  // Once: where the headers don't help a second time would be the first of many.
  if (sessionStorage.getItem(RELOADED) !== null) return;
  sessionStorage.setItem(RELOADED, '');
  location.reload();
}

if (typeof document !== 'undefined') {
  const script = document.currentScript;
  const possible = script instanceof HTMLScriptElement && 'serviceWorker' in navigator;
  if (globalThis.crossOriginIsolated) sessionStorage.removeItem(RELOADED);
  else if (possible) {
    register(script.src).catch((error: unknown) => {
      console.warn(`The page could not be isolated: ${String(error)}`);
    });
  }
} else if ('ServiceWorkerGlobalScope' in globalThis) {
  serve(globalThis as unknown as WorkerScope);
}

export {};
