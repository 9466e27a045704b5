import { numberFormat } from './number-format.ts';

/* How quantities are written and spoken in the reader's language. Pure. Times and speeds: playback-text.ts. */

/** `72%` for 0.72. */
export function percentText(share: number, lang: string): string {
  return numberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** A number without grouping, with at least `least` decimals and at most `most`. */
export function numberText(value: number, lang: string, least: number, most: number): string {
  const digits = { minimumFractionDigits: least, maximumFractionDigits: most };
  return numberFormat(lang, { ...digits, useGrouping: false }).format(value);
}

/** `65 Hz`, `1.2 kHz`. */
export function frequencyText(hz: number, lang: string): string {
  const [value, unit] = hz < 1000 ? [hz, 'Hz'] : [hz / 1000, 'kHz'];
  const digits = { maximumFractionDigits: hz < 1000 ? 0 : 1 };
  return `${numberFormat(lang, digits).format(value)} ${unit}`;
}

/** With a real minus sign; whole, or with one decimal. */
export function signedText(value: number, lang: string, least = 0): string {
  return `${value < 0 ? '−' : ''}${numberText(Math.abs(value), lang, least, 1)}`;
}

/** `−14.2 LUFS`. */
export function loudnessText(lufs: number, lang: string): string {
  return `${signedText(lufs, lang, 1)} LUFS`;
}

const pluralRules = new Map<string, Intl.PluralRules>();

/** Which form of a noun goes with a number. */
export function pluralOf(value: number, lang: string): Intl.LDMLPluralRule {
  let rules = pluralRules.get(lang);
  if (!rules) pluralRules.set(lang, (rules = new Intl.PluralRules(lang)));
  return rules.select(value);
}

/** `15 minutes`, or `15 min`. */
export function minutesText(
  minutes: number,
  lang: string,
  unitDisplay: 'long' | 'short' = 'long',
): string {
  return numberFormat(lang, { style: 'unit', unit: 'minute', unitDisplay }).format(minutes);
}
