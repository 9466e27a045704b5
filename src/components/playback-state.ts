import { NETWORK_STATE, READY_STATE, type EngineSnapshot } from '../engine/audio-engine.ts';

/**
 * What the face shows of a track, in one word.
 * - `empty`: no source has been chosen
 * - `error`: it can't be played; `snapshot.error` says why
 * - `loading`: nothing is known of it yet, and it is on its way
 * - `waiting`: nothing is known of it yet, and nothing is being fetched (`preload="none"`)
 * - `ready`: its duration is known
 */
export type PlaybackState = 'empty' | 'error' | 'loading' | 'waiting' | 'ready';

export function playbackState(snapshot: EngineSnapshot | undefined): PlaybackState {
  if (!snapshot) return 'empty';
  if (snapshot.error) return 'error';
  if (snapshot.networkState === NETWORK_STATE.EMPTY) return 'empty';
  if (snapshot.readyState >= READY_STATE.HAVE_METADATA) return 'ready';
  if (snapshot.networkState === NETWORK_STATE.LOADING || !snapshot.paused) return 'loading';
  return snapshot.networkState === NETWORK_STATE.NO_SOURCE && snapshot.currentSrc === ''
    ? 'empty'
    : 'waiting';
}

/** Has it been played, or does it want to be? */
export function isPlayed({ mode, paused }: EngineSnapshot): boolean {
  return mode !== 'idle' || !paused;
}

/** Is there something of the sound to be shown? What shows it comes behind what makes it. */
export function isUnderWay(snapshot: EngineSnapshot): boolean {
  return isPlayed(snapshot) && !snapshot.waiting;
}

/** Is the listener waiting for sound: should the play key turn? */
export function isBusy(snapshot: EngineSnapshot | undefined): boolean {
  if (!snapshot || snapshot.error) return false;
  return playbackState(snapshot) === 'loading' || (snapshot.waiting && !snapshot.paused);
}

/** The end of the part that is ready without a gap from `seconds` on; `seconds` if none is. */
export function bufferedEnd(snapshot: EngineSnapshot, seconds: number): number {
  const span = snapshot.buffered.find(({ start, end }) => start <= seconds + 0.1 && end > seconds);
  return span?.end ?? seconds;
}

/** May the listener move about in the track? */
export function canSeek(snapshot: EngineSnapshot | undefined): boolean {
  return (
    snapshot !== undefined &&
    playbackState(snapshot) === 'ready' &&
    Number.isFinite(snapshot.duration) &&
    snapshot.duration > 0
  );
}
