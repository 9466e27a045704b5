import { expect } from '@open-wc/testing';
import {
  BAND_TYPES,
  DEFAULT_BANDS,
  bandResponseDb,
  responseDb,
  type EqBand,
} from '../../src/engine/equalizer.ts';
import { createEqualizer, type Equalizer } from '../../src/engine/kernels/equalizer.ts';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import { svfCoefficients } from '../../src/engine/svf-coefficients.ts';
import equalizerBytes from '../../wasm/equalizer.wat';

const RATE = 48000;
const SRC = LAYOUT.USER_REGION;
const MAX_FRAMES = 96_000;
const DST = SRC + MAX_FRAMES * 8 + 1024;
const CANARY = 1234.5;

const module = new WebAssembly.Module(equalizerBytes);
const memory = new WebAssembly.Memory({ initial: 192, maximum: 192, shared: true });
const floats = new Float32Array(memory.buffer);
const equalizer: Equalizer = createEqualizer(module, memory, LAYOUT.EQ_PLAYER);

type Samples = Float32Array<ArrayBuffer>;

const bandsOf = (change: (i: number) => Partial<EqBand>): EqBand[] =>
  DEFAULT_BANDS.map((band, i) => ({ ...band, ...change(i) }));
const MIXED = bandsOf((i) => ({ type: BAND_TYPES[i % 6]!, gain: 9 - 2 * i, q: 0.3 + i / 2 }));
const BELLS = bandsOf((i) => ({ gain: i % 2 === 0 ? 12 : -9, q: 2 }));

