import type { PlaybackError } from '../engine/audio-engine.ts';
import { englishOf, translationNow } from './languages.ts';

/**
 * The words of what is loaded at first, in English; all others are in late-strings.ts. Sentences end
 * with a full stop; names of controls don't.
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
  mute: 'Mute',
  volume: 'Volume',
  volumeMuted: (percent: string) => `${percent}, muted`,

  speedAndSleep: (speed: string, left: string) => `Speed ${speed}, sleep timer: ${left}`,
  speedKey: (speed: string) => `Speed ${speed}`,
  /** Tracks of text. */
  tracks: 'Captions and chapters',
  more: 'More',

  seek: 'Seek',
  timeOf: (time: string, duration: string) => `${time} of ${duration}`,
  unknownDuration: 'Duration unknown',
  live: 'Live',
  liveSpoken: 'Live stream',

  display: 'Display',
  bars: 'Bars',
  line: 'Line',
  spectrogram: 'Spectrogram',
  oscilloscope: 'Oscilloscope',
  equalizer: 'Equalizer',
  equalizerKey: 'EQ',
  displayOffNative:
    'Not available in native mode: the browser does not let the page read the sound.',
  displayOffIdle: 'Not available until a track is loaded.',

  modeTitle: { native: 'Native mode' },
  modeNote: {
    native:
      'The browser is playing this file itself, because its server does not let pages read it. Spectrum and equalizer are off.',
  },

  loading: 'Loading',
  failed: 'This track could not be loaded.',
  tryAgain: 'Try again',
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
