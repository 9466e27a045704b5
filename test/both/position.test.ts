import { expect } from '@open-wc/testing';
import { firstSound, locate } from '../support/align.ts';
import { startCapture } from '../support/capture.ts';
import {
  blobUrl,
  hardwareRateHz,
  limiterInPlace,
  mountPlayer,
  next,
  outputOf,
  type Player,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';
import { noise } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

const SECONDS = 6;
const EXCERPT_FRAMES = 1024;

describe(`position (${worldMode})`, () => {
  let rate: number;
  let original: Float32Array<ArrayBuffer>;

  before(async () => {
    rate = await hardwareRateHz();
    original = noise({ seconds: SECONDS, sampleRateHz: rate, channels: 1, levelDbfs: -12 })[0]!;
  });

  afterEach(unmountPlayers);

  const noisePlayer = (): Promise<Player> =>
    mountPlayer({ src: blobUrl(wavBlob([original, original], rate, 'float32')) });

  /** Seconds of the file at which `samples` begins; a little later, where no fade is left. */
  function secondsOf(samples: Float32Array, from: number): number {
    const skipped = Math.round(0.02 * rate);
    const excerpt = samples.slice(from + skipped, from + skipped + EXCERPT_FRAMES);
    const { frame, correlation } = locate(excerpt, original);
    expect(correlation).to.be.above(0.99);
    return (frame - skipped) / rate;
  }

  it('plays the samples at t after a seek to t', async () => {
    const player = await noisePlayer();
    await player.play();
    await limiterInPlace(player);
    player.pause();
    const capture = await startCapture(outputOf(player), { onGap: 'join' });
    for (const seconds of [3.2, 1.7]) {
      const seeked = next(player, 'seeked');
      player.currentTime = seconds;
      expect(player.seeking).to.equal(true);
      expect(player.currentTime).to.equal(seconds);
      await seeked;
      const before = capture.read().channels[0]!.length;
      await player.play();
      await capture.waitForFrames(before + rate / 2);
      player.pause();
      const { channels } = capture.read();
      const heard = channels[0]!.subarray(before);
      expect(secondsOf(heard, firstSound(heard))).to.be.closeTo(seconds, 0.001);
    }
    await capture.stop();
  });

  it('loses nothing between pause and play', async () => {
    const player = await noisePlayer();
    await player.play();
    await limiterInPlace(player);
    const capture = await startCapture(outputOf(player), { onGap: 'join' });
    await capture.waitForFrames(rate / 2);
    player.pause();
    const atPause = player.currentTime;
    // The capture runs on: this much silence can't be there unless it is paused.
    const recorded = capture.read().channels[0]!.length;
    await capture.waitForFrames(recorded + rate / 2);
    expect(player.currentTime).to.be.closeTo(atPause, 0.06);
    await player.play();
    await capture.waitForFrames(recorded + rate * 1.2);
    const { channels } = await capture.stop();
    const samples = channels[0]!;

    const silence = samples.findIndex(
      (_, i) => i > rate / 4 && samples.subarray(i, i + 2000).every((s) => Math.abs(s) < 1e-5),
    );
    const resumed = silence + firstSound(samples.subarray(silence));
    const before = samples.slice(silence - 4096, silence - 4096 + EXCERPT_FRAMES);
    const stoppedAt = (locate(before, original).frame + 4096) / rate;
    expect(secondsOf(samples, resumed)).to.be.closeTo(stoppedAt, 0.001);
  });

  it('ends at the duration, and plays again from the start', async () => {
    const player = await noisePlayer();
    await player.play();
    player.currentTime = SECONDS - 0.5;
    await next(player, 'ended');
    expect(player.ended).to.equal(true);
    expect(player.paused).to.equal(true);
    expect(player.duration).to.be.closeTo(SECONDS, 0.001);
    expect(player.currentTime).to.equal(player.duration);
    await player.play();
    expect(player.ended).to.equal(false);
    expect(player.currentTime).to.be.below(1);
  });

  it('goes round with loop', async () => {
    const player = await noisePlayer();
    player.loop = true;
    await player.play();
    player.currentTime = SECONDS - 0.4;
    await next(player, 'seeked');
    await until(() => player.currentTime > SECONDS - 0.4);
    await until(() => player.currentTime < 1);
    expect(player.paused).to.equal(false);
    expect(player.ended).to.equal(false);
  });

  it('takes a new src and plays that', async () => {
    const player = await noisePlayer();
    await player.play();
    const other = noise({ seconds: 2, sampleRateHz: rate, seed: 99, channels: 1 })[0]!;
    player.src = blobUrl(wavBlob([other, other], rate, 'float32'));
    await next(player, 'loadedmetadata');
    expect(player.duration).to.be.closeTo(2, 0.001);
    expect(player.paused).to.equal(true);
    const capture = await startCapture(outputOf(player), { onGap: 'join' });
    await player.play();
    await capture.waitForFrames(capture.read().channels[0]!.length + rate / 2);
    const { channels } = await capture.stop();
    const heard = channels[0]!;
    const from = firstSound(heard) + Math.round(0.1 * rate);
    expect(locate(heard.slice(from, from + EXCERPT_FRAMES), other).correlation).to.be.above(0.99);
  });
});
