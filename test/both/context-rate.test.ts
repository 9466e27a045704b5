import { expect } from '@open-wc/testing';
import { startCapture } from '../support/capture.ts';
import { goertzelDbfs, peakFrequencyHz } from '../support/measure.ts';
import { blobUrl, mountPlayer, outputOf, unmountPlayers, worldMode } from '../support/player.ts';
import { sineWav } from '../support/signals.ts';

/** A machine whose audio runs at 48 kHz. */
class Context48 extends AudioContext {
  constructor(options: AudioContextOptions = {}) {
    super({ sampleRate: 48_000, ...options });
  }
}

describe(`a 44.1 kHz file in a 48 kHz context (${worldMode})`, () => {
  const { AudioContext: original } = globalThis;
  before(() => {
    globalThis.AudioContext = Context48;
  });
  after(() => {
    globalThis.AudioContext = original;
  });
  afterEach(unmountPlayers);

  it('keeps pitch, level and length', async () => {
    const player = await mountPlayer({
      src: blobUrl(
        sineWav({ frequencyHz: 997, levelDbfs: -12, seconds: 12, sampleRateHz: 44_100 }),
      ),
    });
    await player.play();
    expect(player.audioContext?.sampleRate).to.equal(48_000);
    const capture = await startCapture(outputOf(player), { onGap: 'restart' });
    await capture.waitForFrames(48_000);
    const { channels } = await capture.stop();
    const steady = channels[0]!.slice(12_000);
    expect(peakFrequencyHz(steady, 48_000)).to.be.closeTo(997, 0.1);
    expect(goertzelDbfs(steady, 997, 48_000)).to.be.closeTo(-12, 0.1);
    expect(player.duration).to.be.closeTo(12, 0.001);
  });
});
