import { expect } from '@open-wc/testing';
import {
  audioFile,
  closeFiles,
  decodeAll,
  decodeByBrowser,
  FIXTURES,
  fixtureUrl,
  largestDifference,
  samplesFrom,
} from '../support/decoded.ts';
import { sameOriginMedia } from '../support/media.ts';

/** 16-bit samples are scaled by 32767 or 32768. */
const SCALE_STEP = 1 / 32000;
/** Float noise; Opus predicts from frame to frame and agrees to a few millionths after a second. */
const FLOAT_NOISE = 2e-6;
/** Loud music in stereo: Opus is that far from agreement with itself, -80 dB. */
const SEARCH_NOISE = 1e-4;
const EXCERPT_FRAMES = 3000;

/** Files that don't tell how long they are, but by being read. */
const UNTOLD: readonly string[] = [
  FIXTURES['mp3 (variable rate, no header)'],
  FIXTURES['aac (ADTS)'],
];

describe('decoding', () => {
  afterEach(closeFiles);

  for (const [format, name] of Object.entries(FIXTURES)) {
    it(`gives the samples of decodeAudioData for ${format}`, async () => {
      const url = fixtureUrl(name);
      const { samples, sampleRateHz, endSeconds, durationSeconds } = await decodeAll(url);
      const expected = await decodeByBrowser(url, sampleRateHz);
      expect(samples.length).to.equal(expected.length);
      expect(largestDifference(samples, expected)).to.be.below(SCALE_STEP);
      expect(Math.round(endSeconds * sampleRateHz)).to.equal(samples.length);
      const seconds = samples.length / sampleRateHz;
      if (UNTOLD.includes(name)) expect(durationSeconds).to.be.closeTo(seconds, 0.1 * seconds);
      else expect(Math.round(durationSeconds * sampleRateHz)).to.equal(samples.length);
    });

    it(`seeks to the sample in ${format}`, async () => {
      const url = fixtureUrl(name);
      const { samples: whole, sampleRateHz } = await decodeAll(url);
      const file = audioFile(url);
      await file.open();
      // Back and forth, the ends included.
      for (const share of [0.71, 0.0003, 0.37, 0.985, 0.5123, 0]) {
        const frame = Math.floor(share * whole.length);
        const { samples } = await samplesFrom(file, frame / sampleRateHz, EXCERPT_FRAMES);
        const expected = whole.subarray(frame, frame + EXCERPT_FRAMES);
        expect(samples.length).to.equal(expected.length);
        expect(largestDifference(samples, expected)).to.be.below(FLOAT_NOISE);
      }
    });
  }

  for (const name of ['kite-weather.ogg', 'kite-weather.opus', 'kite-weather-excerpt.flac']) {
    it(`finds its place in ${name} by search`, async () => {
      const url = sameOriginMedia(`cors/demo/music/${name}`);
      const { samples: whole, sampleRateHz } = await decodeAll(url);
      const file = audioFile(url);
      await file.open();
      for (const share of [0.83, 0.42, 0.999]) {
        const frame = Math.floor(share * whole.length);
        const { samples } = await samplesFrom(file, frame / sampleRateHz, EXCERPT_FRAMES);
        const expected = whole.subarray(frame, frame + EXCERPT_FRAMES);
        expect(samples.length).to.equal(expected.length);
        expect(largestDifference(samples, expected)).to.be.below(SEARCH_NOISE);
      }
    });
  }

  it('gives nothing behind the end', async () => {
    const file = audioFile(fixtureUrl(FIXTURES.flac));
    await file.open();
    expect((await samplesFrom(file, 60)).samples).to.have.length(0);
  });
});
