/**
 * Equalizer settings as text, as Equalizer APO reads it and AutoEq and Room EQ Wizard write it:
 *
 *   Preamp: -6.5 dB
 *   Filter 1: ON LSC Fc 105 Hz Gain 5.5 dB Q 0.70
 *   Filter 2: ON PK Fc 2350 Hz Gain -3.2 dB Q 1.41
 *
 * Pure; any thread.
 *
 * Source of the syntax: Equalizer APO's configuration reference, its filter types and their default
 * Q included.
 */
import { BAND_RANGES, SHELF_Q, type BandType, type EqBand } from './equalizer.ts';

/** A filter of such a text: a band whose shelves have a Q too, and whose numbers know no range. */
export type ApoFilter = EqBand;

/** What such a text says. */
export interface ApoSetting {
  /** dB; the sum, if there are several. */
  readonly preampDb: number;
  /** In the text's order. */
  readonly filters: readonly ApoFilter[];
}

/** What was wrong with a text, and in which line. */
export class ApoTextError extends Error {
  override readonly name = 'ApoTextError';
  /** Counted from 1; 0: the text as a whole. */
  readonly line: number;

  constructor(line: number, problem: string) {
    super(line > 0 ? `Line ${line}: ${problem}` : problem);
    this.line = line;
  }
}

/** More than any text of this kind has: beyond it, it is some other file. */
const MAX_CHARACTERS = 100_000;

const TYPE_OF_WORD: Readonly<Record<string, BandType>> = {
  PK: 'peaking',
  PEQ: 'peaking',
  MODAL: 'peaking',
  LS: 'lowshelf',
  LSC: 'lowshelf',
  LSQ: 'lowshelf',
  HS: 'highshelf',
  HSC: 'highshelf',
  HSQ: 'highshelf',
  LP: 'lowpass',
  LPQ: 'lowpass',
  HP: 'highpass',
  HPQ: 'highpass',
  NO: 'notch',
};
/** With a Q or slope these stand at the shelf's corner instead of its midpoint. */
const CORNER_WORDS: readonly string[] = ['LS', 'HS'];

const DEFAULT_SHELF_SLOPE = 0.9;
const DEFAULT_NOTCH_Q = 30;
/** dB an octave of a shelf with slope 1. */
const FULL_SLOPE_DB = 12;

const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[-+]?\\d+)?';
const PREAMP = new RegExp(`^(${NUMBER}) ?dB$`, 'i');
const FILTER = new RegExp(
  `^(ON|OFF) ([A-Z]+)(?: (${NUMBER}) ?dB)? Fc (${NUMBER}) ?Hz(?: Gain (${NUMBER}) ?dB)?` +
    `(?: Q (${NUMBER})| BW Oct (${NUMBER}))?$`,
  'i',
);
/** A place that holds no filter. */
const NO_FILTER = /^(?:ON|OFF) None$/i;
/** What Room EQ Wizard writes above the filters, and what only repeats that all is meant. */
const HEADING =
  /^(?:Filter Settings file|Room EQ V.*|(?:Dated|Notes|Equali[sz]er): ?.*|(?:Device|Channel): ?all)$/i;
/** Commands that say more than a preamp and filters can. */
const OTHER_COMMAND =
  /^(Channel|Convolution|Copy|Delay|Device|Else|ElseIf|EndIf|Eval|GraphicEQ|If|Include|LoudnessCorrection|Stage|VSTPlugin):/i;

/**
 * Reads such a text.
 *
 * @throws {ApoTextError} at the first line that is not understood, or when there is nothing in it
 */
