import { expect } from '@open-wc/testing';
import { emulateMedia, sendKeys, sendMouse } from '@web/test-runner-commands';
import { click, elementsIn, find, isShown, mountTone, words } from '../support/face.ts';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, next, unmountPlayers, until, worldMode } from '../support/player.ts';

const WIDTHS_PX = [280, 320, 439, 440, 599, 600, 659, 660, 700, 780, 1040, 1200, 1600];
const NARROW_FULL_PX = 582;

const HEIGHT_PX = {
  full: (width: number) => (width < 700 ? NARROW_FULL_PX : 486),
  compact: (width: number) => (width < 600 ? 156 : 144),
  mini: () => 56,
} as const;
const LAYOUTS = ['full', 'compact', 'mini'] as const;

/** What a page adds to keep the room before the script has arrived; from docs/decisions/0019. */
const ROOM_BEFORE_DEFINITION = `
  rusty-audio-player:not(:defined) { display: block; padding-block-end: clamp(486px, (700px - 100%) * 999, 582px) }
  rusty-audio-player[layout='compact']:not(:defined) { padding-block-end: clamp(144px, (600px - 100%) * 999, 156px) }
  rusty-audio-player[layout='mini']:not(:defined) { padding-block-end: 56px }
`;

function setWidth(width: number): void {
  document.body.style.setProperty('width', `${width}px`);
}

