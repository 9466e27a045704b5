/** The face that answers, with its controls, loaded when somebody reaches for a player. */
import { RustyAudioClock } from './components/clock.ts';
import { RustyAudioDisplaySwitch } from './components/display-switch.ts';
import { provideElements } from './components/late-elements.ts';
import { RustyAudioSlider } from './components/slider.ts';
import { RustyAudioTimeline } from './components/timeline.ts';
import { RustyAudioTransportKeys } from './components/transport-keys.ts';
import { RustyAudioTransportSettings } from './components/transport-settings.ts';
import { RustyAudioTransport } from './components/transport.ts';
import { defineElements } from './define-elements.ts';

export { catchUp } from './components/catch-up.ts';
export { LiveFace } from './components/live-face.ts';

provideElements({ wanted: 'shown', load: () => import('./equalizer-elements.ts') }, [
  'rusty-audio-equalizer',
  'rusty-audio-equalizer-controls',
  'rusty-audio-preset-menu',
]);
provideElements({ wanted: 'shown', load: () => import('./playlist-elements.ts') }, [
  'rusty-audio-playlist',
]);
provideElements({ wanted: 'heard', load: () => import('./live-elements.ts') }, [
  'rusty-audio-meters',
  'rusty-audio-mode-badge',
  'rusty-audio-peak-readout',
  'rusty-audio-spectrum',
]);
provideElements({ wanted: 'shown', load: () => import('./track-elements.ts') }, [
  'rusty-audio-captions',
  'rusty-audio-transcript',
]);

defineElements({
  'rusty-audio-slider': RustyAudioSlider,
  'rusty-audio-display-switch': RustyAudioDisplaySwitch,
  'rusty-audio-clock': RustyAudioClock,
  'rusty-audio-transport-keys': RustyAudioTransportKeys,
  'rusty-audio-transport-settings': RustyAudioTransportSettings,
  'rusty-audio-timeline': RustyAudioTimeline,
  'rusty-audio-transport': RustyAudioTransport,
});