export function parseApoText(text: string): ApoSetting {
  if (text.length > MAX_CHARACTERS) {
    throw new ApoTextError(0, 'This is too long for an equalizer setting.');
  }
  let preampDb = 0;
  let isSetting = false;
  const filters: ApoFilter[] = [];
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const content = normalized(raw);
    if (content === '' || content.startsWith('#') || HEADING.test(content)) continue;
    const [, command = '', rest = ''] = /^(Preamp|Filter(?: ?\d+)?) ?: ?(.*)$/i.exec(content) ?? [];
    if (command === '') throw unknownLine(line, content);
    isSetting = true;
    if (/^Preamp$/i.test(command)) preampDb += readPreamp(line, rest);
    else if (!NO_FILTER.test(rest)) filters.push(readFilter(line, rest));
  }
  if (!isSetting) throw new ApoTextError(0, 'There is no line with a preamp or a filter.');
  requireRange(0, 'preamp', preampDb, BAND_RANGES.minGainDb, BAND_RANGES.maxGainDb, ' dB');
  return { preampDb, filters };
}

/** Without a byte order mark, and with one plain space wherever there is white space. */
function normalized(line: string): string {
  return line.replace(/[\s\uFEFF]+/g, ' ').trim();
}

function unknownLine(line: number, content: string): ApoTextError {
  const other = OTHER_COMMAND.exec(content)?.[1];
  if (other !== undefined) {
    return new ApoTextError(line, `${other} can’t be taken over, only Preamp and Filter lines.`);
  }
  return new ApoTextError(line, `${quoted(content)} is neither a preamp nor a filter.`);
}

function quoted(content: string): string {
  const longest = 60;
  return `“${content.length > longest ? `${content.slice(0, longest)}…` : content}”`;
}

function readPreamp(line: number, rest: string): number {
  const db = Number(PREAMP.exec(rest)?.[1] ?? NaN);
  if (!Number.isFinite(db)) {
    throw new ApoTextError(line, `A preamp reads “Preamp: -6.5 dB”, not ${quoted(rest)}.`);
  }
  return db;
}

function readFilter(line: number, rest: string): ApoFilter {
  const match = FILTER.exec(rest);
  if (!match) {
    const example = 'Filter 1: ON PK Fc 105 Hz Gain -3.2 dB Q 0.70';
    throw new ApoTextError(line, `A filter reads “${example}”, not ${quoted(rest)}.`);
  }
  const [, state = '', typeWord = '', ...numbers] = match;
  const [slopeDb, hz = NaN, gainDb, q, octaves] = numbers.map((each) =>
    // A group that took no part is undefined, whatever the type says.
    (each as string | undefined) === undefined ? undefined : Number(each),
  );
  const word = typeWord.toUpperCase();
  const type = TYPE_OF_WORD[word];
  if (!type) {
    const known = 'PK, LS, LSC, HS, HSC, LP, LPQ, HP, HPQ and NO';
    throw new ApoTextError(line, `The filter type ${typeWord} is not among ${known}.`);
  }
  requirePositive(line, 'frequency', hz);
  for (const [name, value] of Object.entries({ Q: q, bandwidth: octaves, slope: slopeDb })) {
    if (value !== undefined) requirePositive(line, name, value);
  }
  const enabled = state.toUpperCase() === 'ON';
  const width = q ?? (octaves === undefined ? undefined : qOfBandwidth(octaves));
  switch (type) {
    case 'lowpass':
    case 'highpass':
      return { type, frequency: hz, gain: 0, q: width ?? Math.SQRT1_2, enabled };
    case 'notch':
      return { type, frequency: hz, gain: 0, q: width ?? DEFAULT_NOTCH_Q, enabled };
    case 'peaking':
      if (width === undefined) throw new ApoTextError(line, `A ${typeWord} filter needs a Q.`);
      return { type, frequency: hz, gain: requireGain(line, typeWord, gainDb), q: width, enabled };
    case 'lowshelf':
    case 'highshelf': {
      const gain = requireGain(line, typeWord, gainDb);
      return { ...shelf(type, word, hz, gain, q, slopeDb), enabled };
    }
  }
}

/**
 * Shelves come with a Q, with a slope in dB an octave, or with neither. `LS` and `HS` with one of
 * them name the corner, which lies beside the midpoint, as in the Behringer DCX2496.
 */
