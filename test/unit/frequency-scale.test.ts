import { expect } from '@open-wc/testing';
import { BarPlan } from '../../src/components/bar-plan.ts';
import { FREQUENCY_SCALES } from '../../src/components/frequency-scale-names.ts';
import {
  bandEdges,
  frequencyToPosition,
  positionToFrequency,
} from '../../src/components/frequency-scale.ts';

const FFT_SIZE = 2048;
const SAMPLE_RATE_HZ = 48_000;
const BINS = FFT_SIZE / 2 + 1;
const MIN_DECIBELS = -90;

describe('frequency scales', () => {
  for (const scale of FREQUENCY_SCALES) {
    it(`${scale}: 20 Hz to 20 kHz is 0 to 1, rising, and back again`, () => {
      expect(frequencyToPosition(scale, 20)).to.equal(0);
      expect(frequencyToPosition(scale, 20_000)).to.equal(1);
      let last = -Infinity;
      for (let hz = 10; hz < 24_000; hz *= 1.1) {
        const position = frequencyToPosition(scale, hz);
        expect(position).to.be.above(last);
        expect(positionToFrequency(scale, position)).to.be.closeTo(hz, hz * 1e-9);
        last = position;
      }
    });

    it(`${scale}: the edges of bands are evenly spaced on the axis`, () => {
      const edges = bandEdges(scale, 60);
      expect(edges.length).to.equal(61);
      edges.forEach((hz, index) => {
        expect(frequencyToPosition(scale, hz)).to.be.closeTo(index / 60, 1e-9);
      });
    });
  }

  it('agrees with published values', () => {
    expect(frequencyToPosition('log', 200)).to.be.closeTo(1 / 3, 1e-12);
    expect(frequencyToPosition('linear', 10_010)).to.be.closeTo(0.5, 1e-12);
    // 1000 Hz is 1000 mel; 20 Hz and 20 kHz are 31.75 and 3816.9 mel.
    const mel = (1000 - 31.75) / (3816.9 - 31.75);
    expect(frequencyToPosition('mel', 1000)).to.be.closeTo(mel, 1e-4);
    // Traunmüller: 26.81 / (1 + 1960 / f) - 0.53 gives -0.259, 8.527 and 23.887 Bark.
    const bark = (8.527 + 0.259) / (23.887 + 0.259);
    expect(frequencyToPosition('bark', 1000)).to.be.closeTo(bark, 1e-4);
  });
});

/** Reads bins through a plan; the result as decibels. */
function readBars(decibels: Float32Array, plan: BarPlan): Float32Array {
  const heights = new Float32Array(plan.shape.bars);
  plan.read(decibels, heights, MIN_DECIBELS, 0);
  return heights.map((height) => MIN_DECIBELS + height * -MIN_DECIBELS);
}

describe('BarPlan', () => {
  const shape = { scale: 'log', bars: 60, fftSize: FFT_SIZE, sampleRate: SAMPLE_RATE_HZ } as const;
  const plan = new BarPlan(shape);
  const edges = bandEdges('log', 60);
  const binHz = SAMPLE_RATE_HZ / FFT_SIZE;

  it('shows silence as nothing, and a flat spectrum as flat', () => {
    expect([...readBars(new Float32Array(BINS).fill(-Infinity), plan)]).to.deep.equal(
      Array<number>(60).fill(MIN_DECIBELS),
    );
    for (const decibels of readBars(new Float32Array(BINS).fill(-40), plan)) {
      expect(decibels).to.be.closeTo(-40, 1e-3);
    }
  });

  it('shows every bin above 100 Hz at its full level, in the bar it belongs to', () => {
    for (let bin = Math.ceil(100 / binHz); bin * binHz < 20_000; bin++) {
      const decibels = new Float32Array(BINS).fill(-Infinity);
      decibels[bin] = -20;
      const bars = readBars(decibels, plan);
      const own = edges.findLastIndex((edge) => edge <= bin * binHz);
      // The curve between bins may rise a little above a lone bin: a Hann window's main lobe does.
      expect(bars[own], `bin ${bin}`).to.be.within(-20.001, -18);
      bars.forEach((level, bar) => {
        const [low = 0, high = 0] = edges.subarray(bar, bar + 2);
        const distanceHz = Math.max(0, low - bin * binHz, bin * binHz - high);
        if (distanceHz > 2 * binHz) expect(level, `bar ${bar}`).to.equal(MIN_DECIBELS);
      });
    }
  });

  it('leaves no bass bar empty and makes no copies', () => {
    const slope = Float32Array.from({ length: BINS }, (_, bin) => -20 - bin * 0.5);
    const bars = readBars(slope, plan);
    for (let bar = 1; bar < 30; bar++) expect(bars[bar]).to.be.below(bars[bar - 1]!);
    bars.slice(0, 20).forEach((level, bar) => {
      const middle = positionToFrequency('log', (bar + 0.5) / 60) / binHz;
      expect(level).to.be.closeTo(-20 - middle * 0.5, 0.5);
    });
  });

  it('has nothing to show above half the sample rate', () => {
    const low = new BarPlan({ ...shape, sampleRate: 22_050 });
    const bars = readBars(new Float32Array(BINS).fill(0), low);
    bars.forEach((level, bar) => {
      const edge = edges[bar]!;
      if (edge > 11_025) expect(level, `${edge} Hz`).to.equal(MIN_DECIBELS);
      else expect(level, `${edge} Hz`).to.equal(0);
    });
  });

  it('clamps to its range and knows when it no longer fits', () => {
    expect(readBars(new Float32Array(BINS).fill(6), plan)[30]).to.equal(0);
    expect(readBars(new Float32Array(BINS).fill(-120), plan)[30]).to.equal(MIN_DECIBELS);
    expect(plan.fits('log', 60, FFT_SIZE, SAMPLE_RATE_HZ)).to.equal(true);
    expect(plan.fits('mel', 60, FFT_SIZE, SAMPLE_RATE_HZ)).to.equal(false);
    expect(plan.fits('log', 48, FFT_SIZE, SAMPLE_RATE_HZ)).to.equal(false);
    expect(plan.fits('log', 60, 4096, SAMPLE_RATE_HZ)).to.equal(false);
    expect(plan.fits('log', 60, FFT_SIZE, 44_100)).to.equal(false);
  });
});
