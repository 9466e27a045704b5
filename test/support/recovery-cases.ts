import { expect } from '@open-wc/testing';
import { locate, longestSilentSpan } from './align.ts';
import { startCapture } from './capture.ts';
import { type Fault, FaultInjection, FAULTS, type FaultyRole } from './faults.ts';
import { rmsDbfs } from './measure.ts';
import {
  blobUrl,
  hardwareRateHz,
  mountPlayer,
  next,
  outputOf,
  type Player,
  unmountPlayers,
  until,
} from './player.ts';
import { noise } from './signals.ts';
import { wavBlob } from './wav.ts';

/** Noise crosses zero, but never stays there so long, nor does a late ring on a busy machine. */
const SILENT_FRAMES = 1024;
/** Enough of the noise to know its place by. */
const EXCERPT_FRAMES = 1024;
/** What a fade or a dry ring may have bent in front of a silence. */
const CUT_FRAMES = 1500;
/** Behind it the sound fades in, 5 ms, and comes out of the limiter, 2 ms; 30 ms are sure to be there. */
const RISE_FRAMES = 310;
const RISEN_FRAMES = 1000;

/** A worklet that hangs takes the browser's audio thread with it: nothing can be done about that. */
const faultsOf = (role: FaultyRole): readonly Fault[] =>
  FAULTS.filter((fault) => role !== 'output' || fault !== 'hang');

/**
 * Every way to lose a thread in every phase of playback: the sound comes back by itself.
 *
 * @param roles each with the size of pool in which it has a worker to lose
 */
export function describeRecovery(roles: readonly (readonly [FaultyRole, string])[]): void {
  describe(`a lost thread (${roles.map(([role]) => role).join(', ')})`, () => {
    let rate: number;
    let source: Blob;
    /** The first seconds of it, one channel. */
    let beginning: Float32Array<ArrayBuffer>;
    let injection: FaultInjection;

    before(async () => {
      rate = await hardwareRateHz();
      const sound = noise({ seconds: 20, sampleRateHz: rate, channels: 2, levelDbfs: -12 });
      beginning = sound[0]!.slice(0, 8 * rate);
      source = wavBlob(sound, rate, 'float32');
      injection = new FaultInjection();
    });
    after(() => {
      injection.restore();
    });
    afterEach(() => {
      injection.disarm();
      unmountPlayers();
    });

    const noisePlayer = (workers: string): Promise<Player> =>
      mountPlayer({ workers, src: blobUrl(source) });

    async function untilPlayedOn(player: Player, seconds: number): Promise<void> {
      const position = player.currentTime;
      await until(() => player.currentTime > position + seconds);
    }

    /** The tail of what comes out is the noise, -16.8 dBFS but for what an underrun may cost. */
    async function expectSound(player: Player): Promise<void> {
      const output = outputOf(player);
      const tap = new AnalyserNode(output.context, { fftSize: 8192 });
      output.connect(tap);
      const { currentTime } = output.context;
      await until(() => output.context.currentTime > currentTime + 0.4);
      const tail = new Float32Array(tap.fftSize);
      tap.getFloatTimeDomainData(tail);
      output.disconnect(tap);
      expect(rmsDbfs(tail)).to.be.above(-25);
    }

    /**
     * The music stopped once and went on where it had stopped: none of it was skipped, and no more
     * was heard twice than what had been on its way to the loudspeakers.
     */
    function expectSameMusic(heard: Float32Array<ArrayBuffer>): void {
      const { start, end } = longestSilentSpan(heard);
      expect(end - start).to.be.above(SILENT_FRAMES);
      expect(start).to.be.above(EXCERPT_FRAMES + CUT_FRAMES);
      const before = start - EXCERPT_FRAMES - CUT_FRAMES;
      const after = end + RISE_FRAMES;
      const place = (from: number, frames: number): number => {
        const { frame, correlation } = locate(heard.slice(from, from + frames), beginning);
        expect(correlation).to.be.above(0.99);
        return frame;
      };
      const stoppedAt = place(before, EXCERPT_FRAMES) + start - before;
      const skipped = place(after, RISEN_FRAMES) - RISE_FRAMES - stoppedAt;
      expect(skipped / rate).to.be.within(-0.5, 0.005);
    }

    for (const [role, workers] of roles) {
      for (const fault of faultsOf(role)) {
        it(`${role}, ${fault}, while playing`, async () => {
          const player = await noisePlayer(workers);
          await player.play();
          await until(() => player.currentTime > 0.5);
          const output = outputOf(player);
          const { context } = output;
          const capture = await startCapture(output, { onGap: 'join' });
          await capture.waitForFrames(2 * (EXCERPT_FRAMES + CUT_FRAMES));
          const position = player.currentTime;
          const firedAt = context.currentTime;
          const recovered = next(player, 'playing');
          injection.fire(role, fault);
          await recovered;
          expect(player.mode).to.equal('threaded');
          const elapsed = context.currentTime - firedAt;
          expect(player.currentTime).to.be.within(position - 0.5, position + elapsed + 0.1);
          await expectSound(player);
          const { channels } = await capture.stop();
          expectSameMusic(channels[0]!);
        });

        it(`${role}, ${fault}, while seeking`, async () => {
          const player = await noisePlayer(workers);
          await player.play();
          await until(() => player.currentTime > 0.3);
          const { context } = outputOf(player);
          const soughtAt = context.currentTime;
          player.currentTime = 10;
          injection.fire(role, fault);
          await until(() => injection.poolsEnded);
          await untilPlayedOn(player, 0.5);
          expect(player.mode).to.equal('threaded');
          expect(player.paused).to.equal(false);
          expect(player.currentTime).to.be.within(10.5, 10.1 + context.currentTime - soughtAt);
          await expectSound(player);
        });

        it(`${role}, ${fault}, while loading`, async () => {
          const player = await noisePlayer(workers);
          injection.arm(role, fault);
          await player.play();
          await until(() => injection.poolsEnded);
          await untilPlayedOn(player, 0.5);
          expect(player.mode).to.be.oneOf(['threaded', 'fallback']);
          expect(player.error).to.equal(null);
          await expectSound(player);
        });
      }

      // What the worklet's script registers outlasts the node: nothing asks for it again.
      for (const moment of role === 'output' ? [] : (['playing', 'seeking', 'loading'] as const)) {
        it(`${role}, throw, its script missing by then, while ${moment}`, async () => {
          const player = await noisePlayer(workers);
          if (moment !== 'loading') {
            await player.play();
            await until(() => player.currentTime > 0.3);
            if (moment === 'seeking') player.currentTime = 10;
          }
          injection.loseScript(role);
          // In a pool that lies idle as well: it would need no script to take over.
          injection.arm(role, 'throw');
          if (moment === 'loading') await player.play();
          const position = player.currentTime;
          await until(() => player.mode === 'fallback' && player.currentTime > position + 0.3);
          expect(player.modeReason).to.match(/rusty-audio-(dsp|decode)-worker\.js answered 404/);
          expect(player.currentTime).to.be.within(position, position + 5);
          expect(player.paused).to.equal(false);
          expect(player.error).to.equal(null);
          await expectSound(player);
        });
      }
    }
  });
}
