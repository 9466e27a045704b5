import type { EngineSnapshot } from './snapshot.ts';

const LONGEST_SECONDS = 86_400;

/** @throws {RangeError} naming what was wrong and what is allowed */
export function validateSleep(end: number | 'end-of-track' | null): void {
  if (typeof end === 'number' && !(end > 0 && end <= LONGEST_SECONDS)) {
    throw new RangeError(
      `The sleep timer takes seconds above 0 and at most ${LONGEST_SECONDS}, "end-of-track" or null, not ${end}.`,
    );
  }
}

/** Seconds until it pauses; null when it is off, or the end of the track is not known. */
export function secondsToSleep(
  { sleep, duration, playbackRate }: EngineSnapshot,
  currentTime: number,
): number | null {
  if (sleep === null) return null;
  if (sleep !== 'end-of-track') return Math.max(0, (sleep - performance.now()) / 1000);
  const left = (duration - currentTime) / playbackRate;
  return Number.isFinite(left) ? Math.max(0, left) : null;
}
