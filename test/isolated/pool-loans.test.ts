import { expect } from '@open-wc/testing';
import { firstSound, locate, longestSilentSpan } from '../support/align.ts';
import { startCapture } from '../support/capture.ts';
import { type Constructions, watchConstructions } from '../support/constructions.ts';
import { recordEvents, tone } from '../support/media-events.ts';
import { engineOf, measured, snapshotOf } from '../support/knowledge.ts';
import {
  blobUrl,
  hardwareRateHz,
  mountPlayer,
  next,
  outputOf,
  type Player,
  unmountPlayers,
  until,
} from '../support/player.ts';
import { noise } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

const SECONDS = 6;
const EXCERPT_FRAMES = 1024;
const TWO_THREADS = { workers: '2' };

describe('a paused player without its pool', () => {
  let rate: number;
  let original: Float32Array<ArrayBuffer>;
  let made: Constructions;

  before(async () => {
    rate = await hardwareRateHz();
    original = noise({ seconds: SECONDS, sampleRateHz: rate, channels: 1, levelDbfs: -12 })[0]!;
  });
  beforeEach(() => {
    made = watchConstructions();
  });
  afterEach(() => {
    made.restore();
    unmountPlayers();
  });

  const noisePlayer = (): Promise<Player> =>
    mountPlayer({ src: blobUrl(wavBlob([original, original], rate, 'float32')), ...TWO_THREADS });

  /** Plays another player, which takes the only pool, and stops it. */
  async function otherTakesPool(): Promise<void> {
    const other = await mountPlayer({ src: tone(5), ...TWO_THREADS });
    await other.play();
    await until(() => other.currentTime > 0.1);
    other.pause();
  }

  it('goes on at the very frame, and nobody hears of it', async () => {
    const player = await noisePlayer();
    await player.play();
    const capture = await startCapture(outputOf(player), { onGap: 'join' });
    await capture.waitForFrames(rate / 2);
    expect(player.getStats().threads).to.equal('running');
    // All that is still told of a file while it is paused has been told.
    await measured(player);
    await until(() => player.networkState === player.NETWORK_IDLE);
    const paused = next(player, 'pause');
    player.pause();
    await paused;
    const before = snapshotOf(player);
    const seen = recordEvents(player);

    await otherTakesPool();
    expect(player.getStats()).to.include({ threads: 'given-back', mode: 'threaded' });
    expect(player.getStats().workers).to.deep.equal([]);
    expect(snapshotOf(player)).to.deep.equal(before);
    const { currentTime } = player;
    // What was on its way to the loudspeakers is still heard after a pause.
    expect(currentTime).to.be.within(before.currentTime, before.currentTime + 0.1);
    expect(player.buffered.end(0)).to.be.closeTo(SECONDS, 0.01);
    expect(seen).to.deep.equal([]);

    const recorded = capture.read().channels[0]!.length;
    await player.play();
    await capture.waitForFrames(recorded + rate / 2);
    const samples = (await capture.stop()).channels[0]!;
    expect(seen.filter((type) => !type.startsWith('can'))).to.deep.equal(['play', 'playing']);
    expect(made.poolWorkers.length).to.be.at.most(2);

    const { start: silence } = longestSilentSpan(samples);
    const lastSound = samples.subarray(0, silence).findLastIndex((s) => Math.abs(s) > 1e-5);
    const resumed = silence + firstSound(samples.subarray(silence), 1e-5);
    const frameAt = (index: number): number => {
      const excerpt = samples.slice(index, index + EXCERPT_FRAMES);
      const { frame, correlation } = locate(excerpt, original);
      expect(correlation).to.be.above(0.99);
      return frame - index;
    };
    const cut = frameAt(lastSound - 4096) + lastSound;
    const start = frameAt(resumed + 1024) + resumed;
    // A quantum at most was faded out to nothing.
    expect(start - cut).to.be.within(1, 130);
    expect(start / rate).to.be.closeTo(currentTime, 128 / rate);
  });

  it('can be sought', async () => {
    const player = await noisePlayer();
    await player.play();
    player.pause();
    await next(player, 'pause');
    await until(() => player.readyState === player.HAVE_ENOUGH_DATA);
    await otherTakesPool();
    const seen = recordEvents(player);
    const seeked = next(player, 'seeked');
    player.currentTime = 3.2;
    expect([player.seeking, player.currentTime]).to.deep.equal([true, 3.2]);
    await seeked;
    expect([player.seeking, player.currentTime]).to.deep.equal([false, 3.2]);
    expect(player.getStats().threads).to.equal('given-back');

    const capture = await startCapture(outputOf(player), { onGap: 'join' });
    await player.play();
    await capture.waitForFrames(rate / 2);
    const samples = (await capture.stop()).channels[0]!;
    const from = firstSound(samples) + 1024;
    const { frame } = locate(samples.slice(from, from + EXCERPT_FRAMES), original);
    expect((frame - 1024) / rate).to.be.closeTo(3.2, 0.001);
    expect(seen.slice(0, 2)).to.deep.equal(['seeking', 'seeked']);
    expect(seen).to.not.include.members(['emptied', 'loadstart']);
  });

  it('keeps what follows, and the place after the track that followed', async () => {
    const [first, second] = [tone(0.6), tone(5)];
    const player = await mountPlayer({ src: first, ...TWO_THREADS });
    await player.play();
    engineOf(player).setNext([{ url: second, type: '', key: null }]);
    player.pause();
    await until(() => player.readyState === player.HAVE_ENOUGH_DATA);
    await otherTakesPool();
    expect(player.getStats().threads).to.equal('given-back');
    const changed = next(player, 'trackchange');
    await player.play();
    await changed;
    await until(() => player.currentTime > 0.2);
    player.pause();
    await otherTakesPool();
    const { currentTime } = player;
    expect([player.currentSrc, player.duration]).to.deep.equal([second, 5]);
    await player.play();
    await until(() => player.currentTime > currentTime + 0.2);
    expect([player.currentSrc, player.duration, player.error]).to.deep.equal([second, 5, null]);
    expect(made.poolWorkers.length).to.be.at.most(2);
  });

  it('goes round at its end, and plays another source', async () => {
    const player = await mountPlayer({ src: tone(0.4), ...TWO_THREADS });
    await player.play();
    await next(player, 'ended');
    await otherTakesPool();
    expect([player.ended, player.currentTime]).to.deep.equal([true, player.duration]);
    await player.play();
    expect(player.currentTime).to.be.below(0.4);
    await next(player, 'ended');
    await otherTakesPool();
    player.src = tone(2);
    await next(player, 'loadeddata');
    expect(player.duration).to.be.closeTo(2, 0.001);
    await player.play();
  });

  it('whose play comes right after a pause that gave its pool away, plays', async () => {
    const [one, two] = [await noisePlayer(), await noisePlayer()];
    await one.play();
    await until(() => one.currentTime > 0.1);
    two.play().catch(() => undefined);
    const { currentTime } = one;
    await one.play();
    await until(() => one.currentTime > currentTime + 0.2);
    expect([one.paused, two.paused]).to.deep.equal([false, true]);
  });
});
