import { expect } from '@open-wc/testing';
import { bandEdges } from '../../src/components/frequency-scale.ts';
import { barLayout } from '../../src/components/spectrum-drawing.ts';
import type { RustyAudioSpectrum } from '../../src/components/spectrum.ts';
import { crossOriginMedia } from '../support/media.ts';
import { blobUrl, unmountPlayers, until, worldMode } from '../support/player.ts';
import { sineWav } from '../support/signals.ts';
import {
  isNear,
  mountSpectrum,
  pictureOnce,
  plotOf,
  rgbOf,
  type Picture,
} from '../support/spectrum.ts';

const TONE_HZ = 1000;
const TONE_DBFS = -6;
const BARS = 60;
const MIN_DECIBELS = -90;

function toneUrl(): string {
  return blobUrl(sineWav({ frequencyHz: TONE_HZ, levelDbfs: TONE_DBFS, seconds: 30 }, 'float32'));
}

interface Bar {
  /** Of the bar without its cap, read off its height. */
  readonly decibels: number;
  /** Of its foot; transparent where there is no bar. */
  readonly color: readonly number[];
}

/** Reads the bars off the pixels. */
function readBars(picture: Picture): readonly Bar[] {
  const cssHeight = picture.height / devicePixelRatio;
  const layout = barLayout(picture.width / devicePixelRatio, cssHeight, devicePixelRatio);
  expect(layout.count).to.equal(BARS);
  return Array.from(layout.lefts, (left) => {
    const color = picture.at(left, 0);
    let height = 0;
    while (color[3] !== 0 && isNear(picture.at(left, height), color, 0)) height += 1;
    return { decibels: MIN_DECIBELS * (1 - height / layout.plotHeight), color };
  });
}

/** The first picture in which `condition` holds. */
function barsOnce(
  spectrum: RustyAudioSpectrum,
  condition: (bars: readonly Bar[]) => boolean,
): Promise<readonly Bar[]> {
  return pictureOnce(spectrum, (picture) => {
    const bars = readBars(picture);
    return condition(bars) ? bars : undefined;
  });
}

function barAt(scale: 'log' | 'linear', hz: number): number {
  return bandEdges(scale, BARS).findLastIndex((edge) => edge <= hz);
}

function isLoud(bar: Bar | undefined): boolean {
  return (bar?.decibels ?? -Infinity) > TONE_DBFS - 3;
}

