import type { PlaybackError } from '../engine/audio-engine.ts';
import { englishOf, translationNow } from './languages.ts';

/**
 * The words of what is loaded at first, in English; those of the controls are in
 * control-strings.ts, all others in late-strings.ts. Sentences end with a full stop; names of
 * controls don't.
 */
export const en = {
  /** For `Intl`. */
  locale: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',
  /** Between things that are said after each other. */
  separator: ', ',

  player: 'Audio player',
  playerOf: (title: string) => `Audio player: ${title}`,
  untitled: 'Untitled',
  noTrack: 'No track',

  play: 'Play',
  pause: 'Pause',
  back: (seconds: string) => `Back ${seconds}`,
  forward: (seconds: string) => `Forward ${seconds}`,
  transport: 'Transport',
  previous: 'Previous track',
  next: 'Next track',
  loop: 'Loop track',
  section: 'A–B, loop a section',
  sectionKey: 'A–B',
  live: 'Live',
  equalizerKey: 'EQ',
  /** The key that brings the controls which are still to come. */
  moreControls: 'More controls',

  modeTitle: { native: 'Native mode' },
  modeNote: {
    native: 'The browser is playing this file itself. Spectrum and equalizer are off.',
  },

  loading: 'Loading',
  failed: 'This track could not be loaded.',
  empty: 'There is nothing to play.',
};

export type Strings = typeof en;

const inEnglish = englishOf(en);

/** The words for a tag of `settings.lang`. */
export function stringsFor(lang: string): Strings {
  return translationNow(lang) ?? inEnglish(lang);
}

/**
 * Why a track can't be played, in one sentence: the engine's own, which is in English, or what
 * stands for it in the language.
 *
 * @param lang `settings.lang`
 */
export function errorCause({ code, message }: PlaybackError, lang: string): string {
  return translationNow(lang)?.errorCauses[code] ?? message;
}
