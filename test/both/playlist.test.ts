import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { RustyAudioPlaylist } from '../../src/components/playlist.ts';
import { startCapture } from '../support/capture.ts';
import { click, elementsIn, find, isShown, words } from '../support/face.ts';
import { goertzelDbfs } from '../support/measure.ts';
import { sameOriginMedia } from '../support/media.ts';
import {
  blobUrl,
  deepQuery,
  mountPlayer,
  next,
  outputOf,
  unmountPlayers,
  until,
  worldMode,
  type Player,
} from '../support/player.ts';
import { collectWarnings } from '../support/warnings.ts';
import { sineWav } from '../support/signals.ts';

/** Of one measurement, 43 ms. */
const WINDOW_FRAMES = 2048;

const tone = (frequencyHz: number, seconds = 1): string =>
  blobUrl(sineWav({ frequencyHz, levelDbfs: -20, seconds }));

interface Mounted {
  readonly player: Player;
  readonly list: RustyAudioPlaylist;
}

/** A player with a playlist inside it, as HTML would have it, once the first track is known. */
async function mountList(
  inside: string,
  attributes: Readonly<Record<string, string>> = {},
  ofPlayer: Readonly<Record<string, string>> = {},
): Promise<Mounted> {
  const player = await mountPlayer(ofPlayer);
  const list = document.createElement('rusty-audio-playlist');
  for (const [name, value] of Object.entries(attributes)) list.setAttribute(name, value);
  list.innerHTML = inside;
  player.append(list);
  await customElements.whenDefined('rusty-audio-playlist');
  await until(() => list.tracks.length > 0 && player.currentSrc !== '');
  return { player, list };
}

const links = (urls: readonly string[]): string =>
  urls.map((url, index) => `<a href="${url}" data-artist="A">Tone ${index + 1}</a>`).join('');

const titles = (list: RustyAudioPlaylist): (string | undefined)[] =>
  list.tracks.map(({ title }) => title);

function rows(list: RustyAudioPlaylist): HTMLElement[] {
  return [...list.shadowRoot!.querySelectorAll<HTMLElement>('.name')];
}

/** The titles of the marked rows. */
function marked(list: RustyAudioPlaylist): (string | null)[] {
  return rows(list)
    .filter((row) => row.ariaCurrent === 'true')
    .map((row) => row.ariaLabel);
}

