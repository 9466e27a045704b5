import { expect } from '@open-wc/testing';
import { FFT_SIZES } from '../../src/engine/kernels/fft-tables.ts';
import { createFft } from '../../src/engine/kernels/fft.ts';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import { smoothingPerStep } from '../../src/engine/smoothing.ts';
import { FLOOR_DB, SpectrumAnalyser } from '../../src/engine/spectrum-analyser.ts';
import { fillWindow, WINDOW_NAMES, windowMean, type WindowName } from '../../src/engine/windows.ts';
import fftBytes from '../../wasm/fft.wat';
import { slowDft } from '../support/dft.ts';
import { noise } from '../support/signals.ts';

type Analyse = (samples: Float32Array, smoothing: number) => Float32Array;

const memory = new WebAssembly.Memory({ initial: 128, maximum: 128, shared: true });
const floats = new Float32Array(memory.buffer);
const fft = createFft(new WebAssembly.Module(fftBytes), memory);

/** Multiples of 4 only, so that no load or store is aligned by luck. */
const SRC = LAYOUT.USER_REGION + 4;
const DST = SRC + 4 * LAYOUT.MAX_FFT_SIZE + 1024 + 4;
const MAGNITUDES = DST + 4 * LAYOUT.MAX_FFT_BINS + 1024 + 8;
const GUARD_FLOATS = 32;
const CANARY = 1234.5;

/** The kernel with fresh magnitudes; every call checks the canaries around all three buffers. */
function kernelAnalyser(size: number, window: WindowName): Analyse {
  const bins = size / 2 + 1;
  const buffers = [
    [SRC, size],
    [DST, bins],
    [MAGNITUDES, bins],
  ] as const;
  for (const [offset, length] of buffers) {
    floats.fill(CANARY, offset / 4 - GUARD_FLOATS, offset / 4 + length + GUARD_FLOATS);
  }
  floats.fill(0, MAGNITUDES / 4, MAGNITUDES / 4 + bins);
  fft.prepare(size, window);
  return (samples, smoothing) => {
    floats.set(samples, SRC / 4);
    fft.spectrum(SRC, size, DST, MAGNITUDES, smoothing);
    for (const [offset, length] of buffers) {
      for (let i = 0; i < GUARD_FLOATS; i++) {
        expect(floats[offset / 4 - 1 - i]).to.equal(CANARY);
        expect(floats[offset / 4 + length + i]).to.equal(CANARY);
      }
    }
    return floats.slice(DST / 4, DST / 4 + bins);
  };
}

function scriptAnalyser(size: number, window: WindowName): Analyse {
  const analyser = new SpectrumAnalyser({ fftSize: size, window });
  const out = new Float32Array(size / 2 + 1);
  return (samples, smoothing) => {
    analyser.analyse(samples, smoothing, out);
    return out.slice();
  };
}

const ANALYSERS = { kernel: kernelAnalyser, SpectrumAnalyser: scriptAnalyser } as const;

const sineOn = (bin: number, size: number, peak = 1): Float32Array =>
  Float32Array.from({ length: size }, (_, n) => peak * Math.sin((2 * Math.PI * bin * n) / size));
const noiseOf = (size: number, seed = 1): Float32Array =>
  noise({ seconds: size, sampleRateHz: 1, channels: 1, seed })[0]!;

/** Levels by the definition of everything: linear magnitude of the slow transform, exact logarithm. */
function expectedLevels(samples: Float32Array, window: WindowName): Float64Array {
  const size = samples.length;
  const weights = new Float64Array(size);
  fillWindow(window, weights);
  const { re, im } = slowDft(weights.map((weight, n) => weight * samples[n]!));
  return re.map((_, k) => {
    const share = k === 0 || k === size / 2 ? 1 : 2;
    const magnitude = (share * Math.hypot(re[k]!, im[k]!)) / (size * windowMean(window));
    return Math.max(FLOOR_DB, 20 * Math.log10(magnitude));
  });
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>, fromDb = -Infinity): number {
  let largest = 0;
  for (let k = 0; k < a.length; k++) {
    const difference = Math.abs(a[k]! - b[k]!);
    if (b[k]! >= fromDb && !(difference <= largest)) largest = difference;
  }
  return largest;
}

