import { numberFormat } from './number-format.ts';
import { timeParts } from './playback-text.ts';

/** `1 minute, 32 seconds`. */
export function spokenTime(seconds: number, lang: string): string {
  const [hours, minutes, rest] = timeParts(seconds);
  const unit = (value: number, name: string) =>
    numberFormat(lang, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  const words = [];
  if (hours > 0) words.push(unit(hours, 'hour'));
  if (minutes > 0) words.push(unit(minutes, 'minute'));
  if (rest > 0 || words.length === 0) words.push(unit(rest, 'second'));
  return new Intl.ListFormat(lang, { type: 'unit', style: 'long' }).format(words);
}
