import { expect } from '@open-wc/testing';
import { type Fault, FaultInjection, FAULTS } from '../support/faults.ts';
import { collectWorkers, measured, snapshotOf } from '../support/knowledge.ts';
import {
  blobUrl,
  mountPlayer,
  next,
  outputOf,
  type Player,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';
import { noise, noiseWav } from '../support/signals.ts';
import { watchSound } from '../support/sound-watch.ts';
import { wavBlob } from '../support/wav.ts';

const RATE = 44_100;
/** Long enough that the work on it goes on while the test does its part. */
const LONG_SECONDS = 240;

/** Most of what the decoder may be ahead. */
const AHEAD_FRAMES = 12_000;

/** A late ring on a busy machine is shorter, threads that are replaced are silent for longer. */
const isLong = ({ start, end }: { start: number; end: number }): boolean => end - start > 2048;

describe(`background work whose thread is lost (${worldMode})`, () => {
  const workers = collectWorkers();
  let long: Blob;
  let injection: FaultInjection;

  before(() => {
    const [minute] = noise({ seconds: LONG_SECONDS / 4, sampleRateHz: RATE, channels: 1 });
    long = wavBlob(
      [
        Float32Array.from(
          { length: LONG_SECONDS * RATE },
          (_, i) => minute![i % minute!.length]! / 4,
        ),
      ],
      RATE,
    );
    injection = new FaultInjection();
  });
  after(() => {
    injection.restore();
  });
  afterEach(() => {
    injection.disarm();
    unmountPlayers();
  });

  /** Another file on the same player is surveyed as if nothing had been. */
  async function expectNextFile(player: Player): Promise<void> {
    player.src = blobUrl(noiseWav({ seconds: 1 }));
    await player.play();
    const { overview } = await measured(player);
    expect(overview!.done).to.equal(2048);
    expect(player.mode).to.equal(worldMode);
  }

  const MOMENTS = {
    loading: async (player: Player, fault: Fault) => {
      injection.armSurvey(fault);
      await player.play();
    },
    playing: async (player: Player, fault: Fault) => {
      await player.play();
      await until(() => snapshotOf(player).overview !== null);
      injection.fireInSurvey(fault);
    },
    seeking: async (player: Player, fault: Fault) => {
      await player.play();
      await until(() => snapshotOf(player).overview !== null);
      player.currentTime = 100;
      injection.fireInSurvey(fault);
      await next(player, 'seeked');
    },
  } as const;

  for (const fault of FAULTS) {
    for (const [moment, lose] of Object.entries(MOMENTS)) {
      it(`${fault}, while ${moment}: ends quietly, and the sound knows nothing of it`, async () => {
        const player = await mountPlayer({ src: blobUrl(long) });
        await lose(player, fault);
        await until(() => player.currentTime % 100 > 0.1);
        // Behind a start or a seek the decoder has yet to get ahead of what is heard.
        await until(() => (player.getStats().rings[0]?.fillFrames ?? Infinity) > AHEAD_FRAMES);
        const watch = await watchSound(outputOf(player));
        const events: string[] = [];
        for (const type of ['waiting', 'playing', 'stalled', 'modechange', 'error']) {
          player.addEventListener(type, () => events.push(type));
        }
        const position = player.currentTime;
        await until(
          () => injection.hasEnded(injection.surveying!) && player.currentTime > position + 0.3,
        );
        const { silences } = await watch.stop();
        expect(workers().filter((name) => name === 'rusty-audio background')).to.have.length(1);
        expect(events).to.deep.equal([]);
        expect(player.mode).to.equal(worldMode);
        expect(silences.filter(isLong)).to.deep.equal([]);
        const { overview, loudness } = snapshotOf(player);
        expect(loudness).to.equal(null);
        expect(overview?.done ?? 0).to.be.below(2048);
        await expectNextFile(player);
      });
    }
  }

  it('a script that is missing is no reason to be silent', async () => {
    const player = await mountPlayer({ src: blobUrl(noiseWav({ seconds: 1 })) });
    await player.play();
    await measured(player);
    injection.loseScript('background');
    player.src = blobUrl(noiseWav({ seconds: 2 }));
    await player.play();
    await next(player, 'ended');
    expect(player.mode).to.equal(worldMode);
    expect(player.error).to.equal(null);
    expect(snapshotOf(player).overview).to.equal(null);
    injection.disarm();
    await expectNextFile(player);
  });

  const soundWorkers = (): number =>
    workers().filter((name) => / (dsp|fft|decode)/.test(name)).length;

  for (const fault of worldMode === 'threaded' ? FAULTS : []) {
    it(`${fault} in the pool’s own thread for it: the pool goes on without`, async () => {
      const player = await mountPlayer({ workers: '4', src: blobUrl(long) });
      await player.play();
      await until(() => player.currentTime > 0.2);
      const watch = await watchSound(outputOf(player));
      const started = soundWorkers();
      injection.fire('background', fault);
      const state = (): string | undefined => player.getStats().workers[3]?.state;
      await until(() => state() === 'stopped');
      const position = player.currentTime;
      await until(() => player.currentTime > position + 0.3);
      const { silences } = await watch.stop();
      expect(silences.filter(isLong)).to.deep.equal([]);
      expect(player.mode).to.equal('threaded');
      expect(soundWorkers()).to.equal(started);
    });
  }
});
