import { englishOf, translationNow } from './languages.ts';

/**
 * The words of the face at rest, in English; those of the one that answers are in
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
  transport: 'Transport',
  sectionKey: 'A–B',
  live: 'Live',
  equalizerKey: 'EQ',
  /** The key that brings the controls which are still to come. */
  moreControls: 'More controls',

  failed: 'This track could not be loaded.',
  empty: 'There is nothing to play.',
};

export type Strings = typeof en;

const inEnglish = englishOf(en);

/** The words for a tag of `settings.lang`. */
export function stringsFor(lang: string): Strings {
  return translationNow(lang) ?? inEnglish(lang);
}
