import { expect } from '@open-wc/testing';
import { indexAt, startCapture } from '../support/capture.ts';
import {
  blobUrl,
  hardwareRateHz,
  mountPlayer,
  outputOf,
  unmountPlayers,
  until,
  worldMode,
} from '../support/player.ts';
import { sine } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

/** Frames of the tone's period: then each frame of a steady tone equals the one a period before. */
const PERIOD_FRAMES = 48;
/** Of ring B, as long as there was no underrun. */
const BASE_DEPTH_SECONDS = 0.03;
/** What lies behind the ring's depth: a portion of the device and the step of the equalizer. */
const REST_SECONDS = 0.02;

describe(`a moved equalizer band (${worldMode})`, () => {
  afterEach(unmountPlayers);

  it('is heard at the output node within 50 ms at base depth', async () => {
    const rate = await hardwareRateHz();
    const frequencyHz = rate / PERIOD_FRAMES;
    const tone = sine({ frequencyHz, levelDbfs: -20, seconds: 8, sampleRateHz: rate, channels: 2 });
    const player = await mountPlayer({ src: blobUrl(wavBlob(tone, rate, 'float32')) });
    await player.play();
    const output = outputOf(player);
    const { context } = output;
    const capture = await startCapture(output, { onGap: 'join' });
    const moves: { readonly frame: number; readonly depthSeconds: number }[] = [];
    for (const gain of [12, -12, 9, -9, 6]) {
      const from = context.currentTime;
      await until(() => context.currentTime > from + 0.5);
      const stats = player.getStats();
      const depthSeconds = stats.ringLatency;
      if (stats.underruns === 0) expect(depthSeconds).to.be.at.most(BASE_DEPTH_SECONDS);
      moves.push({ frame: Math.round(context.currentTime * rate), depthSeconds });
      player.setEqBand(4, { frequency: frequencyHz, gain });
    }
    const from = context.currentTime;
    await until(() => context.currentTime > from + 0.5);
    const recording = await capture.stop();
    const [left] = recording.channels;

    for (const { frame, depthSeconds } of moves) {
      const moved = indexAt(recording, frame);
      const steady = Math.max(...left!.subarray(moved - PERIOD_FRAMES, moved));
      // Frames of the last move have long settled, and each gap of the browser's breaks the period.
      const changed = left!.findIndex(
        (sample, i) =>
          i >= moved &&
          !recording.gaps.some(({ at }) => i >= at && i < at + PERIOD_FRAMES) &&
          Math.abs(sample - left![i - PERIOD_FRAMES]!) > 0.01 * steady,
      );
      expect(changed).to.be.above(moved);
      const latencySeconds = (changed - moved) / rate;
      // An underrun of a busy machine deepens the ring for a while.
      const depth = Math.max(BASE_DEPTH_SECONDS, depthSeconds);
      expect(latencySeconds).to.be.at.most(depth + REST_SECONDS);
    }
  });
});
