import { emulateMedia } from '@web/test-runner-commands';
import { expect } from '@open-wc/testing';
import { MOST_WEBGL_CONTEXTS } from '../../src/components/display-surface.ts';
import { DANGEROUS_AREA_CSS } from '../../src/components/flash-guard.ts';
import { FREQUENCY_SCALES } from '../../src/components/frequency-scale-names.ts';
import { frequencyToPosition } from '../../src/components/frequency-scale.ts';
import type { RustyAudioSpectrum } from '../../src/components/spectrum.ts';
import { barLayout } from '../../src/components/spectrum-drawing.ts';
import { FlashCounter } from '../support/flashes.ts';
import {
  blobUrl,
  limiterInPlace,
  mountPlayer,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';
import { noise, sineWav } from '../support/signals.ts';
import {
  SPECTRUM_WIDTH,
  afterDrawing,
  canvasOf,
  isNear,
  mountSpectrum,
  pictureOf,
  pictureOnce,
  plotOf,
  rgbOf,
  type Picture,
} from '../support/spectrum.ts';
import { wavBlob } from '../support/wav.ts';

/** No whole number of samples is a period: a trace that repeats itself exactly is not drawn again. */
const TONE_HZ = 1003;
const OSCILLOSCOPE_HZ = 251;
const TONE_DBFS = -6;
const LIGHT = { theme: 'light' } as const;
const ACCENT = rgbOf('oklch(0.6 0.185 38)');
const GHOST = rgbOf('oklch(0.9 0.006 85)');
const WELL = rgbOf('oklch(0.957 0.004 85)');
const HEADROOM = 10;
const LATE = ['line', 'spectrogram', 'oscilloscope'] as const;

function toneUrl(frequencyHz = TONE_HZ, levelDbfs = TONE_DBFS): string {
  return blobUrl(sineWav({ frequencyHz, levelDbfs, seconds: 30 }, 'float32'));
}

function luminance([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

interface Summit {
  readonly x: number;
  /** dBFS, in the player's usual range. */
  readonly decibels: number;
}

/** The highest point of a line. */
function summitOf(picture: Picture): Summit | undefined {
  for (let y = picture.height - 1; y > 0; y--) {
    const xs = Array.from({ length: picture.width }, (_, x) => x).filter((x) =>
      isNear(picture.at(x, y), ACCENT, 60),
    );
    if (xs.length === 0) continue;
    const height = y / (picture.height - HEADROOM * devicePixelRatio);
    return { x: (xs[0]! + xs.at(-1)!) / 2, decibels: -90 * (1 - height) };
  }
  return undefined;
}

/** The darkest row some pixels before now, as a position on the frequency axis. */
function darkestPosition(picture: Picture, before = 6): number | undefined {
  const x = picture.width - before;
  let darkest = -1;
  for (let y = 0; y < picture.height; y++) {
    if (darkest < 0 || luminance(picture.at(x, y)) < luminance(picture.at(x, darkest))) darkest = y;
  }
  const color = picture.at(x, darkest);
  const isTone = color[3] === 255 && luminance(color) < luminance(ACCENT);
  return isTone ? (darkest + 0.5) / picture.height : undefined;
}

/** Where a trace rises through the middle, in CSS pixels from the left. */
function crossingsOf(picture: Picture): readonly number[] | undefined {
  const middle = Math.round((picture.height - HEADROOM * devicePixelRatio) / 2);
  const heightAt = (x: number): number => {
    const ys = Array.from({ length: picture.height }, (_, y) => y).filter(
      (y) => picture.at(x, y)[3]! > 128,
    );
    return ys.reduce((sum, y) => sum + y, 0) / ys.length;
  };
  const heights = Array.from({ length: picture.width }, (_, x) => heightAt(x));
  const span = Math.max(...heights) - Math.min(...heights);
  if (span < picture.height * 0.3) return undefined;
  const crossings = heights.flatMap((height, x) =>
    x > 0 && heights[x - 1]! < middle && height >= middle ? [x / devicePixelRatio] : [],
  );
  return crossings;
}

const READ_TONE: Readonly<Record<(typeof LATE)[number], (picture: Picture) => unknown>> = {
  line: (picture) => {
    const summit = summitOf(picture);
    return summit && summit.decibels > TONE_DBFS - 3 ? summit : undefined;
  },
  spectrogram: (picture) => darkestPosition(picture),
  oscilloscope: crossingsOf,
};

describe(`displays (${worldMode})`, () => {
  afterEach(unmountPlayers);

  it('draws a line with its summit at the tone, on every scale', async () => {
    const { player, spectrum } = await mountSpectrum({
      src: toneUrl(),
      visualizer: 'line',
      ...LIGHT,
    });
    await player.play();
    for (const scale of FREQUENCY_SCALES) {
      player.frequencyScale = scale;
      const { x, decibels } = await pictureOnce(spectrum, (picture) => {
        const summit = summitOf(picture);
        const expected = frequencyToPosition(scale, TONE_HZ) * picture.width;
        const isThere = summit && Math.abs(summit.x - expected) <= 4;
        return isThere && summit.decibels > TONE_DBFS - 2.5 ? summit : undefined;
      });
      expect(x).to.be.above(0);
      expect(decibels, scale).to.be.below(TONE_DBFS + 1.5);
    }
    expect(plotOf(spectrum).ariaLabel).to.match(/^Live spectrum, .*linear scale$/);
  });

  it('draws a spectrogram with the tone at its height, on every scale, and scrolls it', async () => {
    const { player, spectrum } = await mountSpectrum({
      src: toneUrl(),
      visualizer: 'spectrogram',
      ...LIGHT,
    });
    await player.play();
    for (const scale of FREQUENCY_SCALES) {
      player.frequencyScale = scale;
      const expected = frequencyToPosition(scale, TONE_HZ);
      await pictureOnce(spectrum, (picture) => {
        const position = darkestPosition(picture);
        return position !== undefined && Math.abs(position - expected) <= 0.02 ? true : undefined;
      });
    }
    const row = (picture: Picture): number =>
      Math.floor(frequencyToPosition('linear', TONE_HZ) * picture.height);
    const edgeOf = (picture: Picture): number => {
      const y = row(picture);
      let x = picture.width - 1;
      while (x > 0 && luminance(picture.at(x, y)) < 200) x -= 1;
      return x;
    };
    const before = await pictureOnce(spectrum, edgeOf);
    await pictureOnce(spectrum, (picture) => (edgeOf(picture) < before - 20 ? true : undefined));
    const texts = [...plotOf(spectrum).querySelectorAll('text')].map((text) => text.textContent);
    expect(texts).to.include.members(['10k', '4k', '−8 s', '−2 s']);
    expect(plotOf(spectrum).ariaLabel).to.match(/^Live spectrogram of the last 10 seconds, /);
  });

  it('draws an oscilloscope with the period of the tone, and it stands still', async () => {
    const { player, spectrum } = await mountSpectrum({
      src: toneUrl(OSCILLOSCOPE_HZ),
      visualizer: 'oscilloscope',
      ...LIGHT,
    });
    await player.play();
    await limiterInPlace(player);
    const shown = player.currentTime + 0.3;
    // 20 ms are 700 px.
    const period = SPECTRUM_WIDTH / (0.02 * OSCILLOSCOPE_HZ);
    const stands = (crossings: readonly number[]): boolean =>
      crossings.length >= 3 &&
      crossings.every((x) => Math.abs(x - period * Math.round(x / period)) <= 1.5);
    await until(() => player.currentTime > shown);
    for (let picture = 0; picture < 10; picture++) {
      const crossings = await pictureOnce(spectrum, crossingsOf);
      expect(stands(crossings), crossings.join(', ')).to.equal(true);
    }
    expect(plotOf(spectrum).ariaLabel).to.equal('Live oscilloscope');
  });

  for (const visualizer of LATE) {
    it(`shows its ${visualizer} again after a lost context came back`, async () => {
      const { player, spectrum } = await mountSpectrum({ src: toneUrl(), visualizer, ...LIGHT });
      await player.play();
      await pictureOnce(spectrum, READ_TONE[visualizer]);
      const canvas = canvasOf(spectrum);
      const extension = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      const told = (type: string): Promise<unknown> =>
        new Promise((done) => {
          canvas.addEventListener(type, done, { once: true });
        });
      const lost = told('webglcontextlost');
      extension.loseContext();
      await lost;
      await afterDrawing();
      const restored = told('webglcontextrestored');
      extension.restoreContext();
      await restored;
      await pictureOnce(spectrum, READ_TONE[visualizer]);
      expect(canvasOf(spectrum)).to.equal(canvas);
    });
  }

  it('shows the same without WebGL2, and stands still in a pause', async () => {
    const original = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'getContext')!;
    HTMLCanvasElement.prototype.getContext = function (
      this: HTMLCanvasElement,
      kind: string,
      ...rest: unknown[]
    ) {
      const real = original.value as (...all: unknown[]) => unknown;
      return kind === 'webgl2' ? null : real.call(this, kind, ...rest);
    } as typeof HTMLCanvasElement.prototype.getContext;
    try {
      const { player, spectrum } = await mountSpectrum({ src: toneUrl(), ...LIGHT });
      await player.play();
      for (const visualizer of LATE) {
        player.visualizer = visualizer;
        await until(() => plotOf(spectrum).classList.contains(visualizer));
        await pictureOnce(spectrum, READ_TONE[visualizer]);
      }
      player.visualizer = 'spectrogram';
      await until(() => plotOf(spectrum).classList.contains('spectrogram'));
      const drawn = 60;
      await pictureOnce(spectrum, (picture) => darkestPosition(picture, drawn));
      player.pause();
      await until(() => plotOf(spectrum).ariaLabel!.startsWith('Spectrogram at rest'));
      await afterDrawing();
      const before = pictureOf(canvasOf(spectrum))!;
      for (let frame = 0; frame < 15; frame++) await afterDrawing();
      const after = pictureOf(canvasOf(spectrum))!;
      expect(darkestPosition(after, drawn)).not.to.equal(undefined);
      expect(after.pixels).to.deep.equal(before.pixels);
    } finally {
      Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', original);
    }
  });

  it('shows what the equalizer takes away, as a ghost behind bars and line', async () => {
    const { player, spectrum } = await mountSpectrum({ src: toneUrl(), ...LIGHT });
    await player.play();
    const own = (picture: Picture): number => {
      const { lefts, barWidth } = barLayout(
        picture.width / devicePixelRatio,
        100,
        devicePixelRatio,
      );
      const x = frequencyToPosition('log', TONE_HZ) * picture.width;
      return lefts.findLast((left) => left <= x)! + Math.round(barWidth / 2);
    };
    /** The highest pixel of the ghost's colour above the tone, in dBFS. */
    const ghostAt = (picture: Picture, x: number): number | undefined => {
      let y = picture.height - 1;
      while (y >= 0 && !isNear(picture.at(x, y), GHOST)) y -= 1;
      const plotHeight = picture.height - HEADROOM * devicePixelRatio;
      return y < 0 ? undefined : -90 * (1 - (y + 1) / plotHeight);
    };
    await pictureOnce(spectrum, (picture) =>
      ghostAt(picture, own(picture)) === undefined ? true : undefined,
    );
    player.setEqBand(4, { frequency: TONE_HZ, gain: -18 });
    const nearTone = (decibels: number | undefined): true | undefined =>
      decibels !== undefined && Math.abs(decibels - TONE_DBFS) <= 2.5 ? true : undefined;
    await pictureOnce(spectrum, (picture) => nearTone(ghostAt(picture, own(picture))));
    player.visualizer = 'line';
    await until(() => plotOf(spectrum).classList.contains('line'));
    await pictureOnce(spectrum, (picture) => {
      const x = Math.round(frequencyToPosition('log', TONE_HZ) * picture.width);
      return nearTone(ghostAt(picture, x));
    });
    player.eqBypass = true;
    await pictureOnce(spectrum, (picture) =>
      READ_TONE.line(picture) && !picture.pixels.some((_, i) => i % 4 === 0 && isGhost(picture, i))
        ? true
        : undefined,
    );
  });

  it('holds no more WebGL contexts than a page can spare, and none off screen', async () => {
    // The element is there once something was played.
    const { player } = await mountSpectrum({ src: toneUrl() });
    await player.play();
    await until(() => customElements.get('rusty-audio-spectrum') !== undefined);
    unmountPlayers();
    const board = await mountPlayer();
    board.style.setProperty('width', '700px');
    const spectra = Array.from({ length: MOST_WEBGL_CONTEXTS + 1 }, () => {
      const spectrum = document.createElement('rusty-audio-spectrum');
      for (const [name, value] of Object.entries({
        display: 'inline-block',
        width: '90px',
        height: '30px',
      })) {
        spectrum.style.setProperty(name, value);
      }
      return spectrum;
    });
    board.append(...spectra);
    board.scrollIntoView();
    const isDrawn = (spectrum: RustyAudioSpectrum): boolean =>
      spectrum.shadowRoot?.querySelector('canvas')?.width === Math.round(90 * devicePixelRatio);
    const isFlat = (spectrum: RustyAudioSpectrum): boolean =>
      canvasOf(spectrum).getContext('2d') !== null;
    const isSettled = (): boolean => spectra.every(isDrawn);
    await until(isSettled);
    const flat = spectra.filter(isFlat);
    expect(flat).to.have.length(1);

    const leaving = spectra.find((spectrum) => !isFlat(spectrum))!;
    const given = canvasOf(leaving).getContext('webgl2')!;
    leaving.style.setProperty('transform', 'translateX(-9999px)');
    await until(() => given.isContextLost());
    const [late] = flat;
    late!.remove();
    board.append(late!);
    await until(() => isDrawn(late!));
    expect(isFlat(late!)).to.equal(false);
    leaving.style.removeProperty('transform');
    await until(isSettled);
    expect(isFlat(leaving)).to.equal(true);
  });

  describe('with a full-scale signal that pulses ten times a second', () => {
    const pulsed = (): Blob => {
      const rate = 48_000;
      const channels = noise({ seconds: 10, sampleRateHz: rate });
      for (const channel of channels) {
        channel.forEach((sample, frame) => {
          channel[frame] = (frame * 10) % rate < rate / 2 ? sample : 0;
        });
      }
      return wavBlob(channels, rate, 'float32');
    };
    for (const visualizer of ['bars', ...LATE] as const) {
      it(`${visualizer} flashes in no dangerous area`, async () => {
        const { player, spectrum } = await mountSpectrum({
          src: blobUrl(pulsed()),
          visualizer,
          smoothing: '0',
          'fft-size': '512',
          ...LIGHT,
        });
        await player.play();
        await until(() => plotOf(spectrum).classList.contains(visualizer));
        const counter = new FlashCounter(WELL);
        while (counter.seconds < 2.5 || counter.pictures < 5) {
          await afterDrawing();
          const canvas = canvasOf(spectrum);
          if (pictureOf(canvas)) counter.observe(canvas, performance.now() / 1000);
        }
        expect(counter.flashingAreaCss).to.be.below(DANGEROUS_AREA_CSS);
      });
    }
  });

  it('scrolls seldom for those who asked for less motion', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      const { player, spectrum } = await mountSpectrum({
        src: toneUrl(),
        visualizer: 'spectrogram',
        ...LIGHT,
      });
      await player.play();
      await pictureOnce(spectrum, (picture) => darkestPosition(picture));
      const drawnAt: number[] = [];
      while (drawnAt.length < 3) {
        await afterDrawing();
        if (pictureOf(canvasOf(spectrum))) drawnAt.push(performance.now());
      }
      const [, second, third] = drawnAt;
      // A second of the display's own time, in which slow frames count less.
      expect(third! - second!).to.be.above(900);
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });
});

function isGhost({ pixels }: Picture, offset: number): boolean {
  return isNear([...pixels.subarray(offset, offset + 4)], GHOST);
}
