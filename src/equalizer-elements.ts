/** The elements of the equalizer, defined when one is wanted. */
import { RustyAudioEqualizerControls } from './components/equalizer-controls.ts';
import { RustyAudioEqualizer } from './components/equalizer.ts';
import { RustyAudioPresetMenu } from './components/preset-menu.ts';
import { defineElements } from './define-elements.ts';

// What others hold inside them comes first.
defineElements({
  'rusty-audio-preset-menu': RustyAudioPresetMenu,
  'rusty-audio-equalizer-controls': RustyAudioEqualizerControls,
  'rusty-audio-equalizer': RustyAudioEqualizer,
});
