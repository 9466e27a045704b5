import { expect } from '@open-wc/testing';
import { spokenBand } from '../../src/components/band-words.ts';
import { languageNow, loadLanguage, translationNow } from '../../src/components/languages.ts';
import { allStringsFor } from '../../src/components/late-strings.ts';
import { playlistWordsFor } from '../../src/components/playlist-words.ts';
import { spokenTime } from '../../src/components/spoken-time.ts';
import { stringsFor } from '../../src/components/strings.ts';
import { DEFAULT_BANDS } from '../../src/engine/equalizer.ts';

/** A tag that asks for each translation. */
const TAGS = ['ar', 'de', 'es', 'fr', 'ja', 'zh-Hans', 'zh-Hant'] as const;

/** Every text below an object, by its path; functions as they are. */
function texts(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, each]) => texts(each, `${path}/${key}`));
}

/** What a sentence with gaps says when each gap is filled with a mark of its own. */
function filled(sentence: (...gaps: string[]) => string): { said: string; marks: string[] } {
  const marks = Array.from({ length: sentence.length }, (_, index) => `‹${index}›`);
  return { said: sentence(...marks), marks };
}

describe('languages', () => {
  for (const tag of TAGS) {
    it(`${tag} has words for everything, and leaves nothing out of a sentence`, async () => {
      await loadLanguage(tag);
      const words = translationNow(tag);
      const english = new Map(
        texts({ ...allStringsFor('en'), playlistWords: playlistWordsFor('en') }),
      );
      expect(new Map(texts(words)).size).to.be.at.least(english.size);
      for (const [path, text] of texts(words)) {
        if (typeof text !== 'function') {
          expect(String(text).trim(), path).not.to.equal('');
          continue;
        }
        // Those take a plural form beside what they say.
        if (path === '/decibels' || path === '/playlistWords/tracks') continue;
        const { said, marks } = filled(text as (...gaps: string[]) => string);
        for (const mark of marks) expect(said, path).to.include(mark);
        expect(marks.length, path).to.equal(
          (english.get(path) as undefined | (() => void))?.length ?? 1,
        );
      }
      const { decibels } = words!;
      expect(decibels('4', 1, 'other')).to.include('4');
      const signs = [-1, 0, 1] as const;
      expect(new Set(signs.map((sign) => decibels('4', sign, 'other'))).size).to.equal(3);
    });
  }

  it('are found by region, script and older names, and numbers follow the region', async () => {
    const asked = {
      'de-CH': 'de',
      'fr-CA': 'fr',
      zh: 'zh-Hans',
      'zh-SG': 'zh-Hans',
      'zh-TW': 'zh-Hant',
      'zh-HK': 'zh-Hant',
      'zh-Hant-MO': 'zh-Hant',
      'ar-EG': 'ar',
      'es-419': 'es',
      'ja-JP-u-ca-japanese': 'ja',
    };
    for (const [tag, name] of Object.entries(asked)) {
      await loadLanguage(tag);
      await loadLanguage(name);
      expect(languageNow(tag)).to.equal(tag);
      expect(stringsFor(tag).locale).to.equal(tag);
      expect(stringsFor(tag).play, tag).to.equal(stringsFor(name).play);
    }
    expect(spokenTime(92, 'de')).to.equal('1 Minute, 32 Sekunden');
  });

  it('are English where there is no translation, numbers included', () => {
    for (const tag of ['nl', 'zh-Latn', 'und']) {
      expect(loadLanguage(tag), tag).to.equal(undefined);
      expect(languageNow(tag), tag).to.equal('en');
      expect(stringsFor(languageNow(tag)).locale).to.equal('en');
    }
    expect(languageNow('en-GB')).to.equal('en-GB');
    expect(stringsFor('en-GB').locale).to.equal('en-GB');
    expect(stringsFor('en-GB')).to.equal(stringsFor('en-GB'));
  });

  it('speak a band with their own numbers and forms', async () => {
    for (const tag of ['de', 'fr', 'es', 'ar-EG', 'ja']) await loadLanguage(tag);
    const band = { ...DEFAULT_BANDS[2]!, gain: -1 };
    const said = (tag: string): string => spokenBand(2, band, allStringsFor(tag));
    expect(said('de')).to.equal('Band 3, 240 Hertz, minus 1 Dezibel, Q 1,1');
    expect(said('fr')).to.equal('Bande 3, 240 hertz, moins 1 décibel, Q 1,1');
    expect(said('es')).to.equal('Banda 3, 240 hercios, menos 1 decibelio, Q 1,1');
    expect(said('ja')).to.equal('バンド3、240ヘルツ、マイナス1デシベル、Q 1.1');
    expect(said('ar-EG')).to.equal('النطاق ٣، ٢٤٠ هرتز، ناقص ١ ديسيبل، Q ١٫١');
    expect(said('en')).to.equal('Band 3, 240 hertz, minus 1 decibel, Q 1.1');
  });
});
