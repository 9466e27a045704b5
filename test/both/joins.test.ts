import { expect } from '@open-wc/testing';
import { firstSound, longestSilence } from '../support/align.ts';
import {
  createEngine,
  endEngines,
  recordFrom,
  recordJoins,
  source,
  told,
} from '../support/joined.ts';
import { goertzelDbfs } from '../support/measure.ts';
import { crossOriginMedia } from '../support/media.ts';
import { blobUrl, mountPlayer, next, unmountPlayers, until, worldMode } from '../support/player.ts';
import { sine } from '../support/signals.ts';
import { watchTurns } from '../support/turns.ts';
import { wavBlob } from '../support/wav.ts';

const RATE = 44_100;
/** What a browser may need to start an element that is loaded; threads need none of it. */
const LONGEST_START_SECONDS = 0.3;

const toneUrl = (frequencyHz: number, seconds: number): string =>
  blobUrl(wavBlob(sine({ frequencyHz, levelDbfs: -12, seconds, sampleRateHz: RATE }), RATE));

describe(`the track that follows (${worldMode})`, () => {
  afterEach(() => {
    endEngines();
    unmountPlayers();
  });

  for (const crossfadeSeconds of [0, 1]) {
    it(`is heard behind the first one, with ${crossfadeSeconds} s of crossfade`, async () => {
      const engine = await createEngine();
      const [before, after] = [toneUrl(997, 3), toneUrl(3001, 3)];
      engine.setCrossfade(crossfadeSeconds);
      const capture = await recordFrom(engine, before);
      const events = recordJoins(engine);
      engine.setNext(source(after));
      const turns = watchTurns();
      await engine.play();
      await told(engine, 'trackchange');
      const position = engine.currentTime;
      const late = turns.stop();
      const gapSeconds = worldMode === 'threaded' ? 0 : LONGEST_START_SECONDS + late;
      expect(engine.snapshot.mode).to.equal(worldMode);
      expect(engine.snapshot.currentSrc).to.equal(after);
      expect(engine.snapshot.duration).to.be.closeTo(3, 0.01);
      expect(position).to.be.within(0, 0.3 + late);
      await told(engine, 'ended');
      expect(events).to.deep.equal(['playing', 'trackchange', 'pause', 'ended']);
      const { channels, sampleRateHz } = await capture.stop();
      const all = channels[0]!;
      const heard = all.subarray(
        firstSound(all),
        all.findLastIndex((s) => Math.abs(s) > 1e-4),
      );
      // Where the machine held up the audio thread the ring was dry, and the player counts that.
      const drySeconds = 0.1 * engine.getStats().underruns;
      const slack = gapSeconds + drySeconds;
      expect(longestSilence(heard) / sampleRateHz).to.be.at.most(slack + 0.001);
      const seconds = heard.length / sampleRateHz;
      expect(seconds).to.be.closeTo(6 - crossfadeSeconds, slack + 0.02);
      const level = (at: number, hz: number): number => {
        const from = Math.round(at * sampleRateHz);
        return goertzelDbfs(heard.slice(from, from + 8192), hz, sampleRateHz);
      };
      expect(level(1, 997)).to.be.closeTo(-12, 0.2);
      expect(level(seconds - 1, 3001)).to.be.closeTo(-12, 0.2);
      const [out, added] = [level(2.4, 997), level(2.4, 3001)];
      const power = 10 * Math.log10(10 ** (out / 10) + 10 ** (added / 10));
      expect(power).to.be.closeTo(-12, worldMode === 'threaded' ? 0.1 : 1);
    });
  }

  it('is told by the element, and passed over by a load', async () => {
    const player = await mountPlayer({ src: toneUrl(997, 1.5) });
    const { engine } = player as unknown as { engine: Awaited<ReturnType<typeof createEngine>> };
    const after = toneUrl(3001, 2);
    engine.setNext(source(after));
    const change = next(player, 'trackchange');
    await player.play();
    const changed = await change;
    expect([changed.bubbles, changed.composed]).to.deep.equal([true, true]);
    expect(player.currentSrc).to.equal(after);
    engine.setNext(source(toneUrl(500, 1)));
    player.src = toneUrl(997, 0.5);
    await player.play();
    await next(player, 'ended');
    expect(player.duration).to.be.closeTo(0.5, 0.01);
  });

  it('plays in another mode when the first one steps down before the join', async () => {
    const engine = await createEngine();
    const after = toneUrl(3001, 3);
    engine.setSources(source(toneUrl(997, 2)));
    engine.setNext(source(after));
    await engine.play();
    const changed = told(engine, 'trackchange');
    await until(() => engine.currentTime > 1);
    engine.setPlaybackRate(1.25);
    await changed;
    expect(engine.snapshot.mode).to.equal('fallback');
    expect(engine.snapshot.currentSrc).to.equal(after);
  });

  it('does not follow while the sleep timer waits for the end of the track', async () => {
    const engine = await createEngine();
    const before = toneUrl(997, 1.5);
    engine.setSources(source(before));
    engine.setNext(source(toneUrl(3001, 2)));
    const events = recordJoins(engine);
    await engine.play();
    engine.setSleepTimer('end-of-track');
    await told(engine, 'ended');
    expect(events).to.not.include('trackchange');
    expect(engine.snapshot.currentSrc).to.equal(before);
  });

  it('is another one when a seek or a pause comes before the join', async () => {
    const engine = await createEngine();
    const [before, after] = [toneUrl(997, 3), toneUrl(3001, 3)];
    engine.setSources(source(before));
    engine.setNext(source(after));
    await engine.play();
    engine.seek(2.7);
    engine.pause();
    await told(engine, 'seeked');
    engine.seek(1);
    await told(engine, 'seeked');
    expect(engine.snapshot.currentSrc).to.equal(before);
    engine.seek(2.7);
    const changed = told(engine, 'trackchange');
    await engine.play();
    await changed;
    expect(engine.snapshot.currentSrc).to.equal(after);
    await until(() => engine.currentTime > 0.4);
    engine.seek(1.5);
    await told(engine, 'seeked');
    expect(engine.snapshot.currentSrc).to.equal(after);
    expect(engine.snapshot.paused).to.equal(false);
  });

  it('is forgotten when it is taken back late', async () => {
    const engine = await createEngine();
    const before = toneUrl(997, 1.5);
    engine.setSources(source(before));
    engine.setNext(source(toneUrl(3001, 2)));
    const events = recordJoins(engine);
    await engine.play();
    // By then the threads have it in their rings.
    await until(() => engine.currentTime > 1.2);
    engine.setNext(null);
    await told(engine, 'ended');
    expect(events).to.not.include('trackchange');
    expect(engine.snapshot.currentSrc).to.equal(before);
  });

  it('is the caller’s to load in native mode, which ends as usual', async () => {
    const engine = await createEngine();
    const before = crossOriginMedia('nocors/test/fixtures/pcm16.wav');
    const after = toneUrl(3001, 1);
    engine.setSources(source(before));
    engine.setNext(source(after));
    const events = recordJoins(engine);
    await engine.play();
    expect(engine.snapshot.mode).to.equal('native');
    await told(engine, 'ended');
    expect(events).to.not.include('trackchange');
    expect(engine.snapshot.currentSrc).to.equal(before);
    engine.setSources(source(after));
    await engine.play();
    await until(() => engine.currentTime > 0.2);
    expect(engine.snapshot.currentSrc).to.equal(after);
    expect(engine.snapshot.mode).to.equal(worldMode);
  });

  /** Threads go on with the fade after a pause: what is mixed is mixed. */
  for (const command of worldMode === 'threaded' ? ['seek'] : ['seek', 'pause']) {
    it(`is heard alone after a ${command} in the cross-fade`, async () => {
      const engine = await createEngine();
      const after = toneUrl(3001, 6);
      engine.setCrossfade(2);
      const capture = await recordFrom(engine, toneUrl(997, 6), 3.7);
      engine.setNext(source(after));
      await engine.play();
      await told(engine, 'trackchange');
      await until(() => engine.currentTime > 0.4);
      if (command === 'seek') {
        engine.seek(2);
        await told(engine, 'seeked');
      } else {
        engine.pause();
        await engine.play();
      }
      const position = engine.currentTime;
      await until(() => engine.currentTime > position + 0.4);
      expect(engine.snapshot.currentSrc).to.equal(after);
      const { channels, sampleRateHz } = await capture.stop();
      const tail = channels[0]!.slice(-8192);
      expect(goertzelDbfs(tail, 3001, sampleRateHz)).to.be.closeTo(-12, 0.2);
      expect(goertzelDbfs(tail, 997, sampleRateHz)).to.be.below(-60);
    });
  }
});
