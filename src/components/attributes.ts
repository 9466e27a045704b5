import { BAND_RANGES, DEFAULT_BANDS } from '../engine/equalizer.ts';
import { PRESETS, isPresetName, type PresetName } from '../engine/equalizer-presets.ts';
import {
  anyText,
  flag,
  flagOnByDefault,
  numberBelow,
  numberBetween,
  numberIn,
  oneNumberOf,
  presence,
  word,
  type AttributeRule,
} from './attribute-rules.ts';
import { LOUDNESS_MODES } from '../engine/snapshot.ts';
import { FREQUENCY_SCALES } from './frequency-scale-names.ts';
import { LAYOUTS, THEMES, VISUALIZERS } from './player-context.ts';

/** Points of the spectrum's transform. */
export const FFT_SIZES = [512, 1024, 2048, 4096, 8192, 16384] as const;
export type FftSize = (typeof FFT_SIZES)[number];

const MIN_WORKERS = 2;
const MAX_WORKERS = 8;

const preloadWords = word(['none', 'metadata', 'auto'], 'metadata');
/** As in HTML, where the empty text is another name for auto. */
const preload: typeof preloadWords = {
  ...preloadWords,
  parse: (text) => preloadWords.parse(text || 'auto'),
};

type CrossOrigin = 'anonymous' | 'use-credentials' | null;

const crossOrigin: AttributeRule<CrossOrigin> = {
  allowed: 'empty, anonymous or use-credentials',
  fallback: null,
  parse: (text) => {
    const lower = text.trim().toLowerCase();
    if (lower === '' || lower === 'anonymous') return 'anonymous';
    return lower === 'use-credentials' ? lower : undefined;
  },
  kind: 'string',
  accept: () => undefined,
};

function usableGains(gains: readonly unknown[]): readonly number[] | undefined {
  const { minGainDb, maxGainDb } = BAND_RANGES;
  const usable = gains.filter(
    (gain) => typeof gain === 'number' && gain >= minGainDb && gain <= maxGainDb,
  );
  return gains.length === DEFAULT_BANDS.length && usable.length === gains.length
    ? (usable as number[])
    : undefined;
}

const gains: AttributeRule<readonly number[]> = {
  allowed:
    `${DEFAULT_BANDS.length} gains in dB from ${BAND_RANGES.minGainDb} to ` +
    `${BAND_RANGES.maxGainDb}, separated by spaces`,
  fallback: DEFAULT_BANDS.map(({ gain }) => gain),
  // Brackets around them, as in JSON, change nothing.
  parse: (text) =>
    usableGains(
      text
        .trim()
        .replace(/^\[\s*(.*?)\s*\]$/s, '$1')
        .split(/\s*,\s*|\s+/)
        .map(numberIn),
    ),
  kind: 'object',
  accept: (value) => (Array.isArray(value) ? usableGains(value) : undefined),
};

const preset: AttributeRule<PresetName> = {
  allowed: `one of ${Object.keys(PRESETS).join(', ')}`,
  fallback: 'flat',
  parse: (text) => {
    const lower = text.trim().toLowerCase();
    return isPresetName(lower) ? lower : undefined;
  },
  kind: 'string',
  accept: () => undefined,
};

function usableWorkers(count: unknown): number | undefined {
  if (typeof count !== 'number' || !Number.isInteger(count)) return undefined;
  return count === 0 || (count >= MIN_WORKERS && count <= MAX_WORKERS) ? count : undefined;
}

const workers: AttributeRule<'auto' | number> = {
  allowed: `auto, 0 or a whole number from ${MIN_WORKERS} to ${MAX_WORKERS}`,
  fallback: 'auto',
  parse: (text) => (text.trim().toLowerCase() === 'auto' ? 'auto' : usableWorkers(numberIn(text))),
  kind: 'number',
  accept: usableWorkers,
};

/** Any base will do here: only whether the URL can be resolved at all is asked. */
const assets: AttributeRule<string | null> = {
  allowed: 'the URL of a folder',
  fallback: null,
  parse: (text) =>
    text.trim() !== '' && URL.canParse(text.trim(), 'https://page.example/')
      ? text.trim()
      : undefined,
  kind: 'string',
  accept: () => undefined,
};

const language: AttributeRule<string> = {
  allowed: 'a language tag, like en or pt-BR',
  fallback: '',
  parse: (text) => {
    const tag = text.trim();
    if (tag === '') return tag;
    try {
      return Intl.getCanonicalLocales(tag)[0];
    } catch {
      return undefined;
    }
  },
  kind: 'string',
  accept: () => undefined,
};

/** Every attribute of the player: what may be written, and what holds otherwise. */
export const ATTRIBUTES = {
  src: anyText,
  preload,
  autoplay: presence,
  loop: presence,
  muted: presence,
  crossorigin: crossOrigin,
  volume: numberBetween(0, 1, 1),
  'track-title': anyText,
  artist: anyText,
  album: anyText,
  artwork: anyText,
  visualizer: word(VISUALIZERS, 'bars'),
  'fft-size': oneNumberOf(FFT_SIZES, 2048),
  'frequency-scale': word(FREQUENCY_SCALES, 'log'),
  'min-decibels': numberBetween(-200, 100, -90),
  'max-decibels': numberBetween(-200, 100, 0),
  smoothing: numberBelow(0, 1, 0.7),
  eq: gains,
  'eq-preset': preset,
  'eq-src': anyText,
  'eq-bypass': flag,
  workers,
  loudness: word(LOUDNESS_MODES, 'off'),
  'peaks-src': anyText,
  layout: word(LAYOUTS, 'full'),
  theme: word(THEMES, 'auto'),
  lang: language,
  assets,
  exclusive: flagOnByDefault,
  'storage-key': anyText,
} as const satisfies Readonly<Record<string, AttributeRule<unknown>>>;

export type AttributeName = keyof typeof ATTRIBUTES;

/** Every attribute's name. */
export const ATTRIBUTE_NAMES = Object.keys(ATTRIBUTES) as readonly AttributeName[];

export function isAttributeName(name: string): name is AttributeName {
  return Object.hasOwn(ATTRIBUTES, name);
}

/** What the attribute `Name` is read as. */
export type AttributeValue<Name extends AttributeName> = (typeof ATTRIBUTES)[Name]['fallback'];
