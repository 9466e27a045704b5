import { BAND_TYPES, type EqBand } from '../engine/equalizer.ts';
import { hasGain, hasQ } from './band-editing.ts';
import type { Strings } from './strings.ts';

/** At most `digits` decimals, none that are zero. */
function rounded(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

/** "240 Hz", "2.6 kHz" */
export function shortFrequency(hz: number): string {
  return hz >= 1000 ? `${rounded(hz / 1000, 2)} kHz` : `${rounded(hz, 1)} Hz`;
}

/** "+7.2 dB", "−3.5 dB", "0.0 dB" */
export function shortGain(db: number): string {
  const size = Math.abs(db).toFixed(1);
  if (Number(size) === 0) return `${size} dB`;
  return `${db > 0 ? '+' : '−'}${size} dB`;
}

/** "Q 1.4" */
export function shortQ(q: number): string {
  return `Q ${rounded(q, 2)}`;
}

/** "plus 4 decibels", "minus 3.5 decibels", "0 decibels" */
export function spokenGain(db: number, strings: Strings): string {
  const size = rounded(Math.abs(db), 1);
  return strings.decibels(size, Number(size) === 0 ? 0 : db > 0 ? 1 : -1);
}

/**
 * "Band 3, 240 hertz, plus 4 decibels, Q 1.1": what a screen reader says of a handle.
 *
 * @param index 0 to 7; counted from 1 in words
 */
export function spokenBand(index: number, band: EqBand, strings: Strings): string {
  const { type, frequency, gain, q, enabled } = band;
  const words = [strings.bandName(String(index + 1))];
  if (type !== BAND_TYPES[0]) words.push(strings.bandTypes[type]);
  words.push(
    frequency >= 1000
      ? strings.kilohertz(rounded(frequency / 1000, 2))
      : strings.hertz(rounded(frequency, 1)),
  );
  if (hasGain(type)) words.push(spokenGain(gain, strings));
  if (hasQ(type)) words.push(shortQ(q));
  if (!enabled) words.push(strings.bandOff);
  return words.join(', ');
}
