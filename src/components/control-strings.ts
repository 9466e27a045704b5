import type { PlaybackError } from '../engine/audio-engine.ts';
import { englishOf, translationNow } from './languages.ts';
import { en, type Strings } from './strings.ts';

/** The words of the face that answers, in English. */
export const controlEn = {
  back: (seconds: string) => `Back ${seconds}`,
  forward: (seconds: string) => `Forward ${seconds}`,
  previous: 'Previous track',
  next: 'Next track',
  loop: 'Loop track',
  section: 'A–B, loop a section',

  modeTitle: { native: 'Native mode' },
  modeNote: {
    native: 'The browser is playing this file itself. Spectrum and equalizer are off.',
  },

  loading: 'Loading',

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
  liveSpoken: 'Live stream',
  tryAgain: 'Try again',

  display: 'Display',
  bars: 'Bars',
  line: 'Line',
  spectrogram: 'Spectrogram',
  oscilloscope: 'Oscilloscope',
  equalizer: 'Equalizer',
  displayOffNative:
    'Not available in native mode: the browser does not let the page read the sound.',
  displayOffIdle: 'Not available until a track is loaded.',
};

export type ControlStrings = Strings & typeof controlEn;

const inEnglish = englishOf<ControlStrings>({ ...en, ...controlEn });

/** The words for a tag of `settings.lang`, for the controls. */
export function controlStringsFor(lang: string): ControlStrings {
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
