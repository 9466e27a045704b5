import { type PolicyWatch, blobForbidden } from './blocked-script.ts';
import { Scope } from './scope.ts';

/*
 * A page's policy doesn't change, and each breach of it is reported to the page's owner. So what it
 * may forbid of blobs is tried by one probe for all players, and never again when it was refused.
 */
let blobWorkers: Promise<boolean> | null = null;
let blobWorkersRefused = false;
let blobImages: Promise<boolean> | null = null;

/** A picture of one pixel. */
const SMALLEST_GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/**
 * Starts a worker that does nothing.
 *
 * @throws {Error} one sentence, where the page's policy forbids workers from blobs
 */
export async function allowBlobWorkers(policy: PolicyWatch): Promise<void> {
  blobWorkers ??= startEmptyWorker();
  if (await blobWorkers) return;
  blobWorkersRefused = true;
  throw new Error(policy.sentence ?? blobForbidden('worker-src'));
}

/** Whether it is known that the page's policy forbids workers from blobs. */
export const blobWorkersForbidden = (): boolean => blobWorkersRefused;

/** Whether the page's policy lets a picture be shown that is a blob. */
export async function mayShowBlobs(): Promise<boolean> {
  blobImages ??= loadSmallestImage();
  return blobImages;
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

async function loadSmallestImage(): Promise<boolean> {
  const scope = new Scope();
  const bytes = Uint8Array.from(atob(SMALLEST_GIF), (character) => character.charCodeAt(0));
  const image = new Image();
  image.src = scope.objectUrl(new Blob([bytes], { type: 'image/gif' }));
  try {
    return await image.decode().then(
      () => true,
      () => false,
    );
  } finally {
    scope.dispose();
  }
}
