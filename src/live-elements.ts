/** The elements that show what is heard and how, defined when something is to be heard. */
import { RustyAudioMeters } from './components/level-meters.ts';
import { RustyAudioModeBadge } from './components/mode-badge.ts';
import { RustyAudioPeakReadout } from './components/peak-readout.ts';
import { RustyAudioSpectrum } from './components/spectrum.ts';
import { defineElements } from './define-elements.ts';

defineElements({
  'rusty-audio-meters': RustyAudioMeters,
  'rusty-audio-mode-badge': RustyAudioModeBadge,
  'rusty-audio-peak-readout': RustyAudioPeakReadout,
  'rusty-audio-spectrum': RustyAudioSpectrum,
});
