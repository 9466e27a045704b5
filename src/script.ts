/**
 * `rusty-audio-player.js`, for a script tag: registers what the face shows and plays at rest, and
 * the rest when it is wanted. What is imported here is loaded before the first play (docs/decisions/0028).
 */
import { RustyAudioClock } from './components/clock.ts';
import { provideElements } from './components/late-elements.ts';
import { RustyAudioPlayer } from './components/rusty-audio-player.ts';
import { RustyAudioTransportKeys } from './components/transport-keys.ts';
import { RustyAudioTransport } from './components/transport.ts';
import { defineElements } from './define-elements.ts';

provideElements({ wanted: 'shown', load: () => import('./equalizer-elements.ts') }, [
  'rusty-audio-equalizer',
  'rusty-audio-equalizer-controls',
  'rusty-audio-preset-menu',
]);
provideElements({ wanted: 'shown', load: () => import('./playlist-elements.ts') }, [
  'rusty-audio-playlist',
]);
provideElements({ wanted: 'touched', load: () => import('./touched-elements.ts') }, [
  'rusty-audio-slider',
  'rusty-audio-display-switch',
  'rusty-audio-transport-settings',
  'rusty-audio-timeline',
]);
provideElements({ wanted: 'played', load: () => import('./live-elements.ts') }, [
  'rusty-audio-meters',
  'rusty-audio-mode-badge',
  'rusty-audio-peak-readout',
  'rusty-audio-spectrum',
]);
provideElements({ wanted: 'shown', load: () => import('./track-elements.ts') }, [
  'rusty-audio-captions',
  'rusty-audio-transcript',
]);

// The player first: what is inside finds its context when it is upgraded.
defineElements({
  'rusty-audio-player': RustyAudioPlayer,
  'rusty-audio-clock': RustyAudioClock,
  'rusty-audio-transport-keys': RustyAudioTransportKeys,
  'rusty-audio-transport': RustyAudioTransport,
});

export { RustyAudioPlayer };
