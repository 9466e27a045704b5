import { expect } from '@open-wc/testing';
import type { AudioEngine } from '../../src/engine/audio-engine.ts';
import { CONNECTING_FRAMES, contextFrameAt, startCapture } from '../support/capture.ts';
import { goertzelDbfs } from '../support/measure.ts';
import {
  blobUrl,
  hardwareRateHz,
  limiterInPlace,
  mountPlayer,
  outputOf,
  type Player,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';
import { noise, sine } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

/** Elements inside the player get it by context. */
const engineOf = (player: Player): AudioEngine =>
  (player as unknown as { readonly engine: AudioEngine }).engine;

const decibels = (linear: number): number => 20 * Math.log10(linear);

/** Levels by name: see `LEVEL_FIELDS`. */
function levelsOf(player: Player): { left: number[]; right: number[] } {
  const out = new Float32Array(6);
  engineOf(player).readLevels(out);
  return { left: [...out.subarray(0, 3)], right: [...out.subarray(3)] };
}

async function playing(
  channels: readonly Float32Array<ArrayBuffer>[],
  attributes: Readonly<Record<string, string>> = {},
): Promise<Player> {
  const rate = await hardwareRateHz();
  const src = blobUrl(wavBlob([...channels], rate, 'float32'));
  const player = await mountPlayer({ src, ...attributes });
  await player.play();
  await limiterInPlace(player);
  await until(() => player.currentTime > 0.7);
  return player;
}

describe(`what is heard (${worldMode})`, () => {
  let rate: number;

  before(async () => {
    rate = await hardwareRateHz();
  });

  afterEach(unmountPlayers);

  it('has the levels of a known sine, before volume and mute', async () => {
    const loud = sine({ frequencyHz: 997, levelDbfs: -6, seconds: 5, sampleRateHz: rate })[0]!;
    const soft = sine({ frequencyHz: 997, levelDbfs: -26, seconds: 5, sampleRateHz: rate })[0]!;
    const player = await playing([loud, soft], { volume: '0.2' });
    player.muted = true;
    const { left, right } = levelsOf(player);
    for (const [[peak, rms, truePeak], levelDbfs] of [
      [left, -6],
      [right, -26],
    ] as const) {
      expect(decibels(peak!)).to.be.closeTo(levelDbfs, 0.05);
      expect(decibels(rms!)).to.be.closeTo(levelDbfs - 3.01, 0.05);
      expect(decibels(truePeak!)).to.be.closeTo(levelDbfs, 0.05);
    }
  });

  it('has a true peak above its samples', async () => {
    // A quarter of the rate, 45 degrees off: no sample is higher than 0.707 of the peak.
    const tone = Float32Array.from(
      { length: 5 * rate },
      (_, i) => 0.5 * Math.sin(((2 * i + 1) * Math.PI) / 4),
    );
    const player = await playing([tone, tone]);
    const [peak, , truePeak] = levelsOf(player).left;
    expect(decibels(peak!)).to.be.closeTo(-9.03, 0.05);
    expect(decibels(truePeak!)).to.be.closeTo(-6.02, 0.05);
  });

  it('is silence before the first play and after a pause', async () => {
    const tone = sine({ frequencyHz: 997, seconds: 5, sampleRateHz: rate });
    const idle = await mountPlayer({ src: blobUrl(wavBlob(tone, rate, 'float32')) });
    expect(levelsOf(idle).left).to.deep.equal([0, 0, 0]);
    const waveform = new Float32Array(512).fill(1);
    engineOf(idle).readWaveform(waveform);
    expect(waveform.every((sample) => sample === 0)).to.equal(true);
    await idle.play();
    await until(() => levelsOf(idle).left[0]! > 0.9);
    idle.pause();
    await until(() => levelsOf(idle).left[0]! === 0);
  });

  it('is what a capture at the output node hears, sample by sample', async () => {
    const [left, right] = noise({ seconds: 6, sampleRateHz: rate, levelDbfs: -6 });
    const player = await playing([left!, right!]);
    const capture = await startCapture(outputOf(player), { onGap: 'join' });
    await capture.waitForFrames(rate / 2);
    const waveform = new Float32Array(2048);
    engineOf(player).readWaveform(waveform);
    const heardFrame = outputOf(player).context.currentTime * rate;
    await capture.waitForFrames(rate);
    const recording = await capture.stop();
    const mean = recording.channels[0]!.map(
      (sample, i) => (sample + recording.channels[1]![i]!) / 2,
    );
    const at = mean.findIndex((_, i) =>
      waveform.subarray(0, 64).every((sample, k) => Math.abs(sample - mean[i + k]!) < 1e-6),
    );
    expect(at).to.be.above(0);
    const differs = waveform.findIndex((sample, i) => Math.abs(sample - mean[at + i]!) > 1e-6);
    expect(differs).to.equal(-1);
    // It ends where the listener is, not where rendering is.
    const { outputLatency, baseLatency } = outputOf(player).context as AudioContext;
    const latency = (outputLatency || baseLatency) * rate;
    const end = contextFrameAt(recording, at + waveform.length);
    expect(end).to.be.closeTo(heardFrame - latency, 0.06 * rate);
  });

  it('is unchanged to the bit by the limiter below 0 dBTP', async () => {
    const [left, right] = noise({ seconds: 6, sampleRateHz: rate, levelDbfs: -9 });
    const player = await playing([left!, right!], { 'eq-bypass': '' });
    const capture = await startCapture(outputOf(player), { onGap: 'restart' });
    await capture.waitForFrames(CONNECTING_FRAMES + rate / 2);
    const channels = (await capture.stop()).channels.map((all) => all.subarray(CONNECTING_FRAMES));
    const at = left!.findIndex((_, i) =>
      channels[0]!.subarray(0, 16).every((sample, k) => sample === left![i + k]),
    );
    expect(at).to.be.above(0);
    const differs = channels[1]!.findIndex((sample, i) => sample !== right![at + i]);
    expect(differs).to.equal(-1);
  });

  it('is brought from +6 dB to 0 dBTP by the limiter, with next to no distortion', async () => {
    const tone = sine({ frequencyHz: 997, levelDbfs: -6, seconds: 6, sampleRateHz: rate });
    const player = await playing(tone);
    player.eqPreamp = 12;
    await until(() => decibels(levelsOf(player).left[2]!) > -0.2);
    const capture = await startCapture(outputOf(player), { onGap: 'restart' });
    await capture.waitForFrames(CONNECTING_FRAMES + rate);
    const { channels } = await capture.stop();
    const steady = channels[0]!.subarray(CONNECTING_FRAMES, CONNECTING_FRAMES + rate);
    expect(decibels(Math.max(...steady.map(Math.abs)))).to.be.within(-0.1, 0.05);
    expect(goertzelDbfs(steady, 997, rate)).to.be.closeTo(0, 0.1);
    for (const harmonic of [2, 3, 5]) {
      expect(goertzelDbfs(steady, harmonic * 997, rate)).to.be.below(-70);
    }
  });

  it('is told with the spectrum of the sound before the equalizer', async () => {
    const bin = 43;
    const tone = sine({
      frequencyHz: (bin * rate) / 2048,
      levelDbfs: -20,
      seconds: 5,
      sampleRateHz: rate,
    });
    const player = await playing(tone);
    player.eqPreamp = -12;
    const after = new Float32Array(1025);
    const before = new Float32Array(1025);
    await until(() => {
      player.getFrequencyData(after);
      engineOf(player).getInputFrequencyData(before);
      return Math.abs(after[bin]! + 32) < 0.1;
    });
    const from = player.currentTime;
    await until(() => {
      engineOf(player).getInputFrequencyData(before);
      return player.currentTime > from + 0.3;
    });
    expect(before[bin]).to.be.closeTo(-20, 0.1);
    expect(before[bin + 10]).to.be.below(-80);
  });
});
