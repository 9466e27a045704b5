/**
 * `rusty-audio-player.js`, for a script tag: a player at rest, and the rest when it is wanted. What
 * is imported here is loaded before the first play (docs/decisions/0028).
 */
import { PlayerElement } from './components/player-element.ts';
import type { FaceHost, PlayerFace } from './components/player-face.ts';
import { RestingFace } from './components/resting-face.ts';
import { defineElements } from './define-elements.ts';
import { LazyPart } from './engine/lazy-part.ts';

const PARTS = {
  answering: new LazyPart(() => import('./face-elements.ts')),
  playing: new LazyPart(() => import('./live-elements.ts')),
};

class RustyAudioPlayer extends PlayerElement {
  protected override createFace(host: FaceHost): PlayerFace {
    return new RestingFace(host, PARTS);
  }
}

defineElements({ 'rusty-audio-player': RustyAudioPlayer });

export { RustyAudioPlayer };
