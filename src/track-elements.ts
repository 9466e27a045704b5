/** The elements that show what is said, defined when a player shows it. */
import { RustyAudioCaptions } from './components/captions.ts';
import { RustyAudioTranscript } from './components/transcript.ts';
import { defineElements } from './define-elements.ts';

defineElements({
  'rusty-audio-captions': RustyAudioCaptions,
  'rusty-audio-transcript': RustyAudioTranscript,
});
