import { expect } from '@open-wc/testing';
import { FaultInjection } from '../support/faults.ts';
import {
  createEngine,
  endEngines,
  recordFrom,
  recordJoins,
  source,
  told,
} from '../support/joined.ts';
import { goertzelDbfs } from '../support/measure.ts';
import { blobUrl, unmountPlayers, until } from '../support/player.ts';
import { sineWav } from '../support/signals.ts';

const BEFORE = { frequencyHz: 997, seconds: 2 };
const AFTER = { frequencyHz: 3001, seconds: 2.5 };
const WINDOW_SECONDS = 0.05;
/** What was on its way to the loudspeakers, and in the worklet's hands, is heard twice. */
const TWICE_SECONDS = 0.5;

describe('a thread that is lost around a join', () => {
  let injection: FaultInjection;

  before(() => {
    injection = new FaultInjection();
  });
  after(() => {
    injection.restore();
  });
  afterEach(() => {
    injection.disarm();
    endEngines();
    unmountPlayers();
  });

  const toneUrl = (tone: typeof BEFORE): string =>
    blobUrl(sineWav({ ...tone, levelDbfs: -12 }, 'float32'));

  /** Plays both to the end and loses a thread on the way. */
  async function playBoth(
    crossfadeSeconds: number,
    lose: (engine: Awaited<ReturnType<typeof createEngine>>) => Promise<void>,
  ) {
    const engine = await createEngine();
    const after = toneUrl(AFTER);
    engine.setCrossfade(crossfadeSeconds);
    const capture = await recordFrom(engine, toneUrl(BEFORE));
    const events = recordJoins(engine);
    const changes: number[] = [];
    engine.addEventListener('trackchange', () => changes.push(engine.currentTime));
    engine.setNext(source(after));
    await engine.play();
    await lose(engine);
    await told(engine, 'ended');
    expect(engine.snapshot.mode).to.equal('threaded');
    expect(engine.snapshot.currentSrc).to.equal(after);
    expect(engine.snapshot.duration).to.be.closeTo(AFTER.seconds, 0.001);
    expect(changes).to.have.length(1);
    expect(changes[0]).to.be.within(0, 0.2);
    expect(events.filter((type) => !['waiting', 'playing'].includes(type))).to.deep.equal([
      'trackchange',
      'pause',
      'ended',
    ]);
    // The start, and the recovery.
    expect(events.filter((type) => type === 'playing')).to.have.length(2);
    const { channels, sampleRateHz } = await capture.stop();
    const all = channels[0]!;
    const window = WINDOW_SECONDS * sampleRateHz;
    /** Where a tone sounds, as numbers of windows. */
    const windowsOf = (hz: number): number[] =>
      [...Array(Math.floor(all.length / window)).keys()].filter(
        (i) => goertzelDbfs(all.slice(i * window, (i + 1) * window), hz, sampleRateHz) > -24,
      );
    return { first: windowsOf(BEFORE.frequencyHz), second: windowsOf(AFTER.frequencyHz) };
  }

  for (const role of ['decode', 'dsp'] as const) {
    it(`${role}, just before: the track that follows is heard once, and whole`, async () => {
      const { first, second } = await playBoth(0, async (engine) => {
        // So near the end that the next track is in the rings already.
        await until(() => engine.currentTime > 1.72);
        const changed = told(engine, 'trackchange');
        injection.fire(role, 'throw');
        await changed;
      });
      expect(first.length * WINDOW_SECONDS).to.be.within(1.9, 2.1 + TWICE_SECONDS);
      expect(second.length * WINDOW_SECONDS).to.be.within(2.4, 2.6);
      expect(second[0]).to.be.within(first.at(-1)!, first.at(-1)! + 1);
    });

    it(`${role}, just after: the new track goes on where it was`, async () => {
      const { first, second } = await playBoth(0, async (engine) => {
        await told(engine, 'trackchange');
        injection.fire(role, 'throw');
      });
      expect(first.length * WINDOW_SECONDS).to.be.within(1.9, 2.1);
      expect(second.length * WINDOW_SECONDS).to.be.within(2.4, 2.6 + TWICE_SECONDS);
      expect(second[0]).to.be.within(first.at(-1)!, first.at(-1)! + 1);
    });
  }

  it('in a cross-fade: the new track goes on, the old one is over', async () => {
    const { first, second } = await playBoth(1, async (engine) => {
      await told(engine, 'trackchange');
      await until(() => engine.currentTime > 0.4);
      injection.fire('decode', 'throw');
    });
    expect(first.length * WINDOW_SECONDS).to.be.within(1.3, 1.6 + TWICE_SECONDS);
    expect(second.length * WINDOW_SECONDS).to.be.within(2.2, 2.6 + TWICE_SECONDS);
  });
});
