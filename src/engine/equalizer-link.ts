/**
 * The equalizer's setting as a value in a URL: `1~-6.5~l105_5.5_0.7~p2350_-3.2_1.41`. A version, the
 * preamp (dB or `auto`), then a band each: a letter for its type, a capital one if it is off, and
 * frequency, gain and Q. Bands that are missing at the end are as they are out of the box. All
 * characters stand in a URL as they are. Pure; any thread.
 */
import { withoutTrailingDefaults } from './changed-bands.ts';
import {
  BAND_RANGES,
  BAND_TYPES,
  DEFAULT_BANDS,
  maxBandFrequency,
  validateBand,
  type BandType,
  type EqBand,
} from './equalizer.ts';

export interface LinkedSetting {
  readonly bands: readonly EqBand[];
  /** dB, or `auto`. */
  readonly preamp: number | 'auto';
}

/** The name of the value in a URL's fragment. */
const LINK_NAME = 'eq';
const VERSION = '1';
const LETTERS: Readonly<Record<BandType, string>> = {
  peaking: 'p',
  lowshelf: 'l',
  highshelf: 'h',
  lowpass: 'b',
  highpass: 'a',
  notch: 'n',
};
const MAX_DECIMALS = 4;

function figure(value: number): string {
  return String(Number(value.toFixed(MAX_DECIMALS)));
}

/** Four decimals are kept. */
export function encodeSetting({ bands, preamp }: LinkedSetting): string {
  const words = withoutTrailingDefaults(bands).map(({ type, frequency, gain, q, enabled }) => {
    const letter = enabled ? LETTERS[type] : LETTERS[type].toUpperCase();
    return letter + [frequency, gain, q].map(figure).join('_');
  });
  return [VERSION, preamp === 'auto' ? preamp : figure(preamp), ...words].join('~');
}

/**
 * @param sampleRate Hz; a band above 0.49 of it is moved there
 * @throws {RangeError | TypeError} naming what was wrong
 */
export function decodeSetting(text: string, sampleRate: number): LinkedSetting {
  const [version, preampWord = '', ...words] = text.split('~');
  if (version !== VERSION) {
    throw new RangeError(`The link’s equalizer setting is of a version that is not known here.`);
  }
  if (words.length > DEFAULT_BANDS.length) {
    throw new RangeError(`The link has ${words.length} bands; ${DEFAULT_BANDS.length} can be set.`);
  }
  const preamp = preampWord === 'auto' ? preampWord : numberIn(preampWord);
  const { minGainDb, maxGainDb } = BAND_RANGES;
  if (preamp !== 'auto' && !(preamp >= minGainDb && preamp <= maxGainDb)) {
    throw new RangeError(
      `The link’s preamp is a number from ${minGainDb} to ${maxGainDb}, or auto.`,
    );
  }
  const bands = words.map((word) => decodeBand(word, sampleRate));
  return { preamp, bands: DEFAULT_BANDS.map((band, index) => bands[index] ?? band) };
}

function decodeBand(word: string, sampleRate: number): EqBand {
  const letter = word.charAt(0);
  const type = BAND_TYPES.find((each) => LETTERS[each] === letter.toLowerCase());
  const [hz, gain, q, ...more] = word.slice(1).split('_').map(numberIn);
  if (!type || hz === undefined || gain === undefined || q === undefined || more.length > 0) {
    throw new RangeError(`The link’s band “${word.slice(0, 40)}” is not understood.`);
  }
  const frequency = Math.min(hz, maxBandFrequency(sampleRate));
  const band = { type, frequency, gain, q, enabled: letter === letter.toLowerCase() };
  validateBand(band, sampleRate);
  return band;
}

function numberIn(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
}

/** The value in a URL's fragment; undefined: there is none. */
export function settingInUrl(href: string): string | undefined {
  return new URLSearchParams(new URL(href).hash.slice(1)).get(LINK_NAME) ?? undefined;
}

/** The URL with this value in its fragment; whatever else the fragment names stays. */
export function urlWithSetting(href: string, value: string): string {
  const url = new URL(href);
  const others = url.hash
    .slice(1)
    .split('&')
    .filter((part) => part.includes('=') && !part.startsWith(`${LINK_NAME}=`));
  url.hash = [...others, `${LINK_NAME}=${value}`].join('&');
  return url.href;
}