describe(`the playlist (${worldMode})`, () => {
  const warnings = collectWarnings();

  afterEach(async () => {
    unmountPlayers();
    document.body.removeAttribute('style');
    await sendMouse({ type: 'move', position: [0, 0] });
  });

  for (const crossfade of ['', '1']) {
    it(`fades for as long as its attribute says: crossfade="${crossfade}"`, async () => {
      const { player } = await mountList(links([tone(997, 3), tone(3001, 3)]), { crossfade });
      await player.play();
      const capture = await startCapture(outputOf(player), { onGap: 'join' });
      await next(player, 'trackchange');
      await until(() => player.currentTime > 1.5);
      const { channels, sampleRateHz } = await capture.stop();
      const heard = channels[0]!;
      let framesOfBoth = 0;
      for (let from = 0; from + WINDOW_FRAMES <= heard.length; from += WINDOW_FRAMES) {
        const window = heard.slice(from, from + WINDOW_FRAMES);
        const levels = [997, 3001].map((hz) => goertzelDbfs(window, hz, sampleRateHz));
        if (levels.every((level) => level > -40)) framesOfBoth += WINDOW_FRAMES;
      }
      const secondsOfBoth = framesOfBoth / sampleRateHz;
      if (crossfade === '') expect(secondsOfBoth).to.be.below(0.1);
      else expect(secondsOfBoth).to.be.within(0.5, 1.05);
    });
  }

  it('plays its links one after the other, joined, and moves its mark', async () => {
    const urls = [tone(440), tone(660), tone(880)];
    const { player, list } = await mountList(`<ol><li>${links(urls)}</li></ol>`);
    expect(player.currentSrc).to.equal(urls[0]);
    expect(titles(list)).to.deep.equal(['Tone 1', 'Tone 2', 'Tone 3']);
    const events: string[] = [];
    for (const type of ['trackchange', 'ended', 'emptied']) {
      player.addEventListener(type, () => events.push(type));
    }
    await player.play();
    expect(marked(list)[0]).to.equal('Tone 1, A, 1 second');
    await next(player, 'trackchange');
    expect(player.currentSrc).to.equal(urls[1]);
    await list.updateComplete;
    expect(marked(list)).to.deep.equal(['Tone 2, A, 1 second']);
    expect(list.currentIndex).to.equal(1);
    expect(deepQuery(player.shadowRoot!, '.title')!.textContent.trim()).to.equal('Tone 2');
    await next(player, 'ended');
    expect(events).to.deep.equal(['trackchange', 'trackchange', 'ended']);
    player.load();
    expect(player.currentSrc).to.equal('');
    await until(() => player.readyState > 0);
    expect(player.currentSrc, 'a reload is of the same track').to.equal(urls[2]);
  });

  it('is moved by the keys of the player, and says which are of use', async () => {
    const urls = [tone(440, 20), tone(660, 20)];
    const { player, list } = await mountList(links(urls));
    await until(() => isShown(player, 'button', 'Next track'));
    await player.play();
    await click(find(player, 'button', 'Next track'));
    await until(() => player.currentSrc === urls[1] && !player.paused && player.currentTime > 0);
    await until(() => find(player, 'button', 'Next track').ariaDisabled === 'true');
    await click(find(player, 'button', 'Previous track'));
    await until(() => player.currentSrc === urls[0]);
    find(player, 'slider', 'Seek').focus();
    await sendKeys({ press: 'Shift+N' });
    await until(() => player.currentSrc === urls[1] && player.readyState > 0);
    player.currentTime = 10;
    await next(player, 'seeked');
    list.previous();
    expect(player.currentTime).to.equal(0);
    expect(player.currentSrc).to.equal(urls[1]);
  });

  it('skips what can’t be played, says so, and goes on', async () => {
    const urls = [tone(440, 0.6), sameOriginMedia('status/404'), tone(880, 20)];
    const { player, list } = await mountList(links(urls), { open: '' });
    await player.play();
    await until(() => player.currentSrc === urls[2] && player.currentTime > 0);
    const status = list.shadowRoot!.querySelector('[role="status"]')!;
    expect(status.textContent).to.equal('Tone 2 could not be played and was skipped.');
    expect(rows(list)[1]!.ariaLabel).to.equal('Tone 2, could not be played');
    expect(player.paused).to.equal(false);
  });

  it('stands still where nothing in it can be played', async () => {
    const urls = [sameOriginMedia('status/404?a'), sameOriginMedia('status/404?b')];
    const { player } = await mountList(links(urls), { repeat: 'all' });
    await until(() => player.error !== null && player.currentSrc === urls[1]);
    expect(player.error!.code).to.equal(4);
  });

  for (const [repeat, expected] of [
    ['all', ['trackchange', 'trackchange']],
    ['one', ['seeked', 'seeked']],
  ] as const) {
    it(`begins again: repeat ${repeat}`, async () => {
      const { player, list } = await mountList(links([tone(440, 0.8), tone(660, 0.8)]), { repeat });
      const seen: string[] = [];
      for (const type of ['trackchange', 'seeked', 'ended']) {
        player.addEventListener(type, () => seen.push(type));
      }
      await player.play();
      await until(() => seen.length >= 2);
      expect(seen.slice(0, 2)).to.deep.equal(expected);
      expect(player.loop).to.equal(repeat === 'one');
      list.repeat = 'off';
      await until(() => player.ended);
    });
  }

  it('shuffles: every track once, and back the same way', async () => {
    const urls = [1, 2, 3, 4, 5].map((n) => tone(200 * n, 30));
    const { player, list } = await mountList(links(urls), { shuffle: '' });
    const played = [player.currentSrc];
    for (let n = 1; n < urls.length; n++) {
      list.next();
      played.push(player.currentSrc || urls[list.currentIndex]!);
    }
    expect([...played].sort()).to.deep.equal([...urls].sort());
    await until(() => player.readyState > 0);
    list.previous();
    expect(urls[list.currentIndex]).to.equal(played.at(-2));
  });

  it('reads lists of every kind, against their own address, and keeps what is right', async () => {
    const m3u = `#EXTM3U\n#EXTINF:7,Somebody - Seven\n${tone(440)}\n:::\nsub/eight.flac\n`;
    const src = blobUrl(new Blob([m3u]));
    const { list } = await mountList('', { src });
    expect(titles(list)).to.deep.equal(['Seven']);
    expect(list.tracks[0]).to.include({ artist: 'Somebody', duration: 7 });
    expect(warnings().join()).to.contain('line 4').and.to.contain('line 5');
    list.tracks = [{ src: '/a.flac', title: 'A', duration: 3 }, '/b.flac'] as never;
    expect(list.tracks.map(({ src: url }) => new URL(url).pathname)).to.deep.equal([
      '/a.flac',
      '/b.flac',
    ]);
  });

  it('takes tracks from a JSON child, and before it is defined', async () => {
    const data = JSON.stringify([{ src: tone(440), title: 'From JSON', album: 'B' }]);
    const { player, list } = await mountList(`<script type="application/json">${data}</script>`);
    expect(titles(list)).to.deep.equal(['From JSON']);
    await until(() => find(player, 'button', 'Next track').ariaDisabled === 'true');
    list.innerHTML = links([tone(550), tone(560)]);
    await until(() => list.tracks.length === 2);
    expect(titles(list)).to.deep.equal(['Tone 1', 'Tone 2']);
  });

  it('is sorted by the keyboard and by dragging, spoken, and plays on', async () => {
    document.body.style.setProperty('width', '1200px');
    const urls = [1, 2, 3, 4].map((n) => tone(200 * n, 20));
    const { player, list } = await mountList(links(urls));
    await player.play();
    await until(() => rows(list).length === 4 && rows(list)[0]!.checkVisibility());
    rows(list)[0]!.focus();
    await sendKeys({ press: 'ArrowDown' });
    await until(() => list.shadowRoot!.activeElement === rows(list)[1]);
    await sendKeys({ press: 'Alt+ArrowDown' });
    await until(() => list.shadowRoot!.activeElement === rows(list)[2]);
    expect(titles(list)).to.deep.equal(['Tone 1', 'Tone 3', 'Tone 2', 'Tone 4']);
    const status = list.shadowRoot!.querySelector('[role="status"]')!;
    expect(status.textContent).to.equal('Tone 2 is number 3 of 4 now.');
    const middle = (element: HTMLElement): [number, number] => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [Math.round(left + width / 2), Math.round(top + height / 2)];
    };
    await sendMouse({ type: 'move', position: middle(rows(list)[3]!) });
    await sendMouse({ type: 'down' });
    const [x, y] = middle(rows(list)[0]!);
    await sendMouse({ type: 'move', position: [x, y + 10] });
    await sendMouse({ type: 'move', position: [x, y - 8] });
    await sendMouse({ type: 'up' });
    await until(() => titles(list)[0] === 'Tone 4');
    expect(titles(list)).to.deep.equal(['Tone 4', 'Tone 1', 'Tone 3', 'Tone 2']);
    expect(player.currentSrc, 'a drag is no press').to.equal(urls[0]);
    expect(player.paused).to.equal(false);
    rows(list)[3]!.focus();
    await sendKeys({ press: 'Delete' });
    await until(() => rows(list).length === 3);
    expect(titles(list)).to.deep.equal(['Tone 4', 'Tone 1', 'Tone 3']);
  });

  it('is a drawer in a narrow player and a column in a wide one', async () => {
    document.body.style.setProperty('width', '720px');
    const { player, list } = await mountList(links(Array.from({ length: 9 }, () => tone(440, 20))));
    await until(() => isShown(player, 'button', 'Playlist'));
    const key = find(player, 'button', 'Playlist');
    expect([player.offsetHeight, key.ariaPressed, list.checkVisibility()]).to.deep.equal([
      486,
      'false',
      false,
    ]);
    await click(key);
    await until(() => list.checkVisibility());
    const { top, left, width } = list.getBoundingClientRect();
    const face = player.getBoundingClientRect();
    expect([left - face.left, width]).to.deep.equal([0, 720]);
    expect(top - face.top).to.equal(486);
    const bottom = list.shadowRoot!.querySelector('ol')!.getBoundingClientRect().bottom;
    expect(bottom, 'it scrolls').to.be.at.most(list.getBoundingClientRect().bottom);
    for (const button of list.shadowRoot!.querySelectorAll('button')) {
      expect(Math.min(button.offsetWidth, button.offsetHeight), button.ariaLabel!).to.be.least(44);
    }
    await expect(player).to.be.accessible();
    await expect(list).to.be.accessible();
    await click(
      [...list.shadowRoot!.querySelectorAll('button')].find(
        ({ ariaLabel }) => ariaLabel === 'Close playlist',
      )!,
    );
    await until(() => !list.checkVisibility() && player.offsetHeight === 486);
    expect(find(player, 'button', 'Playlist').matches(':focus')).to.equal(true);
    list.removeAttribute('open');
    list.setAttribute('open', '');
    document.body.style.setProperty('width', '1200px');
    await until(() => list.getBoundingClientRect().width === 296);
    expect(player.offsetHeight).to.equal(486);
    document.body.style.setProperty('direction', 'rtl');
    const column = list.getBoundingClientRect();
    expect(column.left).to.equal(player.getBoundingClientRect().left);
  });

  it('is a page of the menu in the small faces', async () => {
    const urls = [tone(440, 20), tone(660, 20)];
    const { player, list } = await mountList(links(urls), {}, { layout: 'mini' });
    expect(list.checkVisibility()).to.equal(false);
    await click(find(player, 'button', 'More'));
    await until(() => words(player).includes('Playlist'));
    const row = (name: string) =>
      elementsIn(player.shadowRoot!).find(
        (element) => element.role?.startsWith('menuitem') && element.textContent.includes(name),
      );
    await click(row('Playlist')!);
    await until(() => row('Tone 2') !== undefined);
    await click(row('Tone 2')!);
    await until(() => player.currentSrc === urls[1] && !player.paused);
  });

  it('plays files from the disk, whose addresses end with them', async () => {
    const { player, list } = await mountList(links([tone(440, 20)]));
    const file = new File([sineWav({ frequencyHz: 700, levelDbfs: -20, seconds: 2 })], 'Mine.wav', {
      type: 'audio/wav',
    });
    const drop = new DataTransfer();
    drop.items.add(file);
    drop.items.add(new File(['no'], 'letter.txt', { type: 'text/plain' }));
    player.dispatchEvent(
      new DragEvent('drop', { dataTransfer: drop, bubbles: true, cancelable: true }),
    );
    await until(() => list.tracks.length === 2);
    await until(() => list.shadowRoot!.textContent.includes('letter.txt is no audio file'));
    list.playTrack(1);
    await next(player, 'playing');
    expect(player.duration).to.be.closeTo(2, 0.01);
    expect(deepQuery(player.shadowRoot!, '.title')!.textContent.trim()).to.equal('Mine');
    const address = player.currentSrc;
    list.removeTrack(1);
    expect((await fetch(address).catch(() => null)) === null, 'it is revoked').to.equal(true);
    await until(() => list.currentIndex === 0 && !player.paused);
  });
});