describe(`layouts (${worldMode})`, () => {
  afterEach(async () => {
    unmountPlayers();
    document.body.removeAttribute('style');
    document.body.removeAttribute('dir');
    await sendMouse({ type: 'move', position: [0, 0] });
  });

  for (const layout of LAYOUTS) {
    describe(layout, () => {
      it('keeps its height in every state, has keys of 44 px, and never overflows', async () => {
        const tone = await mountTone({ layout, artist: 'Somebody with a long name', album: 'B' });
        const failing = await mountPlayer({ layout, src: sameOriginMedia('status/404') });
        await until(() => words(failing).includes('Try again'));
        const empty = await mountPlayer({ layout });
        for (const width of WIDTHS_PX) {
          setWidth(width);
          for (const player of [tone, failing, empty]) {
            const { height, left, right } = player.getBoundingClientRect();
            expect(height, `${width} px`).to.equal(HEIGHT_PX[layout](width));
            for (const element of elementsIn(player.shadowRoot!)) {
              if (element.classList.contains('spoken')) continue;
              const box = element.getBoundingClientRect();
              expect(box.right, `${width} px: ${element.outerHTML}`).to.be.at.most(right + 0.5);
              expect(box.left, `${width} px: ${element.outerHTML}`).to.be.at.least(left - 0.5);
              if (element.localName !== 'button') continue;
              expect(element.offsetWidth, `${width} px: ${element.ariaLabel}`).to.be.at.least(44);
              expect(element.offsetHeight, `${width} px: ${element.ariaLabel}`).to.be.at.least(44);
            }
          }
        }
      });

      it('leaves the room that a page may reserve before it is defined', async () => {
        const player = await mountPlayer({ layout });
        const sheet = new CSSStyleSheet();
        // The element is defined here by now: another name that never is stands for it.
        sheet.replaceSync(
          ROOM_BEFORE_DEFINITION.replaceAll('rusty-audio-player', 'not-defined-yet'),
        );
        document.adoptedStyleSheets.push(sheet);
        const waiting = document.createElement('not-defined-yet');
        waiting.setAttribute('layout', layout);
        document.body.append(waiting);
        for (const width of WIDTHS_PX) {
          setWidth(width);
          expect(waiting.offsetHeight, `${width} px`).to.equal(player.offsetHeight);
        }
        waiting.remove();
        document.adoptedStyleSheets.pop();
      });

      for (const theme of ['light', 'dark', 'high-contrast']) {
        for (const width of [320, 700, 1200]) {
          it(`is accessible: ${theme}, ${width} px`, async () => {
            setWidth(width);
            const player = await mountTone({ layout, theme, artist: 'A', album: 'B' });
            player.loopSection = { startSeconds: 10, endSeconds: 40 };
            await until(() => player.loopSection !== null);
            await expect(player).to.be.accessible();
          });
        }
      }

      it('seeks by keys and pointer, and plays', async () => {
        setWidth(640);
        const player = await mountTone({ layout });
        const bar = find(player, 'slider', 'Seek');
        bar.focus();
        await sendKeys({ press: 'ArrowRight' });
        await until(() => player.currentTime === 5);
        await click(bar, 0.5);
        await until(() => Math.abs(player.currentTime - 30) < 0.5);
        const playing = next(player, 'playing');
        await click(find(player, 'button', 'Play'));
        await playing;
      });
    });
  }

  it('changes live, and goes on playing', async () => {
    const player = await mountTone();
    await player.play();
    player.layout = 'mini';
    await until(() => player.offsetHeight === 56);
    expect(player.paused).to.equal(false);
    player.setAttribute('layout', 'compact');
    await until(() => player.offsetHeight === 144 || player.offsetHeight === 156);
    expect(isShown(player, 'button', 'Pause')).to.equal(true);
  });

  describe('right to left', () => {
    it('mirrors the face, not the tape', async () => {
      document.body.dir = 'rtl';
      setWidth(900);
      const player = await mountTone();
      const place = (role: string, name: string) =>
        find(player, role, name).getBoundingClientRect();
      expect(place('button', 'Back 10 seconds').left).to.be.below(place('button', 'Play').left);
      expect(place('button', 'Loop track').left).to.be.below(
        place('button', 'Back 10 seconds').left,
      );
      expect(place('slider', 'Volume').left).to.be.below(place('button', 'Mute').left);
    });

    it('lets time run to the left, for pointer, keys and picture', async () => {
      document.body.dir = 'rtl';
      setWidth(700);
      const player = await mountTone();
      const bar = find(player, 'slider', 'Seek');
      await click(bar, 0.25);
      await until(() => Math.abs(player.currentTime - 45) < 0.5);
      await sendKeys({ press: 'ArrowLeft' });
      await until(() => Math.abs(player.currentTime - 50) < 0.5);
      const box = bar.getBoundingClientRect();
      await until(() => {
        const head = bar.querySelector('.head')!.getBoundingClientRect();
        const along = (box.right - head.left - head.width / 2) / box.width;
        return Math.abs(along - player.currentTime / 60) < 0.002;
      });
    });
  });

  describe('contrast', () => {
    const ground = (player: Element) =>
      getComputedStyle(player.shadowRoot!.querySelector('article')!).backgroundColor;

    it('is black on a dark page and white on a light one', async () => {
      const player = await mountTone({ theme: 'high-contrast' });
      document.body.style.setProperty('color-scheme', 'dark');
      await until(() => ground(player) === 'rgb(0, 0, 0)');
      document.body.style.setProperty('color-scheme', 'light');
      await until(() => ground(player) === 'rgb(255, 255, 255)');
    });

    it('follows color-scheme when the theme is auto', async () => {
      const player = await mountTone();
      document.body.style.setProperty('color-scheme', 'dark');
      await until(() => ground(player) === 'oklch(0.215 0.005 70)');
      document.body.style.setProperty('color-scheme', 'light');
      await until(() => ground(player) === 'oklch(0.988 0.002 85)');
    });

    it('uses the system’s colours where they are forced, in the waveform too', async () => {
      const player = await mountTone({ theme: 'high-contrast' });
      await emulateMedia({ forcedColors: 'active' });
      const timeline = player.shadowRoot!.querySelector('rusty-audio-timeline')!.shadowRoot!;
      const system = document.createElement('i');
      system.style.setProperty('color', 'Highlight');
      system.style.setProperty('forced-color-adjust', 'none');
      document.body.append(system);
      await until(
        () =>
          getComputedStyle(timeline.querySelector('.accent')!).color ===
          getComputedStyle(system).color,
      );
      system.remove();
      await emulateMedia({ forcedColors: 'none' });
    });
  });

  it('stands still for those who want less motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const player = await mountTone();
    for (const element of elementsIn(player.shadowRoot!)) {
      if (element.closest('.palette, .color-probe')) continue;
      const { transitionDuration, animationName } = getComputedStyle(element);
      expect(transitionDuration, element.outerHTML).to.match(/^0s(, 0s)*$/);
      expect(animationName, element.outerHTML).to.equal('none');
    }
    await emulateMedia({ reducedMotion: 'no-preference' });
  });
});
