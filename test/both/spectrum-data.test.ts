import { expect } from '@open-wc/testing';
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

describe(`getFrequencyData (${worldMode})`, () => {
  afterEach(unmountPlayers);

  for (const fftSize of [512, 2048, 16384]) {
    it(`reads 0 dB in the bin of a full-scale sine, fft-size ${fftSize}`, async () => {
      const rate = await hardwareRateHz();
      const bin = Math.round((1000 * fftSize) / rate);
      const tone = sine({
        frequencyHz: (bin * rate) / fftSize,
        seconds: 5,
        sampleRateHz: rate,
        channels: 2,
      });
      const player = await mountPlayer({
        src: blobUrl(wavBlob(tone, rate, 'float32')),
        'fft-size': String(fftSize),
        // Neither may show in the spectrum.
        volume: '0.3',
      });
      const data = new Float32Array(fftSize / 2 + 1);
      player.getFrequencyData(data);
      expect(data.every((level) => level === -Infinity)).to.equal(true);
      await player.play();
      // Long enough for the window to be full of the tone, and for the smoothing to settle.
      await until(() => player.currentTime > 1.5);
      player.getFrequencyData(data);
      expect(data.indexOf(Math.max(...data))).to.equal(bin);
      expect(data[bin]).to.be.closeTo(0, 0.1);
      expect(data[bin - 1]).to.be.closeTo(-6.02, 0.1);
      expect(data[bin + 10]).to.be.below(-70);
    });
  }

  it('shows the mean of the channels, after the equalizer', async () => {
    const rate = await hardwareRateHz();
    const bin = 40;
    const [tone] = sine({ frequencyHz: (bin * rate) / 2048, seconds: 5, sampleRateHz: rate });
    const silence = new Float32Array(tone!.length);
    const player = await mountPlayer({ src: blobUrl(wavBlob([tone!, silence], rate, 'float32')) });
    await player.play();
    await until(() => player.currentTime > 1);
    const data = new Float32Array(1025);
    player.getFrequencyData(data);
    expect(data[bin]).to.be.closeTo(-6.02, 0.1);
    player.eqPreamp = -10;
    const from = player.currentTime;
    await until(() => player.currentTime > from + 1);
    player.getFrequencyData(data);
    expect(data[bin]).to.be.closeTo(-16.02, 0.1);
  });
});
