import { expect } from '@open-wc/testing';
import { startCapture } from '../support/capture.ts';
import { sameOriginMedia } from '../support/media.ts';
import { goertzelDbfs, rmsDbfs } from '../support/measure.ts';
import {
  blobUrl,
  mountPlayer,
  outputOf,
  type Player,
  unmountPlayers,
  worldMode,
} from '../support/player.ts';
import { sine } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

const RATE = 44100;

async function record(player: Player, seconds: number): Promise<Float32Array[]> {
  await player.play();
  const capture = await startCapture(outputOf(player), { onGap: 'restart' });
  const rate = outputOf(player).context.sampleRate;
  await capture.waitForFrames((seconds + 0.25) * rate);
  const { channels } = await capture.stop();
  // By then the file must not have ended.
  expect(player.ended).to.equal(false);
  return channels.map((channel) => channel.slice(0.25 * rate));
}

const tone = (frequencyHz: number, sampleRateHz = RATE): Float32Array<ArrayBuffer> =>
  sine({ frequencyHz, levelDbfs: -20, seconds: 12, sampleRateHz, channels: 1 })[0]!;

describe(`formats (${worldMode})`, () => {
  afterEach(unmountPlayers);

  for (const file of [
    'kite-weather.mp3',
    'kite-weather.m4a',
    'kite-weather.ogg',
    'kite-weather.opus',
    'kite-weather-excerpt.flac',
    'kite-weather-excerpt.wav',
  ]) {
    it(`plays ${file}`, async () => {
      const src = sameOriginMedia(`cors/demo/music/${file}`);
      // The excerpts are short, and the recording may take longer.
      const player = await mountPlayer({ src, loop: '' });
      const [left, right] = await record(player, 1);
      expect(player.mode).to.equal(worldMode);
      expect(player.duration).to.be.within(2, 70);
      expect(rmsDbfs(left!)).to.be.within(-45, -6);
      expect(rmsDbfs(right!)).to.be.within(-45, -6);
    });
  }

  for (const sampleRateHz of [8000, 22050, 32000, 48000, 96000]) {
    it(`resamples a file of ${sampleRateHz} Hz`, async () => {
      const player = await mountPlayer({
        src: blobUrl(wavBlob([tone(997, sampleRateHz)], sampleRateHz)),
      });
      const [left] = await record(player, 0.5);
      const { sampleRate } = outputOf(player).context;
      expect(goertzelDbfs(left!, 997, sampleRate)).to.be.closeTo(-20, 0.1);
    });
  }

  it('plays mono on both sides', async () => {
    const player = await mountPlayer({ src: blobUrl(wavBlob([tone(997)], RATE)) });
    const channels = await record(player, 0.5);
    const { sampleRate } = outputOf(player).context;
    for (const channel of channels) {
      expect(goertzelDbfs(channel, 997, sampleRate)).to.be.closeTo(-20, 0.1);
    }
  });

  it('mixes 5.1 down as the Web Audio API does', async () => {
    const hz = { l: 400, r: 500, c: 600, lfe: 80, sl: 700, sr: 800 };
    const planes = Object.values(hz).map((frequency) => tone(frequency));
    const player = await mountPlayer({ src: blobUrl(wavBlob(planes, RATE)) });
    const [left, right] = await record(player, 0.5);
    const { sampleRate } = outputOf(player).context;
    const level = (channel: Float32Array, frequency: number): number =>
      goertzelDbfs(channel, frequency, sampleRate);
    expect(level(left!, hz.l)).to.be.closeTo(-20, 0.1);
    expect(level(right!, hz.r)).to.be.closeTo(-20, 0.1);
    for (const channel of [left!, right!]) {
      expect(level(channel, hz.c)).to.be.closeTo(-23.01, 0.1);
      expect(level(channel, hz.lfe)).to.be.below(-80);
    }
    expect(level(left!, hz.sl)).to.be.closeTo(-23.01, 0.1);
    expect(level(right!, hz.sr)).to.be.closeTo(-23.01, 0.1);
    expect(level(left!, hz.r)).to.be.below(-80);
    expect(level(right!, hz.sl)).to.be.below(-80);
  });
});
