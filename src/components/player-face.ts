import type { AudioEngine } from '../engine/audio-engine.ts';
import type { MediaHost } from './media-host.ts';
import type { ViewSettings } from './player-context.ts';

/** What a player lends to its face. */
export interface FaceHost {
  readonly player: MediaHost;
  readonly root: ShadowRoot;
  readonly engine: AudioEngine;
  readonly settings: () => ViewSettings;
}

/** What is seen of a player, in its shadow root. */
export interface PlayerFace {
  /** Brings it up to settings and engine; cheap where nothing has changed. */
  update(): void;
  /** There may be others among the elements that an author put into the player. */
  childrenChanged(): void;
  /** What is still to come of that which `update` began. */
  readonly unsettled: Promise<unknown> | undefined;
}