function shelf(
  type: 'lowshelf' | 'highshelf',
  word: string,
  hz: number,
  gain: number,
  q: number | undefined,
  slopeDb: number | undefined,
): Omit<ApoFilter, 'enabled'> {
  const a = 10 ** (gain / 40);
  const ends = a + 1 / a;
  const slopeOfQ = (value: number): number => 1 / ((1 / value ** 2 - 2) / ends + 1);
  const slope =
    slopeDb === undefined
      ? q === undefined
        ? DEFAULT_SHELF_SLOPE
        : slopeOfQ(q)
      : slopeDb / FULL_SLOPE_DB;
  const atCorner = CORNER_WORDS.includes(word) && (q !== undefined || slopeDb !== undefined);
  const shift = atCorner ? 10 ** (Math.abs(gain) / 80 / slope) : 1;
  const damping2 = Math.max(ends * (1 / slope - 1) + 2, 1 / BAND_RANGES.maxQ ** 2);
  return {
    type,
    frequency: type === 'lowshelf' ? hz * shift : hz / shift,
    gain,
    q: slopeDb === undefined && q !== undefined ? q : 1 / Math.sqrt(damping2),
  };
}

/** Of a peak's or notch's width in octaves, the analog prototype's (Bristow-Johnson's cookbook). */
function qOfBandwidth(octaves: number): number {
  return 1 / (2 * Math.sinh((Math.LN2 / 2) * octaves));
}

function requirePositive(line: number, name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new ApoTextError(line, `The ${name} is a number above 0, not ${value}.`);
  }
}

function requireGain(line: number, typeWord: string, gainDb: number | undefined): number {
  if (gainDb === undefined) throw new ApoTextError(line, `A ${typeWord} filter needs a gain.`);
  requireRange(line, 'gain', gainDb, -MAX_GAIN_DB, MAX_GAIN_DB, ' dB');
  return gainDb;
}

/** Beyond it no setting is meant, and figures overflow. */
const MAX_GAIN_DB = 100;

function requireRange(
  line: number,
  name: string,
  value: number,
  min: number,
  max: number,
  unit: string,
): void {
  if (value >= min && value <= max) return;
  throw new ApoTextError(line, `The ${name} is from ${min} to ${max}${unit}, not ${value}.`);
}

const WORD_OF_TYPE: Readonly<Record<BandType, string>> = {
  peaking: 'PK',
  lowshelf: 'LSC',
  highshelf: 'HSC',
  lowpass: 'LPQ',
  highpass: 'HPQ',
  notch: 'NO',
};
const MAX_DECIMALS = 6;
/** A shelf keeps the Q that it was read with where that is slope 1 as far as two decimals can say. */
const SHELF_Q_TOLERANCE = 0.01;

/** Writes filters as such a text; shelves as what they are here, of slope 1. */
export function formatApoText({ preampDb, filters }: ApoSetting): string {
  const lines = filters.map((filter, index) => `Filter ${index + 1}: ${formatFilter(filter)}`);
  return [`Preamp: ${decimals(preampDb, 1)} dB`, ...lines, ''].join('\n');
}

function formatFilter({ type, frequency, gain, q, enabled }: ApoFilter): string {
  const isShelf = type === 'lowshelf' || type === 'highshelf';
  const words = [enabled ? 'ON' : 'OFF', WORD_OF_TYPE[type], `Fc ${decimals(frequency, 0)} Hz`];
  if (isShelf || type === 'peaking') words.push(`Gain ${decimals(gain, 1)} dB`);
  const shownQ = isShelf && Math.abs(q - SHELF_Q) > SHELF_Q_TOLERANCE ? SHELF_Q.toFixed(2) : q;
  words.push(`Q ${decimals(Number(shownQ), 2)}`);
  return words.join(' ');
}

/** At least `least` decimals, and more where the number has more. */
function decimals(value: number, least: number): string {
  const exact = String(Number(value.toFixed(MAX_DECIMALS)));
  const written = exact.includes('.') ? exact.length - exact.indexOf('.') - 1 : 0;
  return Number(exact).toFixed(Math.max(least, written));
}
