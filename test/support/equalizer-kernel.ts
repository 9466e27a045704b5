/** The equalizer kernel of its own, in the unit tests' page, and what its output is compared with. */
import { expect } from '@open-wc/testing';
import { BAND_TYPES, DEFAULT_BANDS, type EqBand } from '../../src/engine/equalizer.ts';
import { createEqualizer, type Equalizer } from '../../src/engine/kernels/equalizer.ts';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import { svfCoefficients } from '../../src/engine/svf-coefficients.ts';
import equalizerBytes from '../../wasm/equalizer.wat';

export const RATE = 48000;
export const SRC = LAYOUT.USER_REGION;
export const MAX_FRAMES = 96_000;
export const DST = SRC + MAX_FRAMES * 8 + 1024;
export const CANARY = 1234.5;

const module = new WebAssembly.Module(equalizerBytes);
export const memory = new WebAssembly.Memory({ initial: 192, maximum: 192, shared: true });
export const floats = new Float32Array(memory.buffer);
export const equalizer: Equalizer = createEqualizer(module, memory, LAYOUT.EQ_PLAYER);

export type Samples = Float32Array<ArrayBuffer>;

export const bandsOf = (change: (i: number) => Partial<EqBand>): EqBand[] =>
  DEFAULT_BANDS.map((band, i) => ({ ...band, ...change(i) }));
export const MIXED = bandsOf((i) => ({
  type: BAND_TYPES[i % 6]!,
  gain: 9 - 2 * i,
  q: 0.3 + i / 2,
}));
export const BELLS = bandsOf((i) => ({ gain: i % 2 === 0 ? 12 : -9, q: 2 }));

/** Interleaved noise, different on each channel, the same in every run. */
export function noise(frames: number, seed = 1): Samples {
  let state = seed;
  return Float32Array.from({ length: 2 * frames }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

export function tone(hz: number, frames: number, rate = RATE, peak = 0.1): Samples {
  return Float32Array.from(
    { length: 2 * frames },
    (_, i) => peak * Math.sin((2 * Math.PI * hz * (i >> 1)) / rate),
  );
}

/** Runs input through the kernel in chunks; checks that nothing is written beside the output. */
export function run(input: Samples, chunk = input.length / 2, dst = DST): Samples {
  floats.set(input, SRC / 4);
  const at = dst / 4;
  if (dst !== SRC) floats.fill(CANARY, at - 8, at + input.length + 8);
  for (let done = 0; done < input.length / 2; done += chunk) {
    const frames = Math.min(chunk, input.length / 2 - done);
    equalizer.process(SRC + done * 8, dst + done * 8, frames);
  }
  if (dst !== SRC) {
    expect([...floats.slice(at - 8, at)].every((value) => value === CANARY)).to.equal(true);
    const end = at + input.length;
    expect([...floats.slice(end, end + 8)].every((value) => value === CANARY)).to.equal(true);
    expect(floats.slice(SRC / 4, SRC / 4 + input.length)).to.deep.equal(input);
  }
  return floats.slice(at, at + input.length);
}

/** Settled on a setting, with nothing heard before. */
export function begin(bands: readonly EqBand[], preampDb = 0, bypass = false, rate = RATE): void {
  equalizer.setTarget(bands, preampDb, bypass, rate);
  equalizer.settle();
  equalizer.reset();
}

/** The cookbook's biquads as a direct form in double precision: another way to the same numbers. */
export function reference(
  input: Samples,
  bands: readonly EqBand[],
  preampDb: number,
  rate: number,
): Float64Array {
  const out = Float64Array.from(input, (x) => x * 10 ** (preampDb / 20));
  for (const band of bands) {
    if (!band.enabled) continue;
    const { g, k, m0, m1, m2 } = svfCoefficients(band, rate);
    // m0 + (m1 s + m2) / (s² + k s + 1) with s = (z - 1) / (g (z + 1)), times g² (z + 1)²
    const g2 = g * g;
    const a = [1 + k * g + g2, 2 * g2 - 2, 1 - k * g + g2];
    const b = [
      m0 * a[0]! + m1 * g + m2 * g2,
      m0 * a[1]! + 2 * m2 * g2,
      m0 * a[2]! - m1 * g + m2 * g2,
    ];
    const [b0, b1, b2, a1, a2] = [b[0]!, b[1]!, b[2]!, a[1]!, a[2]!].map((c) => c / a[0]!);
    for (const channel of [0, 1]) {
      let s1 = 0;
      let s2 = 0;
      for (let i = channel; i < out.length; i += 2) {
        const x = out[i]!;
        const y = b0! * x + s1;
        s1 = b1! * x - a1! * y + s2;
        s2 = b2! * x - a2! * y;
        out[i] = y;
      }
    }
  }
  return out;
}

export const largest = (samples: ArrayLike<number>): number =>
  Array.from(samples).reduce((max, x) => Math.max(max, Math.abs(x)), 0);
