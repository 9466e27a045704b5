/** Every word of the face, in English. Sentences end with a full stop; names of controls don't. */
export const en = {
  /** For `Intl`. */
  locale: 'en',

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
  sectionStart: 'Start of the loop, A',
  sectionEnd: 'End of the loop, B',
  mute: 'Mute',
  volume: 'Volume',
  volumeMuted: (percent: string) => `${percent}, muted`,

  speed: 'Speed',
  speedAndSleep: (speed: string, left: string) => `Speed ${speed}, sleep timer: ${left}`,
  speedKey: (speed: string) => `Speed ${speed}`,
  sleep: 'Sleep timer',
  sleepOff: 'Off',
  sleepEndOfTrack: 'End of track',
  chapters: 'Chapters',
  more: 'More',
  backTo: 'Back',

  seek: 'Seek',
  timeOf: (time: string, duration: string) => `${time} of ${duration}`,
  unknownDuration: 'Duration unknown',
  live: 'Live',
  liveSpoken: 'Live stream',

  display: 'Display',
  bars: 'Bars',
  equalizer: 'Equalizer',
  equalizerKey: 'EQ',
  meters: 'Level meters, left and right',
  equalizerSettings: 'Equalizer settings',
  equalizerOn: 'Equalizer on',
  equalizerOffNative: 'The equalizer is off in native mode',
  on: 'On',
  off: 'Off',
  bypassed: 'Bypassed',
  presets: 'Presets',
  presetIs: (name: string) => `Preset: ${name}`,
  customPreset: 'Custom',
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
  /** `sign` is that of what the figure shows. */
  decibels: (size: string, sign: -1 | 0 | 1) =>
    `${sign === 0 ? '' : sign > 0 ? 'plus ' : 'minus '}${size} ${size === '1' ? 'decibel' : 'decibels'}`,
  peak: 'Peak',
  loudness: 'Loudness',

  modes: { threaded: 'threaded', fallback: 'fallback', native: 'native' },
  modeTitle: {
    threaded: 'Threaded mode',
    fallback: 'Fallback mode',
    native: 'Native mode',
  },
  modeNote: {
    threaded: 'Decoding runs on its own thread, so a busy page never makes the sound stutter.',
    fallback:
      'This site does not allow threads, so decoding shares the page’s thread. Everything still works.',
    native:
      'The browser is playing this file itself, because its server does not let pages read it. Spectrum and equalizer are off.',
  },
  modeQuestion: (mode: string) => `Mode: ${mode}. What does this mean?`,
  noSpectrum: 'No live spectrum in native mode',
  soundUnaffected: 'The sound itself is not affected.',
  displayOffNative:
    'Not available in native mode: the browser does not let the page read the sound.',
  displayOffIdle: 'Not available until a track is loaded.',

  loading: 'Loading',
  failed: 'This track could not be loaded.',
  tryAgain: 'Try again',
  empty: 'There is nothing to play.',
};

export type Strings = typeof en;

/**
 * The words for a BCP 47 tag. There is English only, so numbers and times are English too: only
 * its region (`en-GB`) is taken over.
 */
export function stringsFor(lang: string): Strings {
  return /^en-[a-z]{2}$/i.test(lang) ? { ...en, locale: lang } : en;
}
