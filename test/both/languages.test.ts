import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { loadLanguage, translationNow } from '../../src/components/languages.ts';
import { allStringsFor } from '../../src/components/late-strings.ts';
import { click, elementsIn, find, isShown } from '../support/face.ts';
import { sameOriginMedia } from '../support/media.ts';
import {
  blobUrl,
  deepQuery,
  mountPlayer,
  next,
  unmountPlayers,
  until,
  worldMode,
  type Player,
} from '../support/player.ts';
import { sineWav } from '../support/signals.ts';

const SPOKEN = [
  'aria-label',
  'aria-valuetext',
  'aria-description',
  'alt',
  'placeholder',
  'title',
] as const;
const TAGS = ['en', 'ar', 'de', 'es', 'fr', 'ja', 'zh-Hans', 'zh-Hant'] as const;
const WIDTHS_PX = [280, 320, 440, 600, 660, 700, 780, 1040];

/** Everything that is written or spoken, aside from what says that it is in English. */
function said(player: Player): string[] {
  return elementsIn(player.shadowRoot!)
    .filter((element) => element.closest('[lang=en]') === null)
    .flatMap((element) => [
      ...SPOKEN.map((name) => element.getAttribute(name) ?? ''),
      ...[...element.childNodes].map((node) => (node instanceof Text ? node.data : '')),
    ])
    .filter((text) => text.trim() !== '');
}

function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  if (typeof value === 'function') return wordsOf((value as () => string)());
  return Object.values(value as object).flatMap(wordsOf);
}

/** English words of the face that a translation does not have, too. */
async function foreignWords(tag: string): Promise<ReadonlySet<string>> {
  await loadLanguage(tag);
  const own = new Set(wordsOf(translationNow(tag)));
  return new Set(wordsOf(allStringsFor('en')).filter((word) => !own.has(word)));
}

async function mountIn(lang: string, attributes: Readonly<Record<string, string>> = {}) {
  const src = blobUrl(sineWav({ frequencyHz: 440, levelDbfs: -20, seconds: 60 }));
  const player = await mountPlayer({ src, lang, 'track-title': '440', ...attributes });
  await loadLanguage(lang);
  await until(() => isShown(player, 'slider', allStringsFor(lang).seek));
  if (player.readyState === 0) await next(player, 'loadedmetadata');
  return player;
}

