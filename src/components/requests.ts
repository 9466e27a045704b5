import type { LoopSection } from '../engine/audio-engine.ts';
import type { EqBand } from '../engine/equalizer.ts';
import type { Repeat } from '../playlist/play-queue.ts';
import type { Visualizer } from './player-context.ts';

/** What a part of the face asks of its player. The player decides; the display follows facts. */
export type PlayerRequest =
  | { readonly type: 'play' | 'pause' | 'retry' }
  /** Seconds from the start of the track; the engine clamps to what is seekable. */
  | { readonly type: 'seek'; readonly seconds: number }
  /** Another track of the playlist. */
  | { readonly type: 'previous' | 'next' }
  /** `index` in the list as it is shown. */
  | { readonly type: 'track'; readonly index: number }
  | { readonly type: 'shuffle'; readonly shuffle: boolean }
  | { readonly type: 'repeat'; readonly repeat: Repeat }
  /** The list in the full face comes or goes. */
  | { readonly type: 'show-playlist'; readonly shown: boolean }
  /** What is played over and over; null: nothing. */
  | { readonly type: 'section'; readonly section: LoopSection | null }
  /** Pause after so many seconds, or at the end of the track; null: never. */
  | { readonly type: 'sleep'; readonly end: number | 'end-of-track' | null }
  /** 0 to 1. */
  | { readonly type: 'volume'; readonly value: number }
  | { readonly type: 'mute'; readonly muted: boolean }
  | { readonly type: 'loop'; readonly loop: boolean }
  /** Factor, 1 is the recorded speed. */
  | { readonly type: 'rate'; readonly rate: number }
  /** `index` 0 to 7; members that are absent stay as they are. */
  | { readonly type: 'eq-band'; readonly index: number; readonly band: Partial<EqBand> }
  | { readonly type: 'eq-preset'; readonly name: string }
  | { readonly type: 'eq-bypass'; readonly bypass: boolean }
  /** dB, or `auto`: lowered by the curve's peak. */
  | { readonly type: 'eq-preamp'; readonly preamp: number | 'auto' }
  /** Bands and preamp in one step. */
  | {
      readonly type: 'eq-setting';
      readonly bands: readonly EqBand[];
      readonly preamp: number | 'auto';
    }
  /** The other one of the two settings that are compared. */
  | { readonly type: 'eq-compare' }
  /** Captions or subtitles to be shown; null: none. */
  | { readonly type: 'captions'; readonly track: TextTrack | null }
  | { readonly type: 'transcript'; readonly shown: boolean }
  | { readonly type: 'visualizer'; readonly visualizer: Visualizer };

export const PLAYER_REQUEST = 'rusty-audio-request';

/**
 * A wish on its way up to the player: bubbles and crosses shadow roots. Whoever stands between may
 * `preventDefault()` it and act instead.
 */
export class PlayerRequestEvent extends Event {
  readonly detail: PlayerRequest;

  constructor(detail: PlayerRequest) {
    super(PLAYER_REQUEST, { bubbles: true, composed: true, cancelable: true });
    this.detail = detail;
  }
}

/** Sends a wish up from `from`. Returns false if somebody else has taken it over. */
export function request(from: EventTarget, detail: PlayerRequest): boolean {
  return from.dispatchEvent(new PlayerRequestEvent(detail));
}

declare global {
  interface HTMLElementEventMap {
    'rusty-audio-request': PlayerRequestEvent;
  }
}
