import { expect } from '@open-wc/testing';
import { FFT_SIZES } from '../../src/engine/kernels/fft-tables.ts';
import { createFft } from '../../src/engine/kernels/fft.ts';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import fftBytes from '../../wasm/fft.wat';
import { slowDft, type ComplexBins } from '../support/dft.ts';
import { noise } from '../support/signals.ts';

const module = new WebAssembly.Module(fftBytes);
const memory = new WebAssembly.Memory({ initial: 128, maximum: 128, shared: true });
const floats = new Float32Array(memory.buffer);
const fft = createFft(module, memory);

const SRC = LAYOUT.USER_REGION;
const DST = SRC + 4 * LAYOUT.MAX_FFT_SIZE + 4096;
const GUARD_FLOATS = 64;
const CANARY = 1234.5;

/** Places samples at `src`, transforms, and checks that nothing around the two buffers was touched. */
function forward(samples: ArrayLike<number>, src = SRC, dst = DST): ComplexBins {
  const size = samples.length;
  floats.fill(CANARY, src / 4 - GUARD_FLOATS, src / 4 + size + GUARD_FLOATS);
  floats.fill(CANARY, dst / 4 - GUARD_FLOATS, dst / 4 + size + 2 + GUARD_FLOATS);
  floats.set(samples, src / 4);
  fft.forward(src, size, dst);
  for (const [from, length] of [
    [src, size],
    [dst, size + 2],
  ] as const) {
    for (let i = 1; i <= GUARD_FLOATS; i++) {
      expect(floats[from / 4 - i]).to.equal(CANARY);
      expect(floats[from / 4 + length + i - 1]).to.equal(CANARY);
    }
  }
  expect(floats.slice(src / 4, src / 4 + size)).to.deep.equal(Float32Array.from(samples));
  const bins = size / 2 + 1;
  return {
    re: Float64Array.from({ length: bins }, (_, k) => floats[dst / 4 + 2 * k]!),
    im: Float64Array.from({ length: bins }, (_, k) => floats[dst / 4 + 2 * k + 1]!),
  };
}

const hypotenuse = ({ re, im }: ComplexBins, k: number): number => Math.hypot(re[k]!, im[k]!);

function rms(bins: ComplexBins): number {
  return Math.sqrt(
    bins.re.reduce((sum, _, k) => sum + hypotenuse(bins, k) ** 2, 0) / bins.re.length,
  );
}

/** The largest distance between two sets of bins, in units of the second one's RMS. */
function relativeError(actual: ComplexBins, expected: ComplexBins): number {
  let largest = 0;
  for (let k = 0; k < expected.re.length; k++) {
    const distance = Math.hypot(actual.re[k]! - expected.re[k]!, actual.im[k]! - expected.im[k]!);
    if (!(distance <= largest)) largest = distance;
  }
  return largest / rms(expected);
}

const noiseOf = (size: number, seed = 1): Float32Array<ArrayBuffer> =>
  noise({ seconds: size, sampleRateHz: 1, channels: 1, seed })[0]!;

