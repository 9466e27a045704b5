import { numberFormat } from './number-format.ts';

/* How times and speeds are written and spoken in the reader's language. Pure; times are in seconds. */

/** Whole ones, rounded down. */
export function timeParts(
  seconds: number,
): readonly [hours: number, minutes: number, seconds: number] {
  const whole = Math.floor(Math.max(0, seconds));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
}

/** `1:32` or `1:02:03`; whole seconds, rounded down; `−:−−` for what is unknown. */
export function clockText(seconds: number, lang: string): string {
  if (!Number.isFinite(seconds)) return '−:−−';
  const [hours, minutes, rest] = timeParts(seconds);
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

/** `10 seconds`. */
export function secondsText(seconds: number, lang: string): string {
  const options = { style: 'unit', unit: 'second', unitDisplay: 'long' } as const;
  return numberFormat(lang, options).format(seconds);
}

/** `1.25×`. */
export function rateText(rate: number, lang: string): string {
  return `${numberFormat(lang, { maximumFractionDigits: 2 }).format(rate)}×`;
}
