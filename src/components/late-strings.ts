import type { PresetName } from '../engine/equalizer-presets.ts';
import { controlEn, type ControlStrings } from './control-strings.ts';
import { englishOf, translationNow } from './languages.ts';
import { en } from './strings.ts';

/** The words of what is loaded when it is wanted, in English. */
const lateEn = {
  speed: 'Speed',
  sleep: 'Sleep timer',
  sleepOff: 'Off',
  sleepEndOfTrack: 'End of track',
  chapters: 'Chapters',
  captions: 'Captions',
  transcript: 'Transcript',
  transcriptClose: 'Close transcript',
  transcriptFollow: 'Follow',
  transcriptWaiting: 'The text is not there yet.',
  sectionStart: 'Start of the loop, A',
  sectionEnd: 'End of the loop, B',
  backTo: (page: string) => `Back, ${page}`,

  meters: 'Level meters, left and right',
  /** Letters under the meters: left, right. */
  channels: ['L', 'R'] as readonly [left: string, right: string],
  spectrumLive: (scale: string) => `Live spectrum, 20 hertz to 20 kilohertz, ${scale} scale`,
  spectrumResting: (scale: string) => `Spectrum at rest, 20 hertz to 20 kilohertz, ${scale} scale`,
  spectrogramLive: (scale: string) =>
    `Live spectrogram of the last 10 seconds, 20 hertz to 20 kilohertz, ${scale} scale`,
  spectrogramResting: (scale: string) =>
    `Spectrogram at rest, 20 hertz to 20 kilohertz, ${scale} scale`,
  oscilloscopeLive: 'Live oscilloscope',
  oscilloscopeResting: 'Oscilloscope at rest',
  spectrumOffNative: 'Spectrum: not available in native mode',
  scales: { log: 'logarithmic', mel: 'mel', bark: 'Bark', linear: 'linear' },
  noSpectrum: 'No live spectrum in native mode',
  soundUnaffected: 'The sound itself is not affected.',
  peak: 'Peak',
  loudness: 'Loudness',

  modes: { threaded: 'threaded', fallback: 'fallback', native: 'native' },
  modeTitle: {
    ...controlEn.modeTitle,
    threaded: 'Threaded mode',
    fallback: 'Fallback mode',
  },
  modeNote: {
    ...controlEn.modeNote,
    threaded: 'Decoding runs on its own thread, so a busy page never makes the sound stutter.',
    fallback: 'Decoding shares the page’s thread. Everything still works.',
  },
  modeQuestion: (mode: string) => `Mode: ${mode}. What does this mean?`,

  equalizerSettings: 'Equalizer settings',
  equalizerOn: 'Equalizer on',
  equalizerOffNative: 'The equalizer is off in native mode',
  on: 'On',
  off: 'Off',
  bypassed: 'Bypassed',
  presets: 'Presets',
  presetIs: (name: string) => `Preset: ${name}`,
  customPreset: 'Custom',
  presetNames: {
    flat: 'Flat',
    'bass-boost': 'Bass boost',
    'vocal-enhance': 'Vocal enhance',
    bright: 'Bright',
    warm: 'Warm',
    loudness: 'Loudness',
    'late-night': 'Late night',
    'small-speakers': 'Small speakers',
    classical: 'Classical',
    rock: 'Rock',
    electronic: 'Electronic',
    acoustic: 'Acoustic',
    podcast: 'Podcast',
  } satisfies Record<PresetName, string>,
  preamp: 'Preamp',
  preampAutomatic: (decibels: string) => `automatic, ${decibels}`,
  preampAutomaticKey: (decibels: string) => `${decibels}, automatic preamp`,
  preampAutomaticTitle: 'Automatic: lowered by the curve’s peak, so that boosting can’t clip',
  compareKey: (slot: 'A' | 'B') => `Compare: setting ${slot}`,
  compareTitle: 'Changes between two settings. In the plot: X',

  exchange: 'Import and export…',
  exchangeTitle: 'Import and export',
  exchangeText: 'Equalizer APO or AutoEq text, or a link',
  exchangeHint: 'Paste or drop a text here',
  exchangeApply: 'Apply',
  exchangeFile: 'Choose a file',
  exchangeDownload: 'Download',
  exchangeCopy: 'Copy text',
  exchangeLink: 'Copy link',
  exchangeCopied: 'Copied.',
  exchangeNotCopied: 'The browser did not let the page copy. Here it is, to copy by hand.',
  exchangeApplied: 'The setting was taken over.',
  exchangeFitted: (decibels: string) =>
    `The setting was fitted onto eight bands. It differs by at most ${decibels}.`,
  exchangeRefused: (problem: string) => `Nothing was changed. ${problem}`,

  bandName: (number: string) => `Band ${number}`,
  bandOff: 'off',
  bandEdit: (number: string) => `Edit band ${number}`,
  bandType: 'Type',
  bandFrequency: 'Frequency, Hz',
  bandGain: 'Gain, dB',
  bandQ: 'Q',
  bandOn: 'Band on',
  bandReset: 'Reset',
  bandOutOfRange: (quantity: string, least: string, most: string) =>
    `${quantity}: a number from ${least} to ${most}.`,
  bandHelp:
    'Up and down change the gain, left and right the frequency, Page keys Q; Shift is finer. Enter edits, Delete resets.',
  bandTypes: {
    peaking: 'peak',
    lowshelf: 'low shelf',
    highshelf: 'high shelf',
    lowpass: 'low pass',
    highpass: 'high pass',
    notch: 'notch',
  },
  hertz: (value: string) => `${value} hertz`,
  kilohertz: (value: string) => `${value} kilohertz`,
  /** `sign` and `plural` are those of what the figure shows. */
  decibels: (size: string, sign: -1 | 0 | 1, plural: Intl.LDMLPluralRule) =>
    `${sign === 0 ? '' : sign > 0 ? 'plus ' : 'minus '}${size} ${plural === 'one' ? 'decibel' : 'decibels'}`,
};

export type AllStrings = ControlStrings & typeof lateEn;

const inEnglish = englishOf<AllStrings>({ ...en, ...controlEn, ...lateEn });

/** The words for a tag of `settings.lang`, for what is loaded late. */
export function allStringsFor(lang: string): AllStrings {
  return translationNow(lang) ?? inEnglish(lang);
}
