import type { InputType } from 'storybook/internal/types';
import type { AttributeName } from '../src/components/attributes.ts';
import { FREQUENCY_SCALES } from '../src/components/frequency-scale-names.ts';
import { LAYOUTS, THEMES } from '../src/components/player-context.ts';
import { PRESETS } from '../src/engine/equalizer-presets.ts';

const TEXT = { control: 'text' } as const;
const SWITCH = { control: 'boolean' } as const;
const select = (...options: readonly unknown[]): InputType => ({ control: 'select', options });
const range = (min: number, max: number, step: number): InputType => ({
  control: { type: 'range', min, max, step },
});

/** A control for each attribute of the player. */
export const PLAYER_CONTROLS = {
  src: TEXT,
  preload: select('none', 'metadata', 'auto'),
  autoplay: SWITCH,
  loop: SWITCH,
  muted: SWITCH,
  crossorigin: select(undefined, 'anonymous', 'use-credentials'),
  volume: range(0, 1, 0.05),
  'track-title': TEXT,
  artist: TEXT,
  album: TEXT,
  artwork: TEXT,
  visualizer: select('bars', 'equalizer', 'none'),
  'fft-size': select(512, 1024, 2048, 4096, 8192, 16384),
  'frequency-scale': select(...FREQUENCY_SCALES),
  'min-decibels': range(-140, -30, 5),
  'max-decibels': range(-20, 20, 5),
  smoothing: range(0, 0.95, 0.05),
  eq: TEXT,
  'eq-preset': select(...Object.keys(PRESETS)),
  'eq-src': TEXT,
  'eq-bypass': SWITCH,
  workers: select('auto', 0, 2, 3, 4, 5, 6, 7, 8),
  loudness: select('off', 'track', 'album'),
  'peaks-src': TEXT,
  'storage-key': TEXT,
  layout: select(...LAYOUTS),
  theme: select(...THEMES),
  lang: select('en', 'ar', 'de', 'es', 'fr', 'ja', 'zh-Hans', 'zh-Hant'),
  assets: TEXT,
  exclusive: select(undefined, 'false'),
} satisfies Record<AttributeName, InputType>;

/** What surrounds the player, beside its attributes. */
export const FRAME_CONTROLS = {
  accent: { control: 'color' },
  width: range(280, 1600, 10),
} satisfies Record<string, InputType>;
