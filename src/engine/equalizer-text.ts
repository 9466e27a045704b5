/** The equalizer's setting from and to Equalizer APO text. Pure; any thread. */
import { formatApoText, parseApoText } from './apo-text.ts';
import { withoutTrailingDefaults } from './changed-bands.ts';
import type { EqBand } from './equalizer.ts';
import { fitBands, type FittedBands } from './filter-fit.ts';

/** A setting that was read, and what it is worth. */
export interface ImportedSetting extends FittedBands {
  /** dB */
  readonly preampDb: number;
}

/**
 * Reads a setting. Up to eight filters come over as they are; more of them, or shelves whose slope
 * is not 1, are fitted.
 *
 * @param sampleRate Hz
 * @throws {ApoTextError} naming the line that is not understood
 * @throws {RangeError} when there are more passes and notches than bands
 */
export function settingFromText(text: string, sampleRate: number): ImportedSetting {
  const { preampDb, filters } = parseApoText(text);
  return { preampDb, ...fitBands(filters, sampleRate) };
}

/**
 * Writes a setting; the last bands are left out as far as they are what they are out of the box.
 *
 * @param preampDb a figure: the text knows no automatic preamp
 */
export function textOfSetting(bands: readonly EqBand[], preampDb: number): string {
  return formatApoText({ preampDb, filters: withoutTrailingDefaults(bands) });
}