/** Interleaved noise, different on each channel, the same in every run. */
function noise(frames: number, seed = 1): Samples {
  let state = seed;
  return Float32Array.from({ length: 2 * frames }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function tone(hz: number, frames: number, rate = RATE, peak = 0.1): Samples {
  return Float32Array.from(
    { length: 2 * frames },
    (_, i) => peak * Math.sin((2 * Math.PI * hz * (i >> 1)) / rate),
  );
}

/** Runs input through the kernel in chunks; checks that nothing is written beside the output. */
function run(input: Samples, chunk = input.length / 2, dst = DST): Samples {
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
function begin(bands: readonly EqBand[], preampDb = 0, bypass = false, rate = RATE): void {
  equalizer.setTarget(bands, preampDb, bypass, rate);
  equalizer.settle();
  equalizer.reset();
}

/** The cookbook's biquads as a direct form in double precision: another way to the same numbers. */
function reference(
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

/** dB of a tone in the last half of the left channel against its level of 0.1. */
function gainDb(output: Samples, hz: number, rate: number): number {
  let re = 0;
  let im = 0;
  let weight = 0;
  const first = output.length / 4;
  const count = output.length / 2 - first;
  for (let n = 0; n < count; n += 1) {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / count);
    const angle = (2 * Math.PI * hz * (first + n)) / rate;
    re += hann * output[2 * (first + n)]! * Math.cos(angle);
    im += hann * output[2 * (first + n)]! * Math.sin(angle);
    weight += hann;
  }
  return 20 * Math.log10((2 * Math.hypot(re, im)) / weight / 0.1);
}

const largest = (samples: ArrayLike<number>): number =>
  Array.from(samples).reduce((max, x) => Math.max(max, Math.abs(x)), 0);

describe('the equalizer kernel', () => {
  for (const rate of [44100, 48000, 96000, 192000]) {
    it(`is exact to the rounding of its output, against double precision, at ${rate} Hz`, () => {
      for (const bands of [MIXED, BELLS, bandsOf((i) => ({ type: 'highshelf', gain: i - 4 }))]) {
        const input = noise(20_000);
        begin(bands, -6, false, rate);
        const output = run(input);
        const exact = reference(input, bands, -6, rate);
        output.forEach((y, i) => {
          // Half a unit in the last place, and the little that the references' own rounding adds.
          const tolerance = Math.abs(exact[i]!) * 2 ** -23.9 + 1e-11;
          if (Math.abs(y - exact[i]!) > tolerance) expect(y, `sample ${i}`).to.equal(exact[i]);
        });
      }
    });

    it(`has the curve of bandResponseDb, from 31 Hz to 16 kHz, at ${rate} Hz`, () => {
      for (const type of BAND_TYPES) {
        for (const hz of [31, 250, 1000, 4000, 16000]) {
          const band: EqBand = { type, frequency: hz, gain: 7, q: 1.3, enabled: true };
          begin([band], 0, false, rate);
          for (const toneHz of [hz * 0.8, hz * 1.21]) {
            equalizer.reset();
            const measured = gainDb(run(tone(toneHz, 60_000, rate)), toneHz, rate);
            expect(measured, `${type} ${hz} Hz at ${toneHz} Hz`).to.be.closeTo(
              bandResponseDb(band, toneHz, rate),
              0.01,
            );
          }
        }
      }
    });
  }

  it('has the curve of responseDb with all bands', () => {
    const hz = Float32Array.of(50, 700, 9000);
    const curve = new Float32Array(3);
    for (const bands of [MIXED, BELLS]) {
      responseDb(bands, hz, RATE, curve);
      hz.forEach((f, i) => {
        begin(bands);
        expect(gainDb(run(tone(f, 60_000)), f, RATE)).to.be.closeTo(curve[i]!, 0.01);
      });
    }
  });

  it('gives the same whatever the chunks, gliding or not, in place or not', () => {
    const input = noise(3000);
    const play = (chunk: number, dst: number): Samples => {
      begin(MIXED, -3);
      const first = run(input.slice(0, 2000), chunk, dst);
      equalizer.setTarget(BELLS, 0, false, RATE);
      const rest = run(input.slice(2000), chunk, dst);
      return Float32Array.of(...first, ...rest);
    };
    const whole = play(3000, DST);
    for (const chunk of [1, 2, 3, 4, 5, 7, 16, 17, 128, 511, 512, 513, 1000]) {
      expect(play(chunk, DST), `chunks of ${chunk}`).to.deep.equal(whole);
    }
    expect(play(128, SRC), 'in place').to.deep.equal(whole);
    expect(play(128, DST + 4), 'unaligned').to.deep.equal(whole);
  });

  it('passes everything to the bit when bypassed, flat, or with all bands off', () => {
    const input = noise(1000);
    input.set([-0, NaN, Infinity, 1e-40, -1e-45], 100);
    const bits = (samples: Samples): Uint32Array => new Uint32Array(samples.buffer);
    for (const [bands, bypass] of [
      [MIXED, true],
      [DEFAULT_BANDS, false],
      [bandsOf(() => ({ gain: 12, enabled: false })), false],
    ] as const) {
      begin(bands, bypass ? -12 : 0, bypass);
      floats.set(input, SRC / 4);
      equalizer.process(SRC, DST, 1000);
      expect(bits(floats.slice(DST / 4, DST / 4 + 2000))).to.deep.equal(bits(input));
    }
  });

  it('reaches the bypass to the bit when its glide is over', () => {
    begin(MIXED, -6);
    run(noise(500));
    equalizer.setTarget(MIXED, -6, true, RATE);
    expect(equalizer.gliding).to.equal(true);
    run(noise(RATE * 0.02));
    expect(equalizer.gliding).to.equal(false);
    const input = noise(300, 7);
    expect(run(input)).to.deep.equal(input);
  });

  it('leaves disabled bands out', () => {
    const input = noise(2000);
    begin(bandsOf((i) => ({ ...MIXED[i], enabled: i < 3 })));
    const some = run(input);
    begin(MIXED.slice(0, 3));
    expect(run(input)).to.deep.equal(some);
  });

  it('equalizes one channel as it equalizes two', () => {
    const input = noise(1500);
    begin(MIXED, -3);
    const stereo = run(input);
    for (const channel of [0, 1]) {
      begin(MIXED, -3);
      const own = input.filter((_, i) => i % 2 === channel);
      floats.set(own, SRC / 4);
      floats.fill(CANARY, DST / 4, DST / 4 + 1510);
      for (let done = 0; done < 1500; done += 300) {
        equalizer.processMono(SRC + done * 4, DST + done * 4, 300);
      }
      expect(floats.slice(DST / 4, DST / 4 + 1500)).to.deep.equal(
        stereo.filter((_, i) => i % 2 === channel),
      );
      expect(floats[DST / 4 + 1500]).to.equal(CANARY);
    }
  });

  it('begins anew after a reset', () => {
    begin(MIXED);
    const first = run(noise(1000));
    equalizer.reset();
    expect(run(noise(1000))).to.deep.equal(first);
  });

  it('stays inside its region', () => {
    const guard = new Uint8Array(memory.buffer);
    const end = LAYOUT.EQ_PLAYER + LAYOUT.EQ_BYTES;
    const before = guard.slice(0, LAYOUT.EQ_PLAYER);
    const behind = guard.slice(end, SRC);
    begin(MIXED);
    run(noise(2000));
    equalizer.setTarget(BELLS, -3, false, RATE);
    run(noise(2000), 100);
    expect(guard.slice(0, LAYOUT.EQ_PLAYER)).to.deep.equal(before);
    expect(guard.slice(end, SRC)).to.deep.equal(behind);
  });

  it('forgets what is not a number', () => {
    for (const poison of [NaN, Infinity, -Infinity, 3e38]) {
      begin(MIXED);
      const input = noise(4000);
      input.set([poison, poison, poison], 1000);
      const output = run(input, 128);
      const clean = input.map((x, i) => (i >= 1000 && i < 1003 && !(Math.abs(x) < 3e39) ? 0 : x));
      if (poison === 3e38) {
        expect(Math.abs(output.at(-1)!)).to.be.below(1e30);
      } else {
        begin(MIXED);
        expect(output).to.deep.equal(run(clean, 128));
      }
    }
  });

  it('takes denormal numbers for numbers and keeps none of them', () => {
    for (const bands of [MIXED, BELLS]) {
      begin(bands);
      const tiny = noise(2000).map((x) => x * 2 ** -140);
      expect(tiny.some((x) => x !== 0 && Math.abs(x) < 2 ** -126)).to.equal(true);
      // The bands amplify by less than 2^8; states this small are flushed now and then.
      expect(largest(run(tiny, 128))).to.be.below(2 ** -132);
      const input = noise(1000, 5);
      const output = run(input);
      begin(bands);
      const clean = run(input);
      output.forEach((y, i) => {
        if (!(Math.abs(y - clean[i]!) <= Math.abs(clean[i]!) * 2 ** -23))
          expect(y, `sample ${i}`).to.equal(clean[i]);
      });
    }
  });

  it('comes to rest in silence, without denormal numbers', () => {
    const region = new Float64Array(memory.buffer, LAYOUT.EQ_PLAYER, LAYOUT.EQ_BYTES / 8);
    const states = (): number[] =>
      Array.from({ length: LAYOUT.BAND_COUNT }, (_, b) =>
        [LAYOUT.EQ_BAND_STATE_1, LAYOUT.EQ_BAND_STATE_2, LAYOUT.EQ_BAND_STATE_3].map(
          (field) => region[(LAYOUT.EQ_BANDS + b * LAYOUT.EQ_BAND_STRIDE + field) / 8]!,
        ),
      ).flat();
    begin(BELLS);
    run(noise(1000));
    expect(states().some((s) => s !== 0)).to.equal(true);
    for (let turn = 0; turn < 40; turn += 1) run(new Float32Array(2 * RATE), 480);
    expect(states().every((s) => s === 0)).to.equal(true);
  });
});

describe('a glide of the equalizer', () => {
  const FRAMES = 48_000;
  const CHANGE_EVERY = 128;

  /** Changes a band every quantum while a tone plays. */
  function drag(toneHz: number, band: (share: number) => EqBand, bypassed = false): Samples {
    const input = tone(toneHz, FRAMES, RATE, 0.5);
    begin([band(0)]);
    const output = new Float32Array(input.length);
    for (let done = 0; done < FRAMES; done += CHANGE_EVERY) {
      const share = 0.5 - 0.5 * Math.cos((2 * Math.PI * done) / FRAMES);
      equalizer.setTarget([band(share)], 0, bypassed && done % 4096 < 2048, RATE);
      output.set(run(input.slice(2 * done, 2 * (done + CHANGE_EVERY))), 2 * done);
    }
    return output;
  }

  /** Energy above 6 kHz in dB of full scale: an eighth-order Butterworth-like cascade, measured. */
  function hissDb(output: Samples): number {
    const high: EqBand = { type: 'highpass', frequency: 6000, gain: 0, q: 0.7, enabled: true };
    const filtered = reference(output, Array(8).fill(high) as EqBand[], 0, RATE);
    return 20 * Math.log10(largest(filtered.subarray(8000)));
  }

  const at = (change: Partial<EqBand>): EqBand => ({ ...DEFAULT_BANDS[0]!, ...change });

  for (const [name, band] of [
    ['gain of a peak', (s) => at({ frequency: 400, gain: 24 * s - 12 })],
    ['frequency of a peak', (s) => at({ frequency: 100 * 40 ** s, gain: 9 })],
    ['Q of a peak', (s) => at({ frequency: 500, gain: 12, q: 0.3 * 30 ** s })],
    ['gain of a shelf', (s) => at({ type: 'lowshelf', frequency: 800, gain: 24 * s - 12 })],
    ['frequency of a lowpass', (s) => at({ type: 'lowpass', frequency: 300 * 20 ** s, q: 0.7 })],
  ] as [string, (share: number) => EqBand][]) {
    it(`leaves no zipper: ${name}`, () => {
      expect(hissDb(drag(400, band))).to.be.below(-100);
    });
  }

  it('to where it is already changes nothing, from its first frame to long after its last', () => {
    for (const bands of [MIXED, BELLS]) {
      const input = noise(4000);
      begin(bands, -6);
      const still = run(input);
      begin(bands, -6);
      const output = new Float32Array(input.length);
      output.set(run(input.slice(0, 1000)));
      equalizer.setTarget(bands, -6, false, RATE);
      output.set(run(input.slice(1000)), 1000);
      expect(equalizer.gliding).to.equal(false);
      output.forEach((y, i) => {
        if (!(Math.abs(y - still[i]!) < 1e-6)) expect(y, `sample ${i}`).to.equal(still[i]);
      });
    }
  });

  it('bypasses without a click', () => {
    const output = drag(400, () => at({ frequency: 500, gain: 12 }), true);
    // The steepest slope that the loudest of the two settings has by itself, and a little more.
    const slope = largest(output.map((y, i) => (i > 1 ? y - output[i - 2]! : 0)));
    expect(slope).to.be.below(1.1 * 2 * ((2 * Math.PI * 400) / RATE) * 2);
    expect(hissDb(output)).to.be.below(-55);
  });

  /** Over its whole range and back, twice, another value at every frame. */
  for (const [name, bands, preampDb = 0, bound = 8] of [
    ['gain', (s) => bandsOf(() => ({ gain: 48 * s - 24, q: 4 })), 0, 128],
    ['gain of shelves', (s) => bandsOf(() => ({ type: 'lowshelf', gain: 24 * s - 24 }))],
    ['frequency', (s) => bandsOf(() => ({ frequency: 10 * 2352 ** s, gain: -12, q: 18 }))],
    ['Q', (s) => bandsOf(() => ({ gain: -24, q: 0.1 * 180 ** s }))],
    ['type', (s) => bandsOf(() => ({ type: BAND_TYPES[Math.floor(s * 5.99)]!, gain: -6, q: 0.5 }))],
    [
      'the switch',
      (s) => bandsOf((i) => ({ enabled: (Math.round(s * 256) >> i) % 2 === 1, gain: -9 })),
    ],
    ['preamp', () => MIXED.slice(0, 1).map((band) => ({ ...band, gain: -3 })), 24],
  ] as [string, (share: number) => EqBand[], number?, number?][]) {
    it(`stays bounded while one parameter sweeps at full rate: ${name}`, () => {
      begin(bands(0));
      const input = noise(9000);
      const output = new Float32Array(input.length);
      floats.set(input, SRC / 4);
      for (let n = 0; n < 9000; n += 1) {
        const share = 0.5 - 0.5 * Math.cos((4 * Math.PI * n) / 9000);
        equalizer.setTarget(bands(share), preampDb * (share - 1), false, RATE);
        equalizer.process(SRC + n * 8, DST + n * 8, 1);
      }
      output.set(floats.subarray(DST / 4, DST / 4 + output.length));
      // Eight boosts of 24 dB may add up, to 128; all else cuts, with resonances that move.
      expect(output.every((y) => Math.abs(y) < bound)).to.equal(true);
      expect(largest(output)).to.be.above(1e-4);
      run(new Float32Array(2 * MAX_FRAMES));
      run(new Float32Array(2 * MAX_FRAMES));
      expect(largest(run(new Float32Array(200)))).to.be.below(1e-6);
    });
  }

  it('stays bounded while everything jumps at full rate', () => {
    const dice = noise(40_000, 99);
    let next = 0;
    const share = (): number => (dice[(next += 1)]! + 1) / 2;
    begin(DEFAULT_BANDS);
    let peak = 0;
    for (let turn = 0; turn < 400; turn += 1) {
      const bands = bandsOf(() => ({
        type: BAND_TYPES[Math.floor(share() * 5.99)]!,
        frequency: 10 * 2352 ** share(),
        gain: share() * 12 - 12,
        q: 0.1 * 180 ** share(),
        enabled: share() > 0.2,
      }));
      equalizer.setTarget(bands, -6 * share(), share() > 0.9, RATE);
      peak = Math.max(peak, largest(run(noise(128, turn))));
    }
    expect(peak).to.be.below(1000);
    // And it comes to rest.
    run(new Float32Array(2 * MAX_FRAMES));
    run(new Float32Array(2 * MAX_FRAMES));
    expect(largest(run(new Float32Array(200)))).to.be.below(1e-6);
  });
});
