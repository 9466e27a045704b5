import { expect } from '@open-wc/testing';
import { startCapture } from '../support/capture.ts';
import { peakFrequencyHz } from '../support/measure.ts';
import {
  blobUrl,
  mountPlayer,
  outputOf,
  type Player,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';
import { wavBlob } from '../support/wav.ts';

const SECONDS = 20;
const FILE_RATE_HZ = 48000;

/** The pitch tells the place in the file. */
const pitchHz = (seconds: number): number => 400 + 100 * seconds;

function sweepWav(): Blob {
  const samples = Float32Array.from({ length: SECONDS * FILE_RATE_HZ }, (_, frame) => {
    const seconds = frame / FILE_RATE_HZ;
    return 0.25 * Math.sin(2 * Math.PI * (400 + 50 * seconds) * seconds);
  });
  return wavBlob([samples], FILE_RATE_HZ, 'pcm16');
}

/** What is heard within a fifth of a second, and the player's time in the middle of it. */
async function listen(player: Player): Promise<{ hz: number; seconds: number }> {
  const capture = await startCapture(outputOf(player), { channelCount: 1, onGap: 'restart' });
  const context = outputOf(player).context;
  const frames = Math.round(context.sampleRate / 5);
  await capture.waitForFrames(frames);
  // What is recorded is heard after the output's latency, and `currentTime` is what is heard.
  const { channels, startFrame } = await capture.stop();
  const [now, clock] = [player.currentTime, context.currentTime];
  const recordedUntil = (startFrame + channels[0]!.length) / context.sampleRate;
  const latency = (context as AudioContext).outputLatency - (clock - recordedUntil);
  const newest = channels[0]!.slice(-frames);
  return {
    hz: peakFrequencyHz(newest, context.sampleRate),
    seconds: now + player.playbackRate * (latency - 0.1),
  };
}

/**
 * The sweep's way in 50 ms of the clock, which is the output's buffers, and in a tenth of a second of
 * the file, which is what a stretcher cuts and overlaps.
 */
const toleranceHz = (rate: number): number => 100 * (0.05 * rate + 0.1);

/** How far it gets in half a second of the audio clock. */
async function expectSpeed(player: Player, rate: number): Promise<void> {
  const { context } = outputOf(player);
  const [clock, place] = [context.currentTime, player.currentTime];
  await until(() => context.currentTime > clock + 0.5);
  const speed = (player.currentTime - place) / (context.currentTime - clock);
  expect(speed).to.be.closeTo(rate, 0.15 * rate);
}

async function expectHeard(player: Player, factor = 1): Promise<void> {
  const rate = player.playbackRate;
  await expectSpeed(player, rate);
  const { hz, seconds } = await listen(player);
  const tolerance = factor * toleranceHz(rate);
  expect(hz, `heard at ${seconds} s`).to.be.closeTo(factor * pitchHz(seconds), tolerance);
}

async function moved(player: Player, seconds: number): Promise<void> {
  const from = player.currentTime;
  await until(() => player.currentTime > from + seconds);
}

describe(`playback rate (${worldMode})`, () => {
  let player: Player;

  beforeEach(async () => {
    player = await mountPlayer({ src: blobUrl(sweepWav()) });
    await player.play();
    await moved(player, 0.4);
  });

  afterEach(unmountPlayers);

  for (const rate of [0.25, 0.5, 1.5, 2, 4]) {
    it(`${rate}: the pitch stays, and the place is the one that is told`, async () => {
      const before = player.currentTime;
      player.playbackRate = rate;
      expect(player.currentTime).to.be.closeTo(before, 0.05);
      await moved(player, 0.4 * rate);
      expect(player.mode).to.equal('fallback');
      expect(player.paused).to.equal(false);
      await expectHeard(player);
    });
  }

  it('2 without preservesPitch: an octave higher', async () => {
    player.preservesPitch = false;
    player.playbackRate = 2;
    await moved(player, 0.8);
    await expectHeard(player, 2);
  });

  it('normal speed again: back in the best mode, at the same place', async () => {
    const modes: string[] = [];
    player.addEventListener('modechange', () => modes.push(player.mode));
    player.playbackRate = 1.5;
    await moved(player, 0.5);
    const before = player.currentTime;
    player.playbackRate = 1;
    expect(player.currentTime).to.be.closeTo(before, 0.05);
    await moved(player, 0.4);
    expect(player.mode).to.equal(worldMode);
    expect(modes).to.deep.equal(worldMode === 'threaded' ? ['fallback', 'threaded'] : []);
    await expectHeard(player);
  });

  it('set before the first play, it holds from the first sound on', async () => {
    const other = await mountPlayer({ src: blobUrl(sweepWav()) });
    other.playbackRate = 2;
    await other.play();
    await moved(other, 0.4);
    expect(other.mode).to.equal('fallback');
    await expectHeard(other);
  });

  it('paused at another speed: stays paused at its place through both changes', async () => {
    const { context } = outputOf(player);
    player.pause();
    // What was on its way to the loudspeakers is still heard.
    const pausedAt = context.currentTime;
    await until(() => context.state !== 'running' || context.currentTime > pausedAt + 0.2);
    const place = player.currentTime;
    player.playbackRate = 2;
    await until(() => player.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA);
    player.playbackRate = 1;
    await until(() => player.readyState >= HTMLMediaElement.HAVE_FUTURE_DATA && !player.seeking);
    expect(player.paused).to.equal(true);
    expect(player.currentTime).to.be.closeTo(place, 0.001);
    await player.play();
    await moved(player, 0.3);
    expect(player.mode).to.equal(worldMode);
    await expectHeard(player);
  });
});
