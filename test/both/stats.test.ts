import { expect } from '@open-wc/testing';
import { sameOriginMedia } from '../support/media.ts';
import { mountPlayer, unmountPlayers, until, worldMode } from '../support/player.ts';

const FIXTURE = 'cors/test/fixtures/vbr-xing.mp3';
/** Ring A holds so many frames less its history; ring B less its own. */
const RING_FRAMES = 32768;

describe('getStats()', () => {
  afterEach(unmountPlayers);

  it('knows of no threads and no latency before the first play', async () => {
    const player = await mountPlayer({ src: sameOriginMedia(FIXTURE) });
    const stats = player.getStats();
    expect(stats.mode).to.equal('idle');
    expect(stats.modeReason).to.not.equal('');
    expect(stats.sampleRate).to.equal(null);
    expect(stats.latency).to.equal(0);
    expect(stats.workers).to.deep.equal([]);
  });

  it('adds the latencies up', async () => {
    const player = await mountPlayer({ src: sameOriginMedia(FIXTURE) });
    await player.play();
    await until(() => player.currentTime > 0.2);
    const stats = player.getStats();
    const { baseLatency, outputLatency, sampleRate } = player.audioContext!;
    expect(stats.mode).to.equal(worldMode);
    expect(stats.sampleRate).to.equal(sampleRate);
    expect(stats.baseLatency).to.equal(baseLatency);
    expect(stats.outputLatency).to.be.closeTo(outputLatency, 0.05);
    expect(stats.latency).to.be.closeTo(
      stats.baseLatency + stats.outputLatency + stats.ringLatency + stats.limiterLatency,
      1e-9,
    );
    if (worldMode === 'threaded') expect(stats.ringLatency).to.be.within(0.02, 0.06);
    else expect(stats.ringLatency).to.equal(0);
  });

  for (const workers of worldMode === 'threaded' ? [2, 4] : []) {
    it(`tells what each of ${workers} workers does`, async () => {
      const player = await mountPlayer({
        src: sameOriginMedia(FIXTURE),
        workers: String(workers),
      });
      await player.play();
      const dspSteps = (): number =>
        player
          .getStats()
          .workers.flatMap(({ work }) => work)
          .find(({ role }) => role === 'dsp')?.steps ?? 0;
      // The pool may have worked for the player before.
      await until(() => player.currentTime > 0);
      const stepsBefore = dspSteps();
      const secondsBefore = player.currentTime;
      // More than its 256 latest steps, so that they have gone round.
      await until(() => dspSteps() > stepsBefore + 300);
      const stats = player.getStats();
      const rate = stats.sampleRate!;
      expect(stats.workers.map(({ id }) => id)).to.deep.equal([...Array(workers).keys()]);
      const work = new Map(stats.workers.flatMap((worker) => worker.work).map((w) => [w.role, w]));
      expect([...work.keys()]).to.have.members(['dsp', 'fft', 'decode', 'background']);
      for (const { roles, state, work: own } of stats.workers) {
        expect(state).to.be.oneOf(['idle', 'busy']);
        expect(own.map(({ role }) => role)).to.deep.equal(roles);
      }
      for (const role of ['dsp', 'fft', 'decode'] as const) {
        const { steps, meanTimeUs, p99TimeUs, soundPerWork } = work.get(role)!;
        expect(steps, role).to.be.above(0);
        // Nothing that keeps up takes a second a step.
        expect(meanTimeUs, role).to.be.within(0.001, 1e6);
        expect(p99TimeUs, role).to.be.within(0, 1e6);
        expect(soundPerWork, role).to.be.above(1);
      }
      // A block is 128 frames, and what was equalized is played one ring later.
      const equalizedSeconds = ((work.get('dsp')!.steps - stepsBefore) * 128) / rate;
      expect(equalizedSeconds).to.be.closeTo(player.currentTime - secondsBefore, 0.25);
      expect(stats.analyses).to.equal(work.get('fft')!.steps);
      expect(stats.decodeSpeed).to.equal(work.get('decode')!.soundPerWork);
      expect(stats.memoryBytes).to.equal(6 * 1024 * 1024);
      expect(stats.overruns).to.equal(0);
      expect(stats.rings.map(({ name }) => name)).to.deep.equal(['decoded', 'equalized']);
      for (const { fillFrames, targetFrames } of stats.rings) {
        expect(targetFrames).to.be.within(128, RING_FRAMES);
        // One block goes beyond the target.
        expect(fillFrames).to.be.within(0, targetFrames + 128);
      }
      // The decoder is far ahead of what is heard.
      expect(stats.rings[0]!.fillFrames).to.be.above(stats.rings[1]!.targetFrames);
      expect(stats.rings[1]!.targetFrames).to.equal(Math.round(stats.ringLatency * rate));
    });
  }
});
