import { BAND_TYPES, type EqBand } from '../engine/equalizer.ts';
import { hasGain, hasQ } from './band-editing.ts';
import type { AllStrings } from './late-strings.ts';
import { numberText, pluralOf } from './quantity-text.ts';

/** "240 Hz", "2.6 kHz" */
export function shortFrequency(hz: number, lang: string): string {
  return hz >= 1000
    ? `${numberText(hz / 1000, lang, 0, 2)} kHz`
    : `${numberText(hz, lang, 0, 1)} Hz`;
}

/** "+7.2 dB", "−3.5 dB", "0.0 dB" */
export function shortGain(db: number, lang: string): string {
  const sign = ['−', '', '+'][signOf(db) + 1] ?? '';
  return `${sign}${numberText(Math.abs(db), lang, 1, 1)} dB`;
}

/** "Q 1.4" */
export function shortQ(q: number, lang: string): string {
  return `Q ${numberText(q, lang, 0, 2)}`;
}

/** Of what one decimal shows. */
function signOf(db: number): -1 | 0 | 1 {
  if (Math.abs(db) < 0.05) return 0;
  return db > 0 ? 1 : -1;
}

/** "plus 4 decibels", "minus 3.5 decibels", "0 decibels" */
export function spokenGain(db: number, strings: AllStrings): string {
  const { locale } = strings;
  const size = Number(Math.abs(db).toFixed(1));
  return strings.decibels(numberText(size, locale, 0, 1), signOf(db), pluralOf(size, locale));
}

/** "Band 3" for index 2. */
export function bandName(index: number, strings: AllStrings): string {
  return strings.bandName(numberText(index + 1, strings.locale, 0, 0));
}

/**
 * "Band 3, 240 hertz, plus 4 decibels, Q 1.1": what a screen reader says of a handle.
 *
 * @param index 0 to 7; counted from 1 in words
 */
export function spokenBand(index: number, band: EqBand, strings: AllStrings): string {
  const { type, frequency, gain, q, enabled } = band;
  const { locale } = strings;
  const words = [bandName(index, strings)];
  if (type !== BAND_TYPES[0]) words.push(strings.bandTypes[type]);
  words.push(
    frequency >= 1000
      ? strings.kilohertz(numberText(frequency / 1000, locale, 0, 2))
      : strings.hertz(numberText(frequency, locale, 0, 1)),
  );
  if (hasGain(type)) words.push(spokenGain(gain, strings));
  if (hasQ(type)) words.push(shortQ(q, locale));
  if (!enabled) words.push(strings.bandOff);
  return words.join(strings.separator);
}
