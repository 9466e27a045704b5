import { DEFAULT_BANDS, type EqBand } from './equalizer.ts';

/** Eight gains in dB for the default bands: 60, 120, 240, 480, 960, 1920, 3840, 7680 Hz. */
export type PresetGains = readonly [number, number, number, number, number, number, number, number];

/** The named settings of `eq-preset`, in the order in which a menu shows them. */
export const PRESETS = {
  flat: [0, 0, 0, 0, 0, 0, 0, 0],
  'bass-boost': [6, 4.5, 2, 0, 0, 0, 0, 0],
  'vocal-enhance': [-3, -2, -1, 1, 3, 3.5, 2, 0],
  bright: [0, 0, 0, 0, 0.5, 1.5, 3, 4.5],
  warm: [2, 2.5, 2, 1, 0, -1, -2, -2.5],
  loudness: [5, 3, 0.5, -1, -1, 0, 2, 4],
  'late-night': [-4, -2, 0, 1, 2, 2, 0, -2],
  'small-speakers': [-6, 2, 3.5, 1, 0, 0.5, 1.5, 2],
  classical: [2, 1, 0, 0, 0, -0.5, 1, 2],
  rock: [4, 2.5, -0.5, -1.5, -0.5, 1.5, 3, 3.5],
  electronic: [4.5, 3, 0.5, -1, -1, 1, 2.5, 3.5],
  acoustic: [2, 1.5, 0.5, 0.5, 1, 1.5, 2, 1.5],
  podcast: [-6, -2, 0, 0.5, 2, 3, 1.5, -1],
} as const satisfies Record<string, PresetGains>;

export type PresetName = keyof typeof PRESETS;

/** Whether a word, an attribute's value for instance, names a preset. */
export function isPresetName(name: string): name is PresetName {
  return Object.hasOwn(PRESETS, name);
}

/** The default bands with a preset's gains. */
export function presetBands(name: PresetName): EqBand[] {
  const gains: PresetGains = PRESETS[name];
  return DEFAULT_BANDS.map((band, i) => ({ ...band, gain: gains[i] ?? 0 }));
}

const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

/** The preset that these bands are, if they are one. */
export function presetOf(bands: readonly EqBand[]): PresetName | undefined {
  return PRESET_NAMES.find((name) =>
    presetBands(name).every((preset, index) => {
      const band = bands[index];
      return (
        band?.type === preset.type &&
        band.frequency === preset.frequency &&
        band.gain === preset.gain &&
        band.q === preset.q &&
        band.enabled === preset.enabled
      );
    }),
  );
}