describe(`rusty-audio-spectrum (${worldMode})`, () => {
  afterEach(unmountPlayers);

  it('raises the bar at a tone to its level, and no other beyond leakage', async () => {
    const { player, spectrum } = await mountSpectrum({ src: toneUrl() });
    await player.play();
    await until(() => player.currentTime > 1);
    const own = barAt('log', TONE_HZ);
    const bars = await barsOnce(spectrum, (all) => isLoud(all[own]));
    expect(bars[own]!.decibels).to.be.within(TONE_DBFS - 2.2, TONE_DBFS + 1);
    const edges = bandEdges('log', BARS);
    bars.forEach(({ decibels }, bar) => {
      const [low = 0, high = 0] = edges.subarray(bar, bar + 2);
      const distanceHz = Math.max(0, low - TONE_HZ, TONE_HZ - high);
      // The Hann window's side lobes: -31 dB, falling by 18 dB an octave.
      if (distanceHz > 200) expect(decibels, `bar ${bar}`).to.be.below(TONE_DBFS - 50);
      if (distanceHz > 600) expect(decibels, `bar ${bar}`).to.be.below(TONE_DBFS - 75);
    });
  });

  it('follows frequency-scale and the range of decibels while it plays', async () => {
    const { player, spectrum } = await mountSpectrum({ src: toneUrl() });
    await player.play();
    await barsOnce(spectrum, (bars) => isLoud(bars[barAt('log', TONE_HZ)]));
    player.setAttribute('frequency-scale', 'linear');
    const linear = await barsOnce(spectrum, (bars) => isLoud(bars[barAt('linear', TONE_HZ)]));
    expect(linear[barAt('log', TONE_HZ)]!.decibels).to.be.below(-60);
    const labels = [...plotOf(spectrum).querySelectorAll('text')].map((text) => text.textContent);
    expect(labels).to.include.members(['4k', '10k', '16k']);
    expect(plotOf(spectrum).ariaLabel).to.contain('linear scale');

    player.setAttribute('max-decibels', '20');
    // The bar of -6 dB in a range of -90 to 20 stands as high as -21 dB does in -90 to 0.
    await barsOnce(spectrum, (bars) => {
      const { decibels } = bars[barAt('linear', TONE_HZ)]!;
      return decibels > -24 && decibels < -20;
    });
  });

  it('takes the colours of the theme, also when it changes', async () => {
    const { player, spectrum } = await mountSpectrum({ src: toneUrl(), theme: 'light' });
    const own = barAt('log', TONE_HZ);
    const shows = (color: string): ((bars: readonly Bar[]) => boolean) => {
      const expected = rgbOf(color);
      return (bars) =>
        isLoud(bars[own]) &&
        expected.every((value, channel) => Math.abs(value - bars[own]!.color[channel]!) <= 2);
    };
    await player.play();
    await barsOnce(spectrum, shows('oklch(0.6 0.185 38)'));
    player.setAttribute('theme', 'dark');
    await barsOnce(spectrum, shows('oklch(0.69 0.185 38)'));
    player.style.setProperty('--rusty-audio-accent', 'oklch(0.75 0.1 200)');
    await barsOnce(spectrum, shows('oklch(0.75 0.1 200)'));
  });

  it('says what it is, and asks for frames only while something moves and can be seen', async () => {
    const frame = globalThis.requestAnimationFrame.bind(globalThis);
    let requests = 0;
    globalThis.requestAnimationFrame = (callback) => {
      requests += 1;
      return frame(callback);
    };
    const nextFrame = (): Promise<number> => new Promise((done) => frame(done));
    /** Resolves once ten frames in a row have brought no new request. */
    const rest = async (): Promise<void> => {
      for (let still = 0; still < 10; still++) {
        const before = requests;
        await nextFrame();
        if (requests !== before) still = -1;
      }
    };
    const movement = async (): Promise<void> => {
      for (const before = requests; requests < before + 5;) await nextFrame();
    };
    try {
      const { player, spectrum } = await mountSpectrum({ src: toneUrl() });
      await rest();
      expect(plotOf(spectrum).getAttribute('role')).to.equal('img');
      expect(plotOf(spectrum).ariaLabel).to.equal(
        'Spectrum at rest, 20 hertz to 20 kilohertz, logarithmic scale',
      );
      await player.play();
      await movement();
      expect(plotOf(spectrum).ariaLabel).to.match(/^Live spectrum, /);
      spectrum.style.setProperty('transform', 'translateX(-9999px)');
      await rest();
      expect(player.paused).to.equal(false);
      spectrum.style.removeProperty('transform');
      await movement();
      player.pause();
      await rest();
      expect(plotOf(spectrum).ariaLabel).to.match(/^Spectrum at rest, /);
    } finally {
      globalThis.requestAnimationFrame = frame;
    }
  });

  it('says in words that there is none in native mode', async () => {
    const { player, spectrum } = await mountSpectrum({
      src: crossOriginMedia('nocors/demo/music/kite-weather-excerpt.wav'),
    });
    await player.play();
    expect(player.mode).to.equal('native');
    await until(() => plotOf(spectrum).querySelector('.hush') !== null);
    expect(plotOf(spectrum).innerText).to.contain('No live spectrum in native mode');
    expect(plotOf(spectrum).ariaLabel).to.contain('not available in native mode');
    expect(getComputedStyle(spectrum.shadowRoot!.querySelector('canvas')!).visibility).to.equal(
      'hidden',
    );
  });

  it('goes on in canvas 2D when its WebGL context is lost for good', async () => {
    const { player, spectrum } = await mountSpectrum({ src: toneUrl() });
    await player.play();
    await barsOnce(spectrum, (bars) => isLoud(bars[barAt('log', TONE_HZ)]));
    const canvas = spectrum.shadowRoot!.querySelector('canvas')!;
    canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!.loseContext();
    await until(() => spectrum.shadowRoot!.querySelector('canvas') !== canvas);
    await barsOnce(spectrum, (bars) => isLoud(bars[barAt('log', TONE_HZ)]));
    expect(spectrum.shadowRoot!.querySelector('canvas')!.getContext('2d')).not.to.equal(null);
  });
});
