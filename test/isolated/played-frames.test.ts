import { expect } from '@open-wc/testing';
import { ControlWords } from '../../src/engine/control-words.ts';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import { PlayedFrames } from '../../src/engine/played-frames.ts';
import { createPoolMemory } from '../../src/engine/pool-memory.ts';

const RATE_HZ = 48_000;
const DAY_FRAMES = 24 * 3600 * RATE_HZ;
const LATENCY_FRAMES = 480;
const GENERATION = 3;

describe('played frames', () => {
  let words: ControlWords;
  let played: PlayedFrames;

  beforeEach(() => {
    words = new ControlWords(createPoolMemory(LAYOUT.PLAYER_MEMORY_BYTES));
    // It stands at its frame 0.
    const context = new OfflineAudioContext(1, 1, RATE_HZ);
    played = new PlayedFrames(words, { context, latencySeconds: LATENCY_FRAMES / RATE_HZ });
    words.store('OUTPUT_GENERATION', GENERATION);
  });

  /** As the worklet does whose last frame goes to the graph's frame 0. */
  function give(frames: number): void {
    words.store('OUTPUT_START_FRAME', -frames);
    words.store('OUTPUT_FRAMES', frames);
  }

  it('are heard one latency after they were given', () => {
    give(1000);
    expect(played.rendered(GENERATION)).to.equal(1000);
    expect(played.heard(GENERATION)).to.equal(1000 - LATENCY_FRAMES);
  });

  it('go on for days', () => {
    for (const hours of [0.5, 12, 24, 24.9, 36, 59]) {
      const frames = hours * 3600 * RATE_HZ;
      give(frames);
      expect(played.rendered(GENERATION)).to.equal(frames);
      expect(played.heard(GENERATION)).to.equal(frames - LATENCY_FRAMES);
    }
  });

  it('begin at 0 with a generation', () => {
    give(DAY_FRAMES);
    expect(played.heard(GENERATION)).to.equal(DAY_FRAMES - LATENCY_FRAMES);
    expect(played.heard(GENERATION + 1)).to.equal(0);
    words.store('OUTPUT_GENERATION', GENERATION + 1);
    give(5000);
    expect(played.heard(GENERATION + 1)).to.equal(5000 - LATENCY_FRAMES);
    expect(played.heard(GENERATION)).to.equal(0);
  });
});
