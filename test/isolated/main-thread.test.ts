import { expect } from '@open-wc/testing';
import { locate } from '../support/align.ts';
import { CONNECTING_FRAMES, startCapture } from '../support/capture.ts';
import { compareHeard, FLOAT_ROUNDING } from '../support/dry-rings.ts';
import { collectWorkers } from '../support/knowledge.ts';
import {
  blobUrl,
  hardwareRateHz,
  mountPlayer,
  outputOf,
  unmountPlayers,
} from '../support/player.ts';
import { noise } from '../support/signals.ts';
import { wavBlob } from '../support/wav.ts';

/** Twice as long as a worker may be silent. */
const BLOCKED_MS = 5000;
const EXCERPT_FRAMES = 1024;

describe('a blocked main thread', () => {
  const workers = collectWorkers();
  /** Started so far, without the one that reads a file for its waveform. */
  const poolThreads = (): number =>
    workers().filter((name) => name !== 'rusty-audio background').length;

  afterEach(unmountPlayers);

  it('does not reach the sound, nor is it taken for threads that hang', async () => {
    const rate = await hardwareRateHz();
    const sound = noise({ seconds: 10, sampleRateHz: rate, channels: 2, levelDbfs: -12 });
    const player = await mountPlayer({ src: blobUrl(wavBlob(sound, rate, 'float32')) });
    await player.play();
    const capture = await startCapture(outputOf(player), { onGap: 'join' });
    const { underruns } = player.getStats();
    await capture.waitForFrames(rate / 2);
    const threads = poolThreads();
    const end = performance.now() + BLOCKED_MS;
    while (performance.now() < end);
    await capture.waitForFrames(rate * (BLOCKED_MS / 1000 + 1));
    const recording = await capture.stop();
    expect(player.mode).to.equal('threaded');
    expect(poolThreads()).to.equal(threads);
    // A machine that lets the browser's own audio thread stall asks for the frames of that time all
    // at once afterwards, which is no doing of the main thread's: one late ring for each stall, there.
    const dryRings = player.getStats().underruns - underruns;
    expect(dryRings).to.be.at.most(recording.gaps.length);
    const heard = recording.channels[0]!.subarray(CONNECTING_FRAMES);
    const { frame } = locate(heard.subarray(0, EXCERPT_FRAMES), sound[0]!.subarray(0, 2 * rate));
    // All of the time that it was blocked.
    const expected = sound[0]!.subarray(frame, frame + (BLOCKED_MS / 1000 + 0.75) * rate);
    const compared = compareHeard(heard, expected, rate, FLOAT_ROUNDING);
    expect(compared.largestDifference, JSON.stringify(compared)).to.be.below(FLOAT_ROUNDING);
    expect(compared.dryRings).to.be.at.most(dryRings);
  });
});
