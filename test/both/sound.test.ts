import { expect } from '@open-wc/testing';
import { bandResponseDb } from '../../src/engine/equalizer.ts';
import { type Recording, startCapture } from '../support/capture.ts';
import { goertzelDbfs, peakFrequencyHz } from '../support/measure.ts';
import {
  blobUrl,
  hardwareRateHz,
  mountPlayer,
  outputOf,
  type Player,
  unmountPlayers,
  worldMode,
} from '../support/player.ts';
import { sine } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

/** Plays and records what leaves the player once it is steady. */
async function record(player: Player, seconds: number): Promise<Recording> {
  await player.play();
  const capture = await startCapture(outputOf(player), { onGap: 'restart' });
  const rate = outputOf(player).context.sampleRate;
  // A quarter of a second for fades and glides to be over.
  const skip = Math.round(rate / 4);
  await capture.waitForFrames(skip + seconds * rate);
  const recording = await capture.stop();
  return {
    ...recording,
    channels: recording.channels.map((channel) => channel.slice(skip)),
  };
}

async function twoTones(levelDbfs: number): Promise<string> {
  const sampleRateHz = await hardwareRateHz();
  const tone = (frequencyHz: number): Float32Array<ArrayBuffer> =>
    sine({ frequencyHz, levelDbfs, seconds: 20, sampleRateHz, channels: 1 })[0]!;
  return blobUrl(wavBlob([tone(997), tone(1499)], sampleRateHz, 'float32'));
}

describe(`sound at outputNode (${worldMode})`, () => {
  afterEach(unmountPlayers);

  it('has the frequency, the level and the channels of the file', async () => {
    const player = await mountPlayer({ src: await twoTones(-6) });
    const { channels, sampleRateHz } = await record(player, 1);
    expect(player.mode).to.equal(worldMode);
    const [left, right] = channels;
    expect(peakFrequencyHz(left!, sampleRateHz)).to.be.closeTo(997, 0.1);
    expect(peakFrequencyHz(right!, sampleRateHz)).to.be.closeTo(1499, 0.1);
    expect(goertzelDbfs(left!, 997, sampleRateHz)).to.be.closeTo(-6, 0.1);
    expect(goertzelDbfs(right!, 1499, sampleRateHz)).to.be.closeTo(-6, 0.1);
    expect(goertzelDbfs(left!, 1499, sampleRateHz)).to.be.below(-90);
    expect(goertzelDbfs(right!, 997, sampleRateHz)).to.be.below(-90);
  });

  it('is raised by a band by its analytic response', async () => {
    const player = await mountPlayer({ src: await twoTones(-30) });
    player.setEqBand(4, { gain: 12 });
    const { channels, sampleRateHz } = await record(player, 1);
    for (const [channel, hz] of [997, 1499].entries()) {
      const gain = bandResponseDb(player.eqBands[4]!, hz, sampleRateHz);
      expect(goertzelDbfs(channels[channel]!, hz, sampleRateHz)).to.be.closeTo(-30 + gain, 0.2);
    }
  });

  it('follows a band that is moved while it plays, and bypass restores the signal', async () => {
    const player = await mountPlayer({ src: await twoTones(-30) });
    await record(player, 0.1);
    player.setEqBand(4, { gain: -18 });
    const { channels: lowered, sampleRateHz } = await record(player, 0.5);
    const gain = bandResponseDb(player.eqBands[4]!, 997, sampleRateHz);
    expect(goertzelDbfs(lowered[0]!, 997, sampleRateHz)).to.be.closeTo(-30 + gain, 0.2);
    player.eqBypass = true;
    const { channels: bypassed } = await record(player, 0.5);
    expect(goertzelDbfs(bypassed[0]!, 997, sampleRateHz)).to.be.closeTo(-30, 0.02);
    expect(goertzelDbfs(bypassed[1]!, 1499, sampleRateHz)).to.be.closeTo(-30, 0.02);
  });

  it('follows volume and mute', async () => {
    const player = await mountPlayer({ src: await twoTones(-6), volume: '0.5' });
    const half = await record(player, 0.3);
    expect(goertzelDbfs(half.channels[0]!, 997, half.sampleRateHz)).to.be.closeTo(-12.02, 0.1);
    player.muted = true;
    const silent = await record(player, 0.3);
    expect(Math.max(...silent.channels[0]!.map(Math.abs))).to.be.below(1e-6);
    player.muted = false;
    player.volume = 1;
    const full = await record(player, 0.3);
    expect(goertzelDbfs(full.channels[0]!, 997, full.sampleRateHz)).to.be.closeTo(-6, 0.1);
  });
});
