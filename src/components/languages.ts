import type { MediaErrorCode } from '../engine/audio-engine.ts';
import type { AllStrings } from './late-strings.ts';
import type { PlaylistWords } from './playlist-words.ts';

/** The words of a language other than English, complete. */
export interface Translation extends AllStrings {
  /** In place of what the engine says of an error, which is in English. */
  readonly errorCauses: Readonly<Record<MediaErrorCode, string>>;
  readonly playlistWords: PlaylistWords;
  /** In place of what it says of a line of equalizer text that is not understood. */
  readonly exchangeLineWrong: (line: string) => string;
  /** In place of what it says of a text as a whole, or of a link. */
  readonly exchangeTextWrong: string;
}

/** By language, or language and script; each is loaded when a player first wants it. */
const TRANSLATIONS: Readonly<Record<string, () => Promise<{ readonly words: Translation }>>> = {
  ar: () => import('./languages/ar.ts'),
  de: () => import('./languages/de.ts'),
  es: () => import('./languages/es.ts'),
  fr: () => import('./languages/fr.ts'),
  ja: () => import('./languages/ja.ts'),
  'zh-Hans': () => import('./languages/zh-hans.ts'),
  'zh-Hant': () => import('./languages/zh-hant.ts'),
};

/** What came of each tag that was wanted; English (undefined) where it could not be loaded. */
const arrived = new Map<string, Translation | undefined>();
const loading = new Map<string, Promise<void>>();

/**
 * The translation that a BCP 47 tag asks for: the language in its likely script (`zh-TW` is
 * `zh-Hant`), else the language alone (RFC 4647, lookup).
 */
function translationOf(tag: string): string | undefined {
  const { language, script = '' } = new Intl.Locale(tag).maximize();
  return [`${language}-${script}`, language].find((name) => Object.hasOwn(TRANSLATIONS, name));
}

/**
 * Loads the words of a language.
 *
 * @param tag a valid BCP 47 tag
 * @returns undefined when there is nothing to wait for; never rejects: what can't be loaded stays
 *   English
 */
export function loadLanguage(tag: string): Promise<void> | undefined {
  const name = translationOf(tag);
  const load = name === undefined ? undefined : TRANSLATIONS[name];
  if (!load || arrived.has(tag)) return undefined;
  let done = loading.get(tag);
  if (!done) {
    done = load().then(
      ({ words }) => void arrived.set(tag, { ...words, locale: tag }),
      () => void arrived.set(tag, undefined),
    );
    loading.set(tag, done);
  }
  return done;
}

/** The words of a tag's language, its numbers those of the tag's region; undefined: English. */
export function translationNow(tag: string): Translation | undefined {
  return arrived.get(tag);
}

/** The tag itself as soon as its words are there; `en` before, and when there are none. */
export function languageNow(tag: string): string {
  return arrived.get(tag) || /^en(-|$)/i.test(tag) ? tag : 'en';
}

/** English words by tag, made once for each: in `en-GB` and its like the numbers alone differ. */
export function englishOf<Words extends { readonly locale: string }>(
  words: Words,
): (tag: string) => Words {
  const regional = new Map<string, Words>();
  return (tag) => {
    if (!/^en-/i.test(tag)) return words;
    const known = regional.get(tag) ?? { ...words, locale: tag };
    regional.set(tag, known);
    return known;
  };
}
