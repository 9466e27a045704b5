import { type PolicyWatch, WASM_FORBIDDEN, blobForbidden } from './blocked-script.ts';
import { compileKernels } from './kernel-modules.ts';
import type { KernelModules } from './protocol.ts';
import { Scope } from './scope.ts';

/*
 * A page's policy doesn't change, and each breach of it is reported to the page's owner. So what it
 * may forbid is tried by one probe for all players, and never again when it was refused.
 */
let blobWorkers: Promise<boolean> | null = null;
let wasmRefused = false;

/** @throws {Error} one sentence, where the page's policy forbids WebAssembly */
export async function allowedKernels(): Promise<KernelModules> {
  if (wasmRefused) throw new Error(WASM_FORBIDDEN);
  try {
    return await compileKernels();
  } catch (error) {
    // The kernels are sound, and this browser's WebAssembly was looked at before.
    wasmRefused = true;
    throw new Error(WASM_FORBIDDEN, { cause: error });
  }
}

/**
 * Starts a worker that does nothing.
 *
 * @throws {Error} one sentence, where the page's policy forbids workers from blobs
 */
export async function allowBlobWorkers(policy: PolicyWatch): Promise<void> {
  blobWorkers ??= startEmptyWorker();
  if (!(await blobWorkers)) throw new Error(policy.sentence ?? blobForbidden('worker-src'));
}

async function startEmptyWorker(): Promise<boolean> {
  const scope = new Scope();
  const script = new Blob(['postMessage(0);close()'], { type: 'text/javascript' });
  try {
    const worker = scope.worker(scope.objectUrl(script));
    return await new Promise<boolean>((resolve) => {
      scope.listen(worker, 'message', () => {
        resolve(true);
      });
      scope.listen(worker, 'error', (event) => {
        event.preventDefault();
        resolve(false);
      });
    });
  } finally {
    scope.dispose();
  }
}
