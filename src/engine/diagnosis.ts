import { startableUrl } from './assets.ts';
import { PolicyWatch } from './blocked-script.ts';
import { missingCapabilities } from './capabilities.ts';
import { isolationLines } from './host-headers.ts';
import { LAYOUT } from './memory-layout.ts';
import { compileKernels } from './kernel-modules.ts';
import { MIN_WORKERS } from './pool-plan.ts';
import { Scope } from './scope.ts';
import type { PlaybackMode } from './snapshot.ts';
import { WorkerPool } from './worker-pool.ts';

/** One capability, tried. */
export interface DiagnosisCheck {
  readonly name: string;
  readonly ok: boolean;
  /** One plain sentence: what was found. */
  readonly detail: string;
  /** What would lift it, header lines where it is one; empty when nothing is missing. */
  readonly fix: string;
}

/** What this page, this browser and this file allow. */
export interface Diagnosis {
  /** The mode that a play would get. */
  readonly mode: Exclude<PlaybackMode, 'idle'>;
  readonly checks: readonly DiagnosisCheck[];
}

interface DiagnosisSubject {
  /** Absolute URL of the file; empty when there is none. */
  readonly url: string;
  readonly workers: 'auto' | number;
  readonly assets: string | null;
}

const good = (name: string, detail: string): DiagnosisCheck => ({
  name,
  ok: true,
  detail,
  fix: '',
});
const bad = (name: string, detail: string, fix: string): DiagnosisCheck => ({
  name,
  ok: false,
  detail,
  fix,
});

/** What a thrown error says, taken apart: the finding, and behind the last semicolon the fix. */
function failed(name: string, error: unknown): DiagnosisCheck {
  const message = error instanceof Error ? error.message : String(error);
  const [detail = message, ...fix] = message.split('; ');
  return bad(name, detail, fix.join('; '));
}

async function attempt(
  name: string,
  detail: string,
  work: () => Promise<unknown>,
): Promise<DiagnosisCheck> {
  try {
    await work();
    return good(name, detail);
  } catch (error) {
    return failed(name, error);
  }
}

function secureContext(): DiagnosisCheck {
  const name = 'secure context';
  return globalThis.isSecureContext
    ? good(name, 'The page came over HTTPS, or from this machine.')
    : bad(name, 'The page came over plain HTTP.', 'Serve it over HTTPS.');
}

async function isolation(): Promise<DiagnosisCheck> {
  const name = 'cross-origin isolation';
  return globalThis.crossOriginIsolated
    ? good(name, 'The page is cross-origin isolated.')
    : bad(name, 'The page is not cross-origin isolated.', await isolationLines());
}

/** Starts real threads on real shared memory, and ends them. */
async function startThreads(assets: string | null): Promise<void> {
  const pool = await WorkerPool.start({
    workers: MIN_WORKERS,
    memoryBytes: LAYOUT.PLAYER_MEMORY_BYTES,
    sampleRate: 48_000,
    assets,
  });
  pool.dispose();
}

/** Teaches a context that nobody hears the output processor. */
async function loadWorklet(assets: string | null): Promise<void> {
  const scope = new Scope();
  try {
    const policy = new PolicyWatch(scope);
    const context = new OfflineAudioContext({ length: 128, sampleRate: 48_000 });
    const url = await startableUrl('output', assets, scope);
    await context.audioWorklet.addModule(url).catch((error: unknown) => {
      throw new Error(policy.sentence ?? `The output worklet was refused (${String(error)}).`);
    });
  } finally {
    scope.dispose();
  }
}

/** Whether the page may read the file, asking for its first byte alone. */
async function readFile(url: string): Promise<DiagnosisCheck> {
  const name = 'reading the file';
  const { origin } = new URL(url);
  const response = await fetch(url, { headers: { Range: 'bytes=0-0' } }).catch(() => null);
  if (response === null) {
    return bad(
      name,
      `The page may not read ${url}, or its server can't be reached.`,
      `On ${origin}: Access-Control-Allow-Origin: ${location.origin}`,
    );
  }
  void response.body?.cancel();
  return response.ok
    ? good(name, `The file can be read, ${response.status === 206 ? 'in parts' : 'as a whole'}.`)
    : bad(name, `${url} answered ${response.status}.`, 'The address of the file.');
}

/** Tries everything that decides the mode, threads and all; nothing of it goes on afterwards. */
export async function diagnose({ url, workers, assets }: DiagnosisSubject): Promise<Diagnosis> {
  const checks = [
    secureContext(),
    await isolation(),
    ...missingCapabilities().map(({ name, reason }) => failed(name, new Error(reason))),
  ];
  if (workers === 0) {
    checks.push(
      bad('threads', 'The page turned threads off (workers="0").', 'Remove workers="0".'),
    );
  } else if (checks.every(({ ok }) => ok)) {
    checks.push(
      await attempt('WebAssembly', 'The kernels compile.', compileKernels),
      await attempt('threads', 'Workers start and share memory.', () => startThreads(assets)),
      await attempt('output worklet', 'The output worklet loads.', () => loadWorklet(assets)),
    );
  }
  const threaded = checks.every(({ ok }) => ok);
  const file = url === '' ? null : await readFile(url);
  if (file !== null) checks.push(file);
  const readable = file === null || file.ok;
  return Object.freeze({
    mode: !readable ? 'native' : threaded ? 'threaded' : 'fallback',
    checks: Object.freeze(checks),
  });
}
