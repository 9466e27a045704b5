import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { centreOf, click, elementsIn, find, isShown, mountTone, words } from '../support/face.ts';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, next, unmountPlayers, until, worldMode } from '../support/player.ts';

const WIDTHS_PX = [280, 320, 520, 691, 700, 960, 1600];

describe(`face (${worldMode})`, () => {
  afterEach(async () => {
    unmountPlayers();
    document.body.style.removeProperty('width');
    await sendMouse({ type: 'move', position: [0, 0] });
  });

  it('plays and pauses by its key, which says what it will do next', async () => {
    const player = await mountTone();
    const playing = next(player, 'playing');
    await click(find(player, 'button', 'Play'));
    await playing;
    expect(player.paused).to.equal(false);
    await until(() => isShown(player, 'button', 'Pause'));
    expect(isShown(player, 'button', 'Play')).to.equal(false);

    const paused = next(player, 'pause');
    await click(find(player, 'button', 'Pause'));
    await paused;
    await until(() => isShown(player, 'button', 'Play'));
  });

  it('skips ten seconds back and forward', async () => {
    const player = await mountTone();
    await click(find(player, 'button', 'Forward 10 seconds'));
    await until(() => player.currentTime === 10);
    await click(find(player, 'button', 'Forward 10 seconds'));
    await until(() => player.currentTime === 20);
    await click(find(player, 'button', 'Back 10 seconds'));
    await until(() => player.currentTime === 10);
    await until(() => words(player).includes('0:10 −0:50'));
  });

  it('loops and mutes, and shows it as pressed', async () => {
    const player = await mountTone();
    await click(find(player, 'button', 'Loop track'));
    await until(() => find(player, 'button', 'Loop track').ariaPressed === 'true');
    expect(player.loop).to.equal(true);

    document.body.style.setProperty('width', '900px');
    await until(() => isShown(player, 'button', 'Mute'));
    const muted = next(player, 'volumechange');
    await click(find(player, 'button', 'Mute'));
    await muted;
    expect(player.muted).to.equal(true);
    await until(() => find(player, 'button', 'Mute').ariaPressed === 'true');
    expect(find(player, 'slider', 'Volume').ariaValueText).to.equal('100%, muted');
  });

  it('sets the volume by keys and by pointer', async () => {
    document.body.style.setProperty('width', '900px');
    const player = await mountTone({ volume: '0.5' });
    const slider = find(player, 'slider', 'Volume');
    expect(slider.ariaValueText).to.equal('50%');
    slider.focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(() => player.volume === 0.55);
    await sendKeys({ press: 'PageDown' });
    await until(() => Math.abs(player.volume - 0.05) < 1e-9);
    await sendKeys({ press: 'End' });
    await until(() => slider.ariaValueText === '100%');
    await click(slider, 0.5);
    await until(() => Math.abs(player.volume - 0.5) < 0.02);
  });

  it('keeps the volume behind its key where there is little room', async () => {
    document.body.style.setProperty('width', '600px');
    const player = await mountTone();
    expect(isShown(player, 'slider', 'Volume')).to.equal(false);
    const key = find(player, 'button', 'Volume');
    await click(key);
    await until(() => isShown(player, 'slider', 'Volume'));
    expect(key.ariaExpanded).to.equal('true');
    find(player, 'slider', 'Volume').focus();
    await sendKeys({ press: 'Home' });
    await until(() => player.volume === 0);
    await sendKeys({ press: 'Escape' });
    await until(() => !isShown(player, 'slider', 'Volume'));
    await sendKeys({ press: 'Enter' });
    await until(() => isShown(player, 'slider', 'Volume'));
    await sendMouse({ type: 'click', position: [2, 2] });
    await until(() => !isShown(player, 'slider', 'Volume'));
  });

  describe('seek bar', () => {
    it('moves by keys, and speaks where it is', async () => {
      const player = await mountTone();
      const bar = find(player, 'slider', 'Seek');
      bar.focus();
      expect(bar.ariaValueText).to.equal('0 seconds of 1 minute');
      const steps = [
        ['ArrowRight', 5, '5 seconds of 1 minute'],
        ['PageUp', 11, '11 seconds of 1 minute'],
        ['ArrowLeft', 6, '6 seconds of 1 minute'],
        ['PageDown', 0, '0 seconds of 1 minute'],
        ['End', 60, '1 minute of 1 minute'],
        ['Home', 0, '0 seconds of 1 minute'],
      ] as const;
      for (const [press, seconds, spoken] of steps) {
        await sendKeys({ press });
        await until(() => Math.abs(player.currentTime - seconds) < 0.01);
        await until(() => bar.ariaValueText === spoken);
      }
    });

    it('does not speak while time passes', async () => {
      const player = await mountTone();
      await player.play();
      const bar = find(player, 'slider', 'Seek');
      bar.focus();
      const spoken = bar.ariaValueText;
      const start = player.currentTime;
      await until(() => player.currentTime > start + 2.2);
      expect(bar.ariaValueText).to.equal(spoken);
      expect(words(player)).to.match(/0:0[2-4] −0:5[5-8]/);
    });

    it('seeks where the pointer lets go, and gives up by Escape', async () => {
      const player = await mountTone();
      const bar = find(player, 'slider', 'Seek');
      bar.focus();
      const [startX, y] = centreOf(bar, 0.25);
      const [endX] = centreOf(bar, 0.5);
      await sendMouse({ type: 'move', position: [startX, y] });
      await until(() => words(player).includes('0:15'));
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: [endX, y] });
      expect(player.currentTime).to.equal(0);
      await sendMouse({ type: 'up' });
      await until(() => Math.abs(player.currentTime - 30) < 0.2);

      await sendMouse({ type: 'move', position: [startX, y] });
      await sendMouse({ type: 'down' });
      await sendKeys({ press: 'Escape' });
      await sendMouse({ type: 'up' });
      expect(player.currentTime).to.be.closeTo(30, 0.2);
    });

    it('draws the playhead where the sound is', async () => {
      const player = await mountTone();
      player.currentTime = 45;
      await next(player, 'seeked');
      const bar = find(player, 'slider', 'Seek');
      const { width } = bar.getBoundingClientRect();
      await until(() => {
        const head = bar.querySelector('.head')!.getBoundingClientRect();
        const x = head.left + head.width / 2 - bar.getBoundingClientRect().left;
        return Math.abs(x - width * 0.75) <= 0.5;
      });
    });
  });

  it('changes the display by pointer and by arrow keys', async () => {
    const player = await mountTone();
    await click(find(player, 'radio', 'Equalizer'));
    await until(() => find(player, 'radio', 'Equalizer').ariaChecked === 'true');
    expect(player.visualizer).to.equal('equalizer');
    expect(player.shadowRoot!.querySelector('rusty-audio-equalizer')).not.to.equal(null);
    for (const name of ['Oscilloscope', 'Spectrogram', 'Line', 'Bars']) {
      await sendKeys({ press: 'ArrowLeft' });
      await until(() => find(player, 'radio', name).ariaChecked === 'true');
      expect(player.visualizer).to.equal(name.toLowerCase());
      expect(player.shadowRoot!.querySelector('rusty-audio-spectrum')).not.to.equal(null);
    }
  });

  it('answers to keys inside, and leaves typing alone', async () => {
    const player = await mountTone();
    find(player, 'slider', 'Seek').focus();
    const playing = next(player, 'playing');
    await sendKeys({ press: 'Space' });
    await playing;
    await sendKeys({ press: 'm' });
    await until(() => player.muted);
    await sendKeys({ press: 'l' });
    await until(() => player.currentTime >= 10);
    await sendKeys({ press: 'k' });
    await until(() => player.paused);

    const field = document.createElement('input');
    player.append(field);
    field.slot = 'title';
    field.focus();
    await sendKeys({ type: 'km ' });
    expect(field.value).to.equal('km ');
    expect(player.paused).to.equal(true);
    expect(player.muted).to.equal(true);
  });

  it('says what is wrong, and tries again', async () => {
    const player = await mountPlayer();
    const failed = next(player, 'error');
    player.src = sameOriginMedia('status/404');
    await failed;
    await until(() => isShown(player, 'button', 'Play') && words(player).includes('Try again'));
    expect(words(player)).to.include(player.error!.message);
    expect(find(player, 'button', 'Play').ariaDisabled).to.equal('true');
    expect(isShown(player, 'slider', 'Seek')).to.equal(false);
    const [again, failsAgain] = [next(player, 'loadstart'), next(player, 'error')];
    await click(find(player, 'button', 'Try again'));
    await again;
    await failsAgain;
  });

  it('says that there is nothing to play', async () => {
    const player = await mountPlayer();
    await until(() => words(player).includes('There is nothing to play.'));
    expect(find(player, 'button', 'Play').ariaDisabled).to.equal('true');
    expect(player.error).to.equal(null);
  });

  it('takes the title from the attribute, else from the file’s name', async () => {
    const named = await mountPlayer({ src: sameOriginMedia('status/404/My%20Song%20(live).mp3') });
    await until(() => words(named).includes('My Song (live)'));
    named.trackTitle = 'Another';
    await named.updateComplete;
    expect(words(named)).to.include('Another');
    expect(named.shadowRoot!.querySelector('article')!.ariaLabel).to.equal('Audio player: Another');
  });

  it('keeps its height in every state and display, and never overflows', async () => {
    const tone = await mountTone();
    const failing = await mountPlayer({ src: sameOriginMedia('status/404') });
    await until(() => words(failing).includes('Try again'));
    const empty = await mountPlayer();
    const resting = await mountPlayer({ src: tone.src, preload: 'none', visualizer: 'equalizer' });
    for (const width of WIDTHS_PX) {
      document.body.style.setProperty('width', `${width}px`);
      const players = [tone, failing, empty, resting];
      const heights = players.map((player) => player.getBoundingClientRect().height);
      expect(new Set(heights).size, `${width} px: ${heights.join(', ')}`).to.equal(1);
      if (width >= 700) expect(heights[0]).to.equal(486);
      for (const player of players) {
        const { right } = player.getBoundingClientRect();
        const beyond = elementsIn(player.shadowRoot!).filter(
          (element) =>
            !element.classList.contains('spoken') &&
            element.getBoundingClientRect().right > right + 0.5,
        );
        expect(beyond.map((element) => element.outerHTML)).to.deep.equal([]);
      }
    }
  });

  it('has keys of at least 44 px', async () => {
    const player = await mountTone();
    for (const width of WIDTHS_PX) {
      document.body.style.setProperty('width', `${width}px`);
      for (const key of elementsIn(player.shadowRoot!).filter((e) => e.localName === 'button')) {
        expect(key.offsetWidth, `${width} px: ${key.ariaLabel}`).to.be.at.least(44);
        expect(key.offsetHeight, `${width} px: ${key.ariaLabel}`).to.be.at.least(44);
      }
    }
  });

  it('re-tints by the accent alone, and keeps it legible', async () => {
    const player = await mountTone({ theme: 'light' });
    const lightness = (): number => {
      const { backgroundColor } = getComputedStyle(find(player, 'button', 'Play'));
      return Number(/oklch\(([\d.]+)/.exec(backgroundColor)?.[1]);
    };
    document.body.style.setProperty('--rusty-audio-accent', 'oklch(0.9 0.1 150)');
    await until(() => Math.abs(lightness() - 0.6) < 1e-6);
    player.theme = 'dark';
    await until(() => Math.abs(lightness() - 0.9) < 1e-6);
    document.body.style.setProperty('--rusty-audio-accent', 'oklch(0.2 0.1 150)');
    await until(() => Math.abs(lightness() - 0.69) < 1e-6);
    document.body.style.removeProperty('--rusty-audio-accent');
  });

  it('gives way to an author’s own arrangement', async () => {
    const player = await mountTone();
    const box = document.createElement('div');
    box.innerHTML = '<rusty-audio-transport></rusty-audio-transport>';
    player.append(box);
    await until(() => player.shadowRoot!.querySelector('rusty-audio-timeline') === null);
    const keys = elementsIn(box.firstElementChild!.shadowRoot!);
    const playing = next(player, 'playing');
    keys.find((key) => key.ariaLabel === 'Play')!.click();
    await playing;
    box.remove();
    await until(() => isShown(player, 'slider', 'Seek'));
  });

  for (const theme of ['light', 'dark', 'high-contrast']) {
    it(`is accessible: ${theme}`, async () => {
      const player = await mountTone({ theme, 'track-title': 'Tone', artist: 'A', album: 'B' });
      await expect(player).to.be.accessible();
      player.visualizer = 'equalizer';
      await player.updateComplete;
      await expect(player).to.be.accessible();
      const failing = await mountPlayer({ theme, src: sameOriginMedia('status/404') });
      await until(() => words(failing).includes('Try again'));
      await expect(failing).to.be.accessible();
    });
  }
});
