import { expect } from '@open-wc/testing';
import { longestSilence } from '../support/align.ts';
import { startCapture } from '../support/capture.ts';
import {
  blobUrl,
  hardwareRateHz,
  mountPlayer,
  outputOf,
  unmountPlayers,
} from '../support/player.ts';
import { noise } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

describe('a blocked main thread', () => {
  afterEach(unmountPlayers);

  it('does not reach the sound', async () => {
    const rate = await hardwareRateHz();
    const sound = noise({ seconds: 5, sampleRateHz: rate, channels: 2, levelDbfs: -12 });
    const player = await mountPlayer({ src: blobUrl(wavBlob(sound, rate, 'float32')) });
    await player.play();
    const capture = await startCapture(outputOf(player));
    await capture.waitForFrames(rate / 2);
    const end = performance.now() + 1000;
    while (performance.now() < end);
    await capture.waitForFrames(rate * 2);
    const { channels } = await capture.stop();
    expect(player.mode).to.equal('threaded');
    expect(player.getStats()['underruns']).to.equal(0);
    // Noise crosses zero, but never stays there.
    expect(longestSilence(channels[0]!)).to.be.below(8);
  });
});
