/** What a listener brings, as a setting. Loaded on first need: it brings the fit along. */
import { ApoTextError } from '../engine/apo-text.ts';
import { decodeSetting, settingInUrl } from '../engine/equalizer-link.ts';
import { settingFromText } from '../engine/equalizer-text.ts';
import { shortGain } from './band-words.ts';
import { translationNow } from './languages.ts';
import { numberText } from './quantity-text.ts';
import { request } from './requests.ts';
import type { AllStrings } from './late-strings.ts';

/** Deviations that are told. */
const WORTH_TELLING_DB = 0.1;

/**
 * Asks the player for the setting that a text is: Equalizer APO text, or a share link.
 *
 * @param from asks; inside the player
 * @param sampleRate Hz
 * @returns one sentence: what was done, or why nothing was
 */
export function importSetting(
  from: EventTarget,
  text: string,
  sampleRate: number,
  strings: AllStrings,
): string {
  try {
    const link = linkedValue(text.trim());
    if (link !== undefined) {
      request(from, { type: 'eq-setting', ...decodeSetting(link, sampleRate) });
      return strings.exchangeApplied;
    }
    const { bands, preampDb, deviationDb } = settingFromText(text, sampleRate);
    request(from, { type: 'eq-setting', bands, preamp: preampDb });
    if (deviationDb <= WORTH_TELLING_DB) return strings.exchangeApplied;
    return strings.exchangeFitted(shortGain(deviationDb, strings.locale).replace('+', ''));
  } catch (error) {
    const isOurs = error instanceof ApoTextError || error instanceof RangeError;
    if (!isOurs) throw error;
    return strings.exchangeRefused(problemText(error, strings.locale));
  }
}

/** The engine's own sentence, which is in English, or what stands for it in the language. */
function problemText(error: ApoTextError | RangeError, lang: string): string {
  const translation = translationNow(lang);
  if (!translation) return error.message;
  const line = error instanceof ApoTextError ? error.line : 0;
  return line > 0
    ? translation.exchangeLineWrong(numberText(line, lang, 0, 0))
    : translation.exchangeTextWrong;
}

function linkedValue(text: string): string | undefined {
  return URL.canParse(text) ? settingInUrl(text) : undefined;
}
