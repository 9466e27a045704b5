import { defineElements } from './define-elements.ts';
import * as elements from './element.ts';

// The player first: what is inside finds its context when it is upgraded.
defineElements({
  'rusty-audio-player': elements.RustyAudioPlayer,
  'rusty-audio-slider': elements.RustyAudioSlider,
  'rusty-audio-mode-badge': elements.RustyAudioModeBadge,
  'rusty-audio-display-switch': elements.RustyAudioDisplaySwitch,
  'rusty-audio-peak-readout': elements.RustyAudioPeakReadout,
  'rusty-audio-preset-menu': elements.RustyAudioPresetMenu,
  'rusty-audio-equalizer-controls': elements.RustyAudioEqualizerControls,
  'rusty-audio-equalizer': elements.RustyAudioEqualizer,
  'rusty-audio-spectrum': elements.RustyAudioSpectrum,
  'rusty-audio-meters': elements.RustyAudioMeters,
  'rusty-audio-clock': elements.RustyAudioClock,
  'rusty-audio-transport-keys': elements.RustyAudioTransportKeys,
  'rusty-audio-transport-settings': elements.RustyAudioTransportSettings,
  'rusty-audio-timeline': elements.RustyAudioTimeline,
  'rusty-audio-captions': elements.RustyAudioCaptions,
  'rusty-audio-transcript': elements.RustyAudioTranscript,
  'rusty-audio-transport': elements.RustyAudioTransport,
  'rusty-audio-playlist-key': elements.RustyAudioPlaylistKey,
  'rusty-audio-playlist': elements.RustyAudioPlaylist,
});

export * from './element.ts';
