import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { indexAt, startCapture } from '../support/capture.ts';
import { goertzelDbfs } from '../support/measure.ts';
import {
  blobUrl,
  deepQuery,
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

  it('is heard as soon when its handle is dragged, and by what the curve says', async () => {
    const rate = await hardwareRateHz();
    const frequencyHz = rate / PERIOD_FRAMES;
    const tone = sine({ frequencyHz, levelDbfs: -30, seconds: 8, sampleRateHz: rate, channels: 2 });
    const player = await mountPlayer({
      src: blobUrl(wavBlob(tone, rate, 'float32')),
      visualizer: 'equalizer',
    });
    player.scrollIntoView();
    await player.play();
    const knob = '[data-index="4"] .knob';
    await until(() => deepQuery(player.shadowRoot!, knob) !== null);
    const output = outputOf(player);
    const { context } = output;
    const { left, top, width, height } = deepQuery(
      player.shadowRoot!,
      knob,
    )!.getBoundingClientRect();
    const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    const capture = await startCapture(output, { onGap: 'join' });
    const start = context.currentTime;
    await until(() => context.currentTime > start + 0.5);
    let movedSeconds = NaN;
    let depthSeconds = 0;
    const note = (): void => {
      movedSeconds = context.currentTime;
      depthSeconds = player.getStats().ringLatency;
    };
    window.addEventListener('pointermove', note, { capture: true, once: true });
    await sendMouse({ type: 'move', position: [x, y - 35] });
    await until(() => player.eqBands[4]!.gain > 3);
    const from = context.currentTime;
    await until(() => context.currentTime > from + 0.5);
    await sendMouse({ type: 'up' });
    const recording = await capture.stop();
    const samples = recording.channels[0]!;
    const moved = indexAt(recording, Math.round(movedSeconds * rate));
    const before = samples.subarray(moved - 100 * PERIOD_FRAMES, moved);
    const after = samples.subarray(samples.length - 100 * PERIOD_FRAMES);

    const steady = Math.max(...before);
    const changed = samples.findIndex(
      (sample, i) =>
        i >= moved &&
        !recording.gaps.some(({ at }) => i >= at && i < at + PERIOD_FRAMES) &&
        Math.abs(sample - samples[i - PERIOD_FRAMES]!) > 0.01 * steady,
    );
    expect(changed).to.be.above(moved);
    const depth = Math.max(BASE_DEPTH_SECONDS, depthSeconds);
    expect((changed - moved) / rate).to.be.at.most(depth + REST_SECONDS);

    const raisedDb =
      goertzelDbfs(after, frequencyHz, rate) - goertzelDbfs(before, frequencyHz, rate);
    const [curveDb] = player.getFrequencyResponse(new Float32Array([frequencyHz]));
    expect(raisedDb).to.be.closeTo(curveDb!, 0.05);
    expect(curveDb).to.be.above(3);
  });
});
