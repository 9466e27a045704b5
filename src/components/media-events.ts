import { SourceFailedEvent, type AudioEngine } from '../engine/audio-engine.ts';

/** The events of HTMLMediaElement: they neither bubble nor leave a shadow root. */
const MEDIA_EVENTS = [
  'abort',
  'canplay',
  'canplaythrough',
  'durationchange',
  'emptied',
  'ended',
  'error',
  'loadeddata',
  'loadedmetadata',
  'loadstart',
  'pause',
  'play',
  'playing',
  'progress',
  'ratechange',
  'seeked',
  'seeking',
  'stalled',
  'suspend',
  'timeupdate',
  'volumechange',
  'waiting',
] as const;

/** The player's own: they bubble and are composed. */
const PLAYER_EVENTS = ['autoplayblocked', 'eqchange', 'modechange', 'trackchange'] as const;

/** Everything that a player dispatches. */
export type PlayerEventName = (typeof MEDIA_EVENTS | typeof PLAYER_EVENTS)[number];

/**
 * Passes on every event of the engine as the one that the element is to dispatch, in the same order;
 * of a source that can't be used, at the `<source>` itself.
 * The listeners live as long as the engine.
 */
export function forwardEvents(engine: AudioEngine, dispatch: (event: Event) => void): void {
  for (const type of MEDIA_EVENTS) {
    engine.addEventListener(type, () => {
      dispatch(new Event(type));
    });
  }
  engine.addEventListener('sourcefailed', (event) => {
    if (!(event instanceof SourceFailedEvent)) return;
    if (event.key instanceof HTMLSourceElement) event.key.dispatchEvent(new Event('error'));
  });
  for (const type of PLAYER_EVENTS) {
    engine.addEventListener(type, () => {
      dispatch(new Event(type, { bubbles: true, composed: true }));
    });
  }
}

declare global {
  interface HTMLElementEventMap {
    autoplayblocked: Event;
    eqchange: Event;
    modechange: Event;
    trackchange: Event;
  }
}
