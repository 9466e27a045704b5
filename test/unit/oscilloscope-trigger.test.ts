import { expect } from '@open-wc/testing';
import { OscilloscopeTrigger } from '../../src/components/oscilloscope-trigger.ts';

const TRACE_FRAMES = 480;
const SAMPLES = 1700;

/** Samples of `wave`, a function of the frame, from `start` on. */
function samplesOf(wave: (frame: number) => number, start: number): Float32Array {
  return Float32Array.from({ length: SAMPLES }, (_, i) => wave(start + i));
}

function phaseAt(place: number, start: number, period: number): number {
  return (((start + place) % period) + period) % period;
}

describe('OscilloscopeTrigger', () => {
  it('begins at a rising zero crossing, between samples', () => {
    const period = 109.3;
    const wave = (frame: number): number => Math.sin((2 * Math.PI * frame) / period);
    const trigger = new OscilloscopeTrigger(TRACE_FRAMES);
    for (const start of [0, 37, 800, 1601]) {
      const phase = phaseAt(trigger.find(samplesOf(wave, start)), start, period);
      expect(Math.min(phase, period - phase), `from ${start}`).to.be.below(0.05);
    }
  });

  it('keeps to the same crossing of a wave that has several in a period', () => {
    const period = 400;
    const wave = (frame: number): number => {
      const t = (2 * Math.PI * frame) / period;
      return Math.sin(t) + 0.8 * Math.sin(3 * t + 1) + 0.5 * Math.sin(5 * t + 2);
    };
    const trigger = new OscilloscopeTrigger(TRACE_FRAMES);
    const phases = Array.from({ length: 20 }, (_, frame) => {
      const start = frame * 735;
      return phaseAt(trigger.find(samplesOf(wave, start)), start, period);
    });
    for (const phase of phases) expect(phase).to.be.closeTo(phases[0]!, 0.1);
  });

  it('shows the newest samples where nothing crosses zero', () => {
    const trigger = new OscilloscopeTrigger(TRACE_FRAMES);
    expect(trigger.find(new Float32Array(SAMPLES))).to.equal(SAMPLES - TRACE_FRAMES - 1);
    expect(trigger.find(new Float32Array(SAMPLES).fill(0.5))).to.equal(SAMPLES - TRACE_FRAMES - 1);
  });
});