for (const [name, create] of Object.entries(ANALYSERS)) {
  describe(`Spectrum by ${name}`, () => {
    for (const size of FFT_SIZES) {
      for (const window of WINDOW_NAMES) {
        it(`reads 0 dB for a full-scale sine on a bin centre: ${window}, ${size}`, () => {
          for (const bin of [size / 16, size / 8 + 5, size / 4, size / 2 - 16]) {
            expect(create(size, window)(sineOn(bin, size), 0)[bin]).to.be.closeTo(0, 0.01);
          }
        });
      }

      it(`reads 0 dB for full scale at 0 Hz and at half the sample rate: ${size}`, () => {
        const direct = create(size, 'hann')(new Float32Array(size).fill(1), 0);
        expect(direct[0]).to.be.closeTo(0, 0.01);
        const alternating = Float32Array.from({ length: size }, (_, n) => (n % 2 === 0 ? 1 : -1));
        expect(create(size, 'hann')(alternating, 0)[size / 2]).to.be.closeTo(0, 0.01);
      });
    }

    for (const window of WINDOW_NAMES) {
      it(`is within 0.003 dB of the exact levels of noise: ${window}`, () => {
        for (const size of [512, 1024, 2048]) {
          const samples = noiseOf(size);
          const levels = create(size, window)(samples, 0);
          expect(largestDifference(levels, expectedLevels(samples, window), -80)).to.be.below(
            0.003,
          );
        }
      });
    }

    it('is within 0.003 dB of the exact logarithm at every level', () => {
      const bin = 64;
      for (let levelDb = 12; levelDb > -190; levelDb -= 0.37) {
        const samples = sineOn(bin, 512, 10 ** (levelDb / 20));
        expect(create(512, 'hann')(samples, 0)[bin]).to.be.closeTo(levelDb, 0.003);
      }
    });

    it('smooths linear magnitudes exponentially', () => {
      const analyse = create(1024, 'hann');
      const tone = sineOn(100, 1024);
      const silence = new Float32Array(1024);
      let magnitude = 0;
      for (const samples of [tone, tone, tone, silence, silence, tone]) {
        magnitude = 0.7 * magnitude + 0.3 * (samples === tone ? 1 : 0);
        expect(analyse(samples, 0.7)[100]).to.be.closeTo(20 * Math.log10(magnitude), 0.003);
      }
    });

    it('reads the floor for silence, and holds no denormals after it', () => {
      const analyse = create(512, 'hann');
      analyse(sineOn(64, 512), 0);
      let levels = analyse(new Float32Array(512), 0.5);
      for (let step = 0; step < 60; step++) levels = analyse(new Float32Array(512), 0.5);
      expect([...levels].every((level) => level === FLOOR_DB)).to.equal(true);
      if (name === 'kernel') {
        const state = floats.slice(MAGNITUDES / 4, MAGNITUDES / 4 + 257);
        expect([...state].every((magnitude) => magnitude === 0)).to.equal(true);
      }
    });

    for (const bad of [NaN, Infinity, -Infinity, 3e38, 1e12, 1e-42]) {
      it(`recovers from ${bad} in the input at once`, () => {
        for (const at of [0, 100, 511]) {
          const analyse = create(512, 'hann');
          const tone = sineOn(64, 512);
          analyse(tone, 0.5);
          const spoilt = tone.slice();
          spoilt[at] = bad;
          const during = analyse(spoilt, 0.5);
          expect([...during].every((level) => level >= FLOOR_DB && level < 120.5)).to.equal(true);
          for (let step = 0; step < 40; step++) analyse(tone, 0.5);
          const fresh = create(512, 'hann')(tone, 0);
          const after = analyse(tone, 0);
          expect(largestDifference(after, fresh)).to.equal(0);
        }
      });
    }
  });
}

describe('Spectrum', () => {
  for (const size of FFT_SIZES) {
    it(`is the same by kernel and SpectrumAnalyser: ${size}`, () => {
      for (const window of WINDOW_NAMES) {
        const kernel = kernelAnalyser(size, window);
        const script = scriptAnalyser(size, window);
        for (let step = 0; step < 4; step++) {
          const samples = noiseOf(size, step + 1);
          const levels = script(samples, 0.7);
          expect(largestDifference(kernel(samples, 0.7), levels, -90)).to.be.below(0.003);
        }
      }
    });
  }

  it('forgets by reset', () => {
    const analyser = new SpectrumAnalyser({ fftSize: 512 });
    const out = new Float32Array(257);
    analyser.analyse(sineOn(64, 512), 0, out);
    analyser.reset();
    analyser.analyse(new Float32Array(512), 0.9, out);
    expect(out[64]).to.equal(FLOOR_DB);
  });

  it('has windows that are periodic, symmetric and of the mean they say', () => {
    for (const window of WINDOW_NAMES) {
      const weights = new Float64Array(512);
      fillWindow(window, weights);
      const mean = weights.reduce((sum, weight) => sum + weight, 0) / 512;
      expect(mean).to.be.closeTo(windowMean(window), 1e-12);
      for (let n = 1; n < 256; n++) expect(weights[n]).to.be.closeTo(weights[512 - n]!, 1e-14);
      expect(weights[256]).to.be.closeTo(1, 1e-8);
    }
  });

  it('smooths by elapsed time, not by the number of steps', () => {
    expect(smoothingPerStep(0.7, 1 / 60)).to.be.closeTo(0.7, 1e-12);
    expect(smoothingPerStep(0.7, 1 / 144) ** 144).to.be.closeTo(0.7 ** 60, 1e-12);
    expect(smoothingPerStep(0.7, Infinity)).to.equal(0);
    expect(smoothingPerStep(0, 0)).to.equal(0);
    expect(smoothingPerStep(1, Infinity)).to.equal(1);
  });
});
