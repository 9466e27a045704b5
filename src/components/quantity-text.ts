/** How quantities are written and spoken in the reader's language. Pure; times are in seconds. */

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(lang: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${lang} ${JSON.stringify(options)}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(lang, options);
    numberFormats.set(key, format);
  }
  return format;
}

function parts(seconds: number): readonly [hours: number, minutes: number, seconds: number] {
  const whole = Math.floor(Math.max(0, seconds));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
}

/** `1:32` or `1:02:03`; whole seconds, rounded down; `−:−−` for what is unknown. */
export function clockText(seconds: number, lang: string): string {
  if (!Number.isFinite(seconds)) return '−:−−';
  const [hours, minutes, rest] = parts(seconds);
  const plain = numberFormat(lang, { useGrouping: false });
  const twoDigits = numberFormat(lang, { useGrouping: false, minimumIntegerDigits: 2 });
  const tail = twoDigits.format(rest);
  return hours > 0
    ? `${plain.format(hours)}:${twoDigits.format(minutes)}:${tail}`
    : `${plain.format(minutes)}:${tail}`;
}

/** `−2:41`, so that elapsed and remaining whole seconds add up to the duration's. */
export function remainingText(currentTime: number, duration: number, lang: string): string {
  if (!Number.isFinite(duration)) return '−:−−';
  return `−${clockText(Math.floor(duration) - Math.floor(currentTime), lang)}`;
}

/** `1 minute, 32 seconds`. */
export function spokenTime(seconds: number, lang: string): string {
  const [hours, minutes, rest] = parts(seconds);
  const unit = (value: number, name: string) =>
    numberFormat(lang, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  const words = [];
  if (hours > 0) words.push(unit(hours, 'hour'));
  if (minutes > 0) words.push(unit(minutes, 'minute'));
  if (rest > 0 || words.length === 0) words.push(unit(rest, 'second'));
  return new Intl.ListFormat(lang, { type: 'unit', style: 'long' }).format(words);
}

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

/** `1.25×`. */
export function rateText(rate: number, lang: string): string {
  return `${numberFormat(lang, { maximumFractionDigits: 2 }).format(rate)}×`;
}

/** `15 minutes`, or `15 min`. */
export function minutesText(
  minutes: number,
  lang: string,
  unitDisplay: 'long' | 'short' = 'long',
): string {
  return numberFormat(lang, { style: 'unit', unit: 'minute', unitDisplay }).format(minutes);
}
