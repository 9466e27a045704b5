/** The controls of a player that somebody reaches for, defined when that happens. */
import { RustyAudioDisplaySwitch } from './components/display-switch.ts';
import { RustyAudioSlider } from './components/slider.ts';
import { RustyAudioTimeline } from './components/timeline.ts';
import { RustyAudioTransportSettings } from './components/transport-settings.ts';
import { defineElements } from './define-elements.ts';

defineElements({
  'rusty-audio-slider': RustyAudioSlider,
  'rusty-audio-display-switch': RustyAudioDisplaySwitch,
  'rusty-audio-transport-settings': RustyAudioTransportSettings,
  'rusty-audio-timeline': RustyAudioTimeline,
});
