import { DEFAULT_BANDS, type EqBand } from './equalizer.ts';

/** The bands up to the last one that is not what it is out of the box. */
export function withoutTrailingDefaults(bands: readonly EqBand[]): readonly EqBand[] {
  const isDefault = (band: EqBand, index: number): boolean => {
    const fresh = DEFAULT_BANDS[index];
    return (
      fresh !== undefined &&
      Object.entries(fresh).every(([key, value]) => band[key as keyof EqBand] === value)
    );
  };
  return bands.slice(0, bands.findLastIndex((band, index) => !isDefault(band, index)) + 1);
}
