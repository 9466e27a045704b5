import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { click, elementsIn, find, isShown, mountTone, words } from '../support/face.ts';
import { sameOriginMedia } from '../support/media.ts';
import { nextOf } from '../support/media-events.ts';
import {
  deepQuery,
  mountPlayer,
  next,
  type Player,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';
import { trackElement, vttUrl, type VttCue } from '../support/vtt.ts';

const ENGLISH: readonly VttCue[] = [
  [0, 20, '<v Mary>Hello <b>there</b> <c onclick="fail">&lt;b&gt;</c>'],
  [20, 40, 'Second'],
  [40, 60, 'Third'],
];
const GERMAN: readonly VttCue[] = ENGLISH.map(([start, end], index) => [
  start,
  end,
  `Satz ${index + 1}`,
]);
const CHAPTERS: readonly VttCue[] = [
  [0, 15, 'Intro'],
  [15, 30, 'The <i>long</i> room'],
  [30, 60, 'Out'],
];
const MANY: readonly VttCue[] = Array.from({ length: 60 }, (_, second) => [
  second,
  second + 1,
  `Sentence ${second}`,
]);

/** A minute of a tone with these tracks; resolves when those that load at once have. */
async function mountWith(
  tracks: readonly HTMLTrackElement[],
  attributes: Readonly<Record<string, string>> = {},
): Promise<Player> {
  const player = await mountTone(attributes);
  const loads = tracks.filter((track) => track.default).map((track) => nextOf(track, 'load'));
  player.append(...tracks);
  await Promise.all(loads);
  return player;
}

const captions = (cues: readonly VttCue[], srclang: string, label: string, on = false) =>
  trackElement({
    kind: 'captions',
    srclang,
    label,
    src: vttUrl(cues),
    ...(on ? { default: '' } : {}),
  });
const chapters = () => trackElement({ kind: 'chapters', src: vttUrl(CHAPTERS), default: '' });

/** Nothing is painted over its middle; captions let the pointer through, so for once they don't. */
function isOnTop(player: Player, element: HTMLElement): boolean {
  const host = (element.getRootNode() as ShadowRoot).host as HTMLElement;
  host.style.setProperty('pointer-events', 'auto');
  const { left, top, width, height } = element.getBoundingClientRect();
  const hit = player.shadowRoot!.elementFromPoint(left + width / 2, top + height / 2);
  host.style.removeProperty('pointer-events');
  return hit === host;
}

const caption = (player: Player) => deepQuery(player.shadowRoot!, '.caption');

describe(`captions and chapters (${worldMode})`, () => {
  afterEach(async () => {
    unmountPlayers();
    document.body.removeAttribute('style');
    window.scrollTo(0, 0);
    await sendMouse({ type: 'move', position: [0, 0] });
  });

  for (const layout of ['full', 'compact', 'mini']) {
    it(`shows what is being said, in the ${layout} face`, async () => {
      document.body.style.setProperty('width', '700px');
      const player = await mountWith([captions(ENGLISH, 'en', 'English', true)], { layout });
      const height = player.offsetHeight;
      await until(() => caption(player) !== null);
      const cue = caption(player)!.querySelector('.cue')!;
      expect(cue.textContent.trim()).to.equal('Hello there <b>');
      const voice = cue.querySelector('span[title="Mary"]')!;
      expect(getComputedStyle(voice, '::before').content).to.contain('Mary');
      expect(cue.querySelector('b')!.textContent).to.equal('there');
      player.currentTime = 45;
      await until(() => caption(player)?.textContent.trim() === 'Third');
      await player.play();
      await until(
        () => deepQuery(player.shadowRoot!, 'rusty-audio-spectrum:not(:defined)') === null,
      );
      expect(isOnTop(player, caption(player)!)).to.equal(true);
      expect(player.offsetHeight).to.equal(height);
      await expect(player).to.be.accessible();
      player.textTracks[0]!.mode = 'disabled';
      await until(() => caption(player) === null);
    });
  }

  it('changes captions by their menu, in the language that was chosen', async () => {
    document.body.style.setProperty('width', '900px');
    const player = await mountWith([
      captions(ENGLISH, 'en', 'English'),
      captions(GERMAN, 'de', ''),
    ]);
    await until(() => isShown(player, 'button', 'Captions and chapters'));
    expect(caption(player)).to.equal(null);
    await click(find(player, 'button', 'Captions and chapters'));
    await until(() => isShown(player, 'menu', 'Captions and chapters'));
    await sendKeys({ press: 'Enter' });
    await until(() => isShown(player, 'menu', 'Captions'));
    expect(words(player)).to.contain('Off English Deutsch');
    await sendKeys({ press: 'd' });
    await sendKeys({ press: 'Enter' });
    await until(() => caption(player)?.textContent.trim() === 'Satz 1');
    expect([...player.textTracks].map(({ mode }) => mode)).to.deep.equal(['disabled', 'showing']);
    await sendKeys({ press: 'Enter' });
    await sendKeys({ press: 'Enter' });
    await until(() => isShown(player, 'menu', 'Captions'));
    await sendKeys({ press: 'o' });
    await sendKeys({ press: 'Enter' });
    await until(() => caption(player) === null);

    player.lang = 'de-AT';
    await sendKeys({ press: 'c' });
    await until(() => caption(player)?.textContent.trim() === 'Satz 1');
    await sendKeys({ press: 'c' });
    await until(() => caption(player) === null);
  });

  it('marks chapters on the ruler and in the tip, and seeks to them by keys', async () => {
    document.body.style.setProperty('width', '900px');
    const player = await mountWith([chapters()]);
    await until(() => words(player).includes('The long room'));
    const marks = () => [...deepQuery(player.shadowRoot!, '.ruler')!.querySelectorAll('.mark')];
    expect(marks().map(({ textContent }) => textContent.trim())).to.deep.equal([
      'Intro',
      'The long room',
      'Out',
    ]);
    expect(marks().findIndex((mark) => mark.matches('.current'))).to.equal(0);

    const { left, width, top, height } = find(player, 'slider', 'Seek').getBoundingClientRect();
    await sendMouse({
      type: 'move',
      position: [Math.round(left + width * 0.8), Math.round(top + height / 2)],
    });
    await until(() => /Out 0:4[78]/.test(words(player)));

    await click(find(player, 'button', 'Captions and chapters'));
    await until(() => isShown(player, 'menu', 'Captions and chapters'));
    await sendKeys({ press: 'Enter' });
    await until(() => isShown(player, 'menu', 'Chapters'));
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Enter' });
    await until(() => player.currentTime === 15);
    await until(() => marks()[1]!.matches('.current'));
  });

  it('takes the chapters of the file itself where there is no track of them', async () => {
    const src = sameOriginMedia('cors/test/fixtures/chapters.opus');
    const player = await mountPlayer({ src, preload: 'auto' });
    await until(() => words(player).includes('The long room'));
    const track = player.addTextTrack('chapters');
    track.addCue(new VTTCue(0, 1, 'Of the page'));
    player.currentTime = 0.5;
    await until(() => words(player).includes('Of the page'));
    expect(words(player)).not.to.contain('The long room');
  });

  describe('transcript', () => {
    const list = (player: Player) => deepQuery(player.shadowRoot!, 'ol.cues')!;
    const current = (player: Player) =>
      list(player).querySelector('[aria-current="true"]')?.textContent.trim() ?? '';
    const inSight = (player: Player) => {
      const box = list(player).getBoundingClientRect();
      const cue = list(player).querySelector('[aria-current="true"]')!.getBoundingClientRect();
      return cue.top >= box.top && cue.bottom <= box.bottom;
    };

    async function openTranscript(): Promise<Player> {
      document.body.style.setProperty('width', '900px');
      document.body.style.setProperty('padding-bottom', '3000px');
      const player = await mountWith([captions(MANY, 'en', 'English')]);
      await until(() => isShown(player, 'button', 'Captions and chapters'));
      await click(find(player, 'button', 'Captions and chapters'));
      await until(() => isShown(player, 'menu', 'Captions and chapters'));
      await sendKeys({ press: 't' });
      await sendKeys({ press: 'Enter' });
      await until(() => deepQuery(player.shadowRoot!, 'ol.cues') !== null);
      return player;
    }

    it('follows what is heard, scrolls nothing but itself, and waits for its reader', async () => {
      const player = await openTranscript();
      expect(current(player)).to.contain('Sentence 0');
      player.currentTime = 30.5;
      await until(() => current(player).includes('Sentence 30') && inSight(player));
      expect(window.scrollY).to.equal(0);
      expect(words(player)).not.to.contain('Follow');
      await expect(player).to.be.accessible();

      list(player).dispatchEvent(new WheelEvent('wheel', { deltaY: -100 }));
      list(player).scrollTop = 0;
      player.currentTime = 50.5;
      await until(() => current(player).includes('Sentence 50'));
      expect(list(player).scrollTop).to.equal(0);
      await click(find(player, 'button', 'Follow'));
      await until(() => inSight(player));
      expect(window.scrollY).to.equal(0);

      await click(find(player, 'button', 'Close transcript'));
      await until(() => deepQuery(player.shadowRoot!, 'rusty-audio-transcript') === null);
    });

    it('seeks by pointer and by keys', async () => {
      const player = await openTranscript();
      const cues = [...list(player).querySelectorAll<HTMLElement>('.cue')];
      expect(cues.filter(({ tabIndex }) => tabIndex === 0).length).to.equal(1);
      await click(cues[2]!);
      await until(() => player.currentTime === 2);
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      await until(() => player.currentTime === 4);
      await sendKeys({ press: 'End' });
      await sendKeys({ press: 'Enter' });
      await until(() => player.currentTime === 59 && inSight(player));
      expect(window.scrollY).to.equal(0);
      const paused = next(player, 'play');
      await sendKeys({ press: 'k' });
      await paused;
    });

    it('is a page of the menu in the small faces', async () => {
      document.body.style.setProperty('width', '320px');
      const player = await mountWith([captions(MANY, 'en', 'English')], { layout: 'mini' });
      await click(find(player, 'button', 'More'));
      await until(() => isShown(player, 'menu', 'More') && words(player).includes('Transcript'));
      await sendKeys({ press: 't' });
      await sendKeys({ press: 'Enter' });
      await until(() =>
        elementsIn(player.shadowRoot!).some((element) => element.matches('ol.cues')),
      );
      await click(list(player).querySelectorAll<HTMLElement>('.cue')[3]!);
      await until(() => player.currentTime === 3);
      await expect(player).to.be.accessible();
    });
  });
});
