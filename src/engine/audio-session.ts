import type { Scope } from './scope.ts';

/** Safari's Audio Session API (W3C working draft), which TypeScript does not know yet. */
interface AudioSessionHolder {
  readonly audioSession?: { type: string };
}

let holders = 0;

/**
 * Says that the page plays media, where it has not said anything itself: then an iPhone's silent
 * switch and its lock screen leave Web Audio alone, as they do `<audio>`. Holds until the last scope
 * for which it was taken ends.
 */
export function takeAudioSession(scope: Scope): void {
  const { audioSession } = navigator as AudioSessionHolder;
  if (audioSession === undefined || (holders === 0 && audioSession.type !== 'auto')) return;
  holders += 1;
  audioSession.type = 'playback';
  scope.own(() => {
    holders -= 1;
    if (holders === 0) audioSession.type = 'auto';
  });
}