describe(`languages (${worldMode})`, () => {
  afterEach(async () => {
    unmountPlayers();
    document.body.removeAttribute('style');
    document.body.removeAttribute('dir');
    document.documentElement.lang = 'en';
    await sendMouse({ type: 'move', position: [0, 0] });
  });

  it('German: every word that is shown or spoken, in every corner of the face', async () => {
    const english = await foreignWords('de');
    const german = allStringsFor('de');
    const player = await mountIn('de');
    const check = (place: string, of = player): void => {
      const foreign = said(of).filter((text) => wordsOf(text).some((word) => english.has(word)));
      expect(foreign, place).to.deep.equal([]);
    };
    const press = async (name: string): Promise<void> => {
      await click(find(player, 'button', name));
    };
    const shows = (text: string): boolean => said(player).some((each) => each.trim() === text);
    check('before the first play');

    await player.play();
    await until(() => deepQuery(player.shadowRoot!, '.badge') !== null);
    expect(said(player)).to.include(german.spectrumLive(german.scales.log));
    await press(german.modeQuestion(german.modes[worldMode]));
    check('playing, with the note on the mode');
    await sendKeys({ press: 'Escape' });

    await press(german.speedKey('1×'));
    await until(() => isShown(player, 'menu', german.speed));
    check('speed');
    await click(deepQuery(player.shadowRoot!, '[role=menuitem]')!);
    await until(() => isShown(player, 'menu', german.sleep));
    expect(said(player).map((text) => text.trim())).to.include('15 Minuten');
    check('sleep timer');
    await sendKeys({ press: 'Escape' });

    player.visualizer = 'equalizer';
    await until(() => isShown(player, 'slider', german.preamp));
    player.setEqBand(2, { gain: -3.5 });
    await until(() => isShown(player, 'slider', german.bandName('3')));
    await until(() => said(player).includes('Band 3, 240 Hertz, minus 3,5 Dezibel, Q 1,1'));
    check('equalizer');
    find(player, 'slider', german.bandName('3')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => deepQuery(player.shadowRoot!, 'rusty-audio-band-editor') !== null);
    await until(() => shows(german.bandReset));
    check('a band in figures');
    await sendKeys({ press: 'Escape' });
    await press(german.presetIs(german.customPreset));
    await until(() => isShown(player, 'listbox', german.presets));
    check('presets');
    await press(german.exchange);
    await until(() => shows(german.exchangeDownload));
    check('import and export');
    await press(german.exchangeApply);
    await until(() =>
      said(player).includes(german.exchangeRefused(translationNow('de')!.exchangeTextWrong)),
    );

    const failing = await mountPlayer({ lang: 'de', src: sameOriginMedia('status/404') });
    await until(() => said(failing).includes(translationNow('de')!.errorCauses[4]));
    check('an error', failing);
    const empty = await mountPlayer({ lang: 'de' });
    await until(() => said(empty).includes(german.empty));
    check('nothing to play', empty);
  });

  it('follow the attribute and the page while it plays', async () => {
    const player = await mountIn('fr');
    expect(isShown(player, 'button', 'Lire')).to.equal(true);
    await player.play();
    await until(() => isShown(player, 'button', 'Mettre en pause'));
    player.lang = 'ja';
    await until(() => isShown(player, 'button', '一時停止'));
    expect(find(player, 'article', 'オーディオプレーヤー：440').lang).to.equal('ja');
    player.removeAttribute('lang');
    await until(() => isShown(player, 'button', 'Pause'));
    document.documentElement.lang = 'zh-TW';
    await until(() => isShown(player, 'button', '暫停'));
    expect(player.paused).to.equal(false);
  });

  it('Arabic runs from right to left, unless the page says another direction', async () => {
    const player = await mountIn('ar');
    const article = player.shadowRoot!.querySelector('article')!;
    const arabic = allStringsFor('ar');
    expect(article.matches(':dir(rtl)')).to.equal(true);
    const seek = find(player, 'slider', arabic.seek);
    await click(seek, 0.25);
    await until(() => Math.abs(player.currentTime - 45) < 1);
    const keys = ['back', 'forward'] as const;
    const [back = 0, forward = 0] = keys.map(
      (key) => find(player, 'button', arabic[key]('10 ثوان')).getBoundingClientRect().left,
    );
    expect(back).to.be.below(forward);

    player.dir = 'ltr';
    await until(() => article.matches(':dir(ltr)'));
    await click(find(player, 'slider', arabic.seek), 0.25);
    await until(() => Math.abs(player.currentTime - 15) < 1);
    player.removeAttribute('dir');
    await until(() => article.matches(':dir(rtl)'));
    document.documentElement.dir = 'ltr';
    await until(() => article.matches(':dir(ltr)'));
    document.documentElement.removeAttribute('dir');
  });

  for (const layout of ['full', 'compact', 'mini'] as const) {
    it(`have room in the ${layout} layout at every width`, async () => {
      const tone = await mountIn('en', { layout });
      const failing = await mountPlayer({ layout, src: sameOriginMedia('status/404') });
      tone.eqPreset = 'small-speakers';
      for (const tag of TAGS) {
        for (const player of [tone, failing]) player.lang = tag;
        await loadLanguage(tag);
        const words = allStringsFor(tag);
        await until(() => isShown(tone, 'slider', words.seek));
        await until(() => said(failing).some((text) => text.trim() === words.tryAgain));
        for (const visualizer of ['bars', 'equalizer'] as const) {
          tone.visualizer = visualizer;
          await tone.updateComplete;
          if (visualizer === 'equalizer' && layout === 'full') {
            await until(() => isShown(tone, 'slider', words.preamp));
          }
          for (const width of WIDTHS_PX) {
            document.body.style.setProperty('width', `${width}px`);
            for (const player of [tone, failing]) {
              const { left, right } = player.getBoundingClientRect();
              for (const element of elementsIn(player.shadowRoot!)) {
                if (element.classList.contains('spoken')) continue;
                const box = element.getBoundingClientRect();
                const place = `${tag}, ${width} px: ${element.outerHTML}`;
                expect(box.right, place).to.be.at.most(right + 0.5);
                expect(box.left, place).to.be.at.least(left - 0.5);
              }
            }
          }
        }
      }
    });
  }
});