describe('FFT kernel', () => {
  for (const size of FFT_SIZES) {
    describe(`${size} samples`, () => {
      it('is exact on noise to 1e-6 of the RMS', () => {
        const samples = noiseOf(size);
        expect(relativeError(forward(samples), slowDft(samples))).to.be.below(1e-6);
      });

      it('is exact on tones to 5e-6 of the RMS', () => {
        const tones = Float32Array.from(
          { length: size },
          (_, n) =>
            0.5 * Math.sin((2 * Math.PI * 5 * n) / size) +
            0.4 * Math.cos((2 * Math.PI * (size / 8 + 0.3) * n) / size),
        );
        expect(relativeError(forward(tones), slowDft(tones))).to.be.below(5e-6);
      });

      it('keeps the energy (Parseval)', () => {
        const samples = noiseOf(size, 2);
        const bins = forward(samples);
        const last = size / 2;
        let energy = 0;
        for (let k = 0; k <= last; k++) {
          energy += (k === 0 || k === last ? 1 : 2) * hypotenuse(bins, k) ** 2;
        }
        const expected = samples.reduce((sum, x) => sum + x * x, 0);
        expect(energy / size / expected).to.be.closeTo(1, 1e-6);
      });

      it('gives the samples back to an inverse transform (round trip)', () => {
        const samples = noiseOf(size, 3);
        const { re, im } = forward(samples);
        const last = size / 2;
        // x[n] = (X[0] + (-1)^n X[N/2] + 2 sum of Re(X[k] exp(2 pi i k n / N))) / N
        for (const n of [0, 1, 2, 3, 5, size / 4, size / 2 - 1, size / 2, size - 2, size - 1]) {
          let sum = re[0]! + (n % 2 === 0 ? 1 : -1) * re[last]!;
          for (let k = 1; k < last; k++) {
            const angle = (2 * Math.PI * ((k * n) % size)) / size;
            sum += 2 * (re[k]! * Math.cos(angle) - im[k]! * Math.sin(angle));
          }
          expect(sum / size).to.be.closeTo(samples[n]!, 2e-6);
        }
      });

      it('is linear', () => {
        const [a, b] = [noiseOf(size, 3), noiseOf(size, 4)];
        const [binsA, binsB] = [forward(a), forward(b)];
        const sum = forward(a.map((x, n) => 0.75 * x - 0.5 * b[n]!));
        const expected = {
          re: binsA.re.map((x, k) => 0.75 * x - 0.5 * binsB.re[k]!),
          im: binsA.im.map((x, k) => 0.75 * x - 0.5 * binsB.im[k]!),
        };
        expect(relativeError(sum, expected)).to.be.below(2e-6);
      });

      it('turns a shift in time into a turn of phase', () => {
        const shift = 37;
        const samples = noiseOf(size, 5);
        const shifted = samples.map((_, n) => samples[(n - shift + size) % size]!);
        const { re, im } = forward(samples);
        const turns = re.map((_, k) => (-2 * Math.PI * ((k * shift) % size)) / size);
        const expected = {
          re: re.map((x, k) => x * Math.cos(turns[k]!) - im[k]! * Math.sin(turns[k]!)),
          im: re.map((x, k) => x * Math.sin(turns[k]!) + im[k]! * Math.cos(turns[k]!)),
        };
        expect(relativeError(forward(shifted), expected)).to.be.below(2e-6);
      });

      it('gives every bin of an impulse magnitude 1 and its phase', () => {
        for (const at of [0, 1, size / 2 + 3, size - 1]) {
          const impulse = new Float32Array(size);
          impulse[at] = 1;
          const expected = Float64Array.from({ length: size / 2 + 1 }, (_, k) => (k * at) % size);
          const angle = expected.map((turn) => (-2 * Math.PI * turn) / size);
          expect(
            relativeError(forward(impulse), { re: angle.map(Math.cos), im: angle.map(Math.sin) }),
          ).to.be.below(1e-6);
        }
      });

      it('takes ends that are aligned to 4 bytes only', () => {
        const samples = noiseOf(size, 6);
        const aligned = forward(samples);
        for (const [src, dst] of [
          [4, 8],
          [8, 12],
          [12, 4],
        ] as const) {
          expect(relativeError(forward(samples, SRC + src, DST + dst), aligned)).to.equal(0);
        }
      });

      it('transforms in place', () => {
        const samples = noiseOf(size, 7);
        const apart = forward(samples);
        floats.set(samples, SRC / 4);
        fft.forward(SRC, size, SRC);
        for (let k = 0; k <= size / 2; k++) {
          expect(floats[SRC / 4 + 2 * k]).to.equal(apart.re[k]);
          expect(floats[SRC / 4 + 2 * k + 1]).to.equal(apart.im[k]);
        }
      });

      it('keeps nothing of an input that was not a number', () => {
        const samples = noiseOf(size, 8);
        const clean = forward(samples);
        for (const bad of [NaN, Infinity, -Infinity, 1e-42]) {
          floats.fill(bad, SRC / 4, SRC / 4 + size);
          fft.forward(SRC, size, DST);
          expect(relativeError(forward(samples), clean)).to.equal(0);
        }
      });
    });
  }

  it('stays within its tables and work area', () => {
    const shared = new WebAssembly.Memory({ initial: 128, maximum: 128, shared: true });
    const view = new Uint8Array(shared.buffer);
    const work = LAYOUT.USER_REGION + 64;
    const src = work + LAYOUT.FFT_WORK_BYTES + 4096;
    view.fill(0xa5);
    view.fill(0, LAYOUT.FFT_TABLES, LAYOUT.FFT_TABLES + LAYOUT.FFT_WINDOWS);
    const other = createFft(module, shared, work);
    for (const size of FFT_SIZES) other.forward(src, size, src);
    const touched = (from: number, to: number): boolean =>
      view.subarray(from, to).some((byte) => byte !== 0xa5);
    expect(touched(0, LAYOUT.FFT_TABLES)).to.equal(false);
    expect(touched(LAYOUT.FFT_TABLES + LAYOUT.FFT_WINDOWS, work)).to.equal(false);
    expect(touched(work, work + LAYOUT.FFT_WORK_BYTES)).to.equal(true);
    expect(touched(work + LAYOUT.FFT_WORK_BYTES, src)).to.equal(false);
    expect(touched(src + (LAYOUT.MAX_FFT_SIZE + 2) * 4, view.length)).to.equal(false);
  });

  it('offers two instances that do not disturb each other', () => {
    const other = createFft(module, memory, DST + 4 * LAYOUT.MAX_FFT_SIZE + 8192);
    const samples = noiseOf(2048, 9);
    const expected = forward(samples);
    other.forward(SRC, 2048, SRC + 32768);
    expect(relativeError(forward(samples), expected)).to.equal(0);
    expect(floats[SRC / 4 + 8192]).to.equal(expected.re[0]);
  });

  it('refuses sizes it does not offer', () => {
    for (const size of [0, 256, 513, 1000, 32768, NaN]) {
      expect(() => {
        fft.prepare(size);
      }).to.throw(RangeError, String(size));
    }
  });
});
