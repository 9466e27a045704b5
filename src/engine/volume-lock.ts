import type { PlaybackMode } from './snapshot.ts';

/**
 * Whether only the device's own keys change the loudness: in `native` mode on iPhones, where the
 * `volume` of a media element can't be set. The other modes have a gain of their own.
 */
export function volumeIsLocked(mode: PlaybackMode): boolean {
  if (mode !== 'native') return false;
  const element = new Audio();
  element.volume = 0.5;
  return element.volume !== 0.5;
}
