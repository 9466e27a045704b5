import type { AssetName } from './assets.ts';
import type { WorkerRole } from './protocol.ts';

/** A worker of a pool: the script it runs and what it is there for. */
export interface WorkerPlan {
  readonly asset: AssetName;
  readonly roles: readonly WorkerRole[];
}

export const MIN_WORKERS = 2;
export const MAX_WORKERS = 8;

/** Roles that sleep on memory and roles that keep promises never share a thread. */
const sleeps = (...roles: WorkerRole[]): WorkerPlan => ({ asset: 'dsp', roles });
const promises = (...roles: WorkerRole[]): WorkerPlan => ({ asset: 'decode', roles });

/**
 * Who does what in a pool of `workers` (2 to 8). Two workers share the roles pairwise; from four on
 * every role has a thread of its own, and whatever is left does background work.
 *
 * @throws {RangeError} for another number
 */
export function planPool(workers: number): readonly WorkerPlan[] {
  if (!Number.isInteger(workers) || workers < MIN_WORKERS || workers > MAX_WORKERS) {
    throw new RangeError(`A pool has ${MIN_WORKERS} to ${MAX_WORKERS} workers, not ${workers}.`);
  }
  if (workers === 2) return [sleeps('dsp', 'fft'), promises('decode', 'background')];
  if (workers === 3) {
    return [sleeps('dsp', 'fft'), promises('decode'), promises('background')];
  }
  const background = Array.from({ length: workers - 3 }, () => promises('background'));
  return [sleeps('dsp'), sleeps('fft'), promises('decode'), ...background];
}

/**
 * How many workers `auto` means: two where cores are few or the device is a phone, else four. More
 * would only decode overviews sooner.
 */
export function automaticWorkers(): number {
  const phone = /\bMobi|Android|iPhone|iPad/.test(navigator.userAgent);
  return phone || navigator.hardwareConcurrency < 6 ? 2 : 4;
}
