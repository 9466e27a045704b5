import { expect } from '@open-wc/testing';
import type { RustyAudioMeters } from '../../src/components/level-meters.ts';
import { meterColumn } from '../../src/components/meter-renderer.ts';
import { HEADROOM_CSS } from '../../src/components/spectrum-drawing.ts';
import {
  blobUrl,
  hardwareRateHz,
  mountPlayer,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';
import { sine } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

const MIN_DECIBELS = -60;

interface Column {
  /** dBFS up to which segments are lit. */
  readonly levelDb: number;
  /** dBFS of the peak line's middle. */
  readonly lineDb: number;
}

/** Reads a channel's column off the pixels of a light theme. */
function readColumn(meters: RustyAudioMeters, channel: number): Column {
  const canvas = meters.shadowRoot!.querySelector('canvas')!;
  const { left, width } = meterColumn(canvas.clientWidth, channel);
  const x = Math.round((left + width / 2) * devicePixelRatio);
  const { data } = canvas.getContext('2d')!.getImageData(x, 0, 1, canvas.height);
  const full = canvas.height - Math.round(HEADROOM_CSS * devicePixelRatio);
  const toDb = (y: number): number => MIN_DECIBELS * (1 - (canvas.height - y) / full);
  const rows = Array.from({ length: canvas.height }, (_, y) => [
    ...data.subarray(y * 4, y * 4 + 4),
  ]);
  // The accent is red; ink is dark.
  const lit = rows.findIndex(([red = 0, green = 0]) => red - green > 60);
  const ink = rows.flatMap(([red = 0, , , alpha], y) => (alpha === 255 && red < 90 ? [y] : []));
  return {
    levelDb: lit < 0 ? -Infinity : toDb(lit),
    lineDb: ink.length === 0 ? -Infinity : toDb((ink[0]! + ink.at(-1)! + 1) / 2),
  };
}

describe(`rusty-audio-meters (${worldMode})`, () => {
  afterEach(unmountPlayers);

  it('stand at the RMS of each channel, with a line at its peak', async () => {
    const rate = await hardwareRateHz();
    const tone = (levelDbfs: number): Float32Array<ArrayBuffer> =>
      sine({ frequencyHz: 997, levelDbfs, seconds: 20, sampleRateHz: rate, channels: 1 })[0]!;
    const player = await mountPlayer({
      src: blobUrl(wavBlob([tone(-6), tone(-30)], rate, 'float32')),
      'min-decibels': String(MIN_DECIBELS),
      theme: 'light',
    });
    player.scrollIntoView();
    const meters = player.shadowRoot!.querySelector('rusty-audio-meters')!;
    await player.play();
    await customElements.whenDefined('rusty-audio-meters');
    await meters.updateComplete;
    // A pixel is half a decibel, a gap between segments one more.
    await until(() => Math.abs(readColumn(meters, 0).levelDb + 9) < 1.1);
    await until(() => Math.abs(readColumn(meters, 0).lineDb + 6) < 0.6);
    const right = readColumn(meters, 1);
    expect(right.levelDb).to.be.closeTo(-33, 1.1);
    expect(right.lineDb).to.be.closeTo(-30, 0.6);
    const legends = [...meters.shadowRoot!.querySelectorAll('text')].map((text) =>
      text.textContent.trim(),
    );
    expect(legends).to.include.members(['L', 'R']);
    player.pause();
    await until(() => readColumn(meters, 0).levelDb === -Infinity);
    await until(() => readColumn(meters, 1).lineDb === -Infinity);
  });
});
