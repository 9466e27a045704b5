import { expect } from '@open-wc/testing';
import { PASS_BAND } from '../../src/engine/kernels/resampler-bank.ts';
import { createResampler } from '../../src/engine/kernels/resampler.ts';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import resampleBytes from '../../wasm/resample.wat';

const MAX_IN_FRAMES = 200_000;
const MAX_OUT_FRAMES = 400_000;
const LEFT = LAYOUT.USER_REGION;
const RIGHT = LEFT + MAX_IN_FRAMES * 4;
const DST = RIGHT + MAX_IN_FRAMES * 4 + 1024;
const REGION = LAYOUT.DECODE_BUFFERS + LAYOUT.DECODE_RESAMPLER;
const CANARY = 1234.5;

const module = new WebAssembly.Module(resampleBytes);
const memory = new WebAssembly.Memory({ initial: 256, maximum: 256, shared: true });
const floats = new Float32Array(memory.buffer);
const resampler = createResampler(module, memory, REGION);

type Samples = Float32Array<ArrayBuffer>;
type Signal = (seconds: number) => number;

const sine =
  (hz: number): Signal =>
  (seconds) =>
    Math.sin(2 * Math.PI * hz * seconds);

function put(left: Signal, right: Signal, frames: number, rate: number): void {
  for (let n = 0; n < frames; n += 1) {
    floats[LEFT / 4 + n] = left(n / rate);
    floats[RIGHT / 4 + n] = right(n / rate);
  }
}

/** A whole stream of what `put` left, in chunks, through an output of `room` frames. */
function resample(
  inRate: number,
  outRate: number,
  frames: number,
  chunk = frames,
  room = MAX_OUT_FRAMES,
): Samples {
  const out: Samples[] = [];
  const take = (count: number): number => {
    expect(count).to.be.at.most(room);
    expect(floats[DST / 4 + 2 * room], 'behind the output').to.equal(CANARY);
    out.push(floats.slice(DST / 4, DST / 4 + 2 * count));
    return count;
  };
  floats[DST / 4 - 1] = CANARY;
  floats[DST / 4 + 2 * room] = CANARY;
  resampler.start(inRate, outRate);
  for (let used = 0; used < frames; used += resampler.consumedFrames) {
    const count = Math.min(chunk, frames - used);
    take(resampler.process(LEFT + used * 4, RIGHT + used * 4, count, DST, room));
  }
  while (take(resampler.flush(DST, room)) === room);
  expect(floats[DST / 4 - 1], 'before the output').to.equal(CANARY);
  const whole = new Float32Array(out.reduce((sum, part) => sum + part.length, 0));
  out.reduce((at, part) => {
    whole.set(part, at);
    return at + part.length;
  }, 0);
  return whole;
}

/** Signal to error in dB, the ends left out, where the stream begins and ends abruptly. */
function signalToErrorDb(output: Samples, left: Signal, right: Signal, rate: number): number {
  let signal = 0;
  let error = 0;
  const frames = output.length / 2;
  for (let n = Math.floor(frames / 8); n < (frames * 7) / 8; n += 1) {
    for (const [channel, exact] of [left(n / rate), right(n / rate)].entries()) {
      signal += exact ** 2;
      error += (output[2 * n + channel]! - exact) ** 2;
    }
  }
  return 10 * Math.log10(signal / error);
}

const RATES: [number, number][] = [
  [44100, 48000],
  [48000, 44100],
  [8000, 48000],
  [96000, 44100],
  [192000, 48000],
  [22050, 44100],
  [32000, 44100],
  [8000, 192000],
  [192000, 8000],
  [11025, 192000],
  [192000, 11025],
  [44100, 44101],
  [47999, 48000],
];

/** Rates that files and devices have. */
const COMMON_RATES = [
  8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000, 176400, 192000,
];

describe('the resampler', () => {
  for (const inRate of COMMON_RATES) {
    it(`keeps 100 dB from ${inRate} Hz to every other rate`, () => {
      for (const outRate of COMMON_RATES.filter((rate) => rate !== inRate)) {
        const half = Math.min(inRate, outRate) / 2;
        const frames = Math.ceil(inRate / 8);
        for (const share of [0.003, 0.5, 0.9]) {
          const [left, right] = [sine(share * half), sine(share * half * 0.77)];
          put(left, right, frames, inRate);
          const output = resample(inRate, outRate, frames, 1000);
          expect(
            signalToErrorDb(output, left, right, outRate),
            `${inRate} to ${outRate} Hz, ${share} of half the rate`,
          ).to.be.at.least(100);
        }
      }
    });
  }

  for (const [inRate, outRate] of RATES) {
    const half = Math.min(inRate, outRate) / 2;
    const frames = Math.ceil(inRate / 2);

    it(`keeps 100 dB from signal to error: ${inRate} to ${outRate} Hz`, () => {
      for (const share of [0.003, 0.1, 0.5, 0.8, 0.9]) {
        const [left, right] = [sine(share * half), sine(share * half * 0.77)];
        put(left, right, frames, inRate);
        const output = resample(inRate, outRate, frames);
        expect(
          signalToErrorDb(output, left, right, outRate),
          `${share} of half the rate`,
        ).to.be.at.least(100);
      }
    });

    it(`gives round(frames * ratio) frames: ${inRate} to ${outRate} Hz`, () => {
      for (const count of [1, 2, 99, 1000, 12_345]) {
        put(sine(100), sine(100), count, inRate);
        expect(resample(inRate, outRate, count).length / 2, `of ${count}`).to.equal(
          Math.round((count * outRate) / inRate),
        );
      }
    });
  }

  for (const [inRate, outRate] of [
    [48000, 44100],
    [96000, 44100],
    [192000, 48000],
    [192000, 11025],
  ] as const) {
    it(`lets no alias through: ${inRate} to ${outRate} Hz`, () => {
      for (const hz of [outRate * 0.5001, outRate * 0.6, outRate * 0.9, inRate * 0.49]) {
        if (hz < outRate / 2 || hz > inRate / 2) continue;
        const frames = inRate / 2;
        put(sine(hz), sine(hz), frames, inRate);
        const output = resample(inRate, outRate, frames);
        const middle = output.subarray(output.length / 4, (output.length * 3) / 4);
        const rms = Math.sqrt(middle.reduce((sum, y) => sum + y * y, 0) / middle.length);
        expect(20 * Math.log10(rms / Math.SQRT1_2), `${hz} Hz`).to.be.below(-100);
      }
    });
  }

  it('lets no image through when it goes up', () => {
    put(sine(3500), sine(3500), 8000, 8000);
    const output = resample(8000, 48000, 8000);
    expect(signalToErrorDb(output, sine(3500), sine(3500), 48000)).to.be.at.least(100);
  });

  it('has a pass band of 20 kHz at 44.1 kHz', () => {
    expect(PASS_BAND * 22050).to.be.closeTo(20000, 10);
  });

  it('keeps a steady level from end to end of the middle', () => {
    put(
      () => 0.5,
      () => -0.25,
      20_000,
      44100,
    );
    const output = resample(44100, 48000, 20_000);
    for (let n = 200; n < output.length / 2 - 200; n += 1) {
      expect(output[2 * n]).to.be.closeTo(0.5, 2e-6);
      expect(output[2 * n + 1]).to.be.closeTo(-0.25, 1e-6);
    }
  });

  it('puts an impulse where it belongs, on the channel where it belongs', () => {
    put(
      () => 0,
      () => 0,
      4000,
      22050,
    );
    floats[LEFT / 4 + 1000] = 1;
    floats[RIGHT / 4 + 1500] = 1;
    const output = resample(22050, 44100, 4000);
    const peakOf = (channel: number): number => {
      const own = output.filter((_, i) => i % 2 === channel);
      return own.indexOf(Math.max(...own));
    };
    expect([peakOf(0), peakOf(1)]).to.deep.equal([2000, 3000]);
  });

  it('gives the same to the bit whatever the chunks and the room', () => {
    for (const [inRate, outRate] of [
      [44100, 48000],
      [96000, 44100],
      [8000, 192000],
      [192000, 8000],
      [44100, 44101],
    ] as const) {
      put(sine(997), sine(1733), 20_000, inRate);
      const whole = resample(inRate, outRate, 20_000);
      for (const [chunk, room] of [
        [1, 1000],
        [7, 100],
        [128, 500],
        [1000, 1],
        [4096, 700],
        [20_000, 333],
      ] as const) {
        const output = resample(inRate, outRate, 20_000, chunk, room);
        expect(output.length, `${chunk} in, ${room} out`).to.equal(whole.length);
        expect(
          output.every((y, i) => y === whole[i]),
          `${inRate} to ${outRate}: ${chunk} in, ${room} out`,
        ).to.equal(true);
      }
    }
  });

  it('is done in one call with room for maxOutputFrames', () => {
    for (const [inRate, outRate] of RATES) {
      put(sine(997), sine(1733), 10_000, inRate);
      resampler.start(inRate, outRate);
      for (let used = 0; used < 10_000; used += 100) {
        const room = resampler.maxOutputFrames(100);
        const out = resampler.process(LEFT + used * 4, RIGHT + used * 4, 100, DST, room);
        expect(resampler.consumedFrames).to.equal(100);
        expect(out).to.be.at.most(room);
      }
    }
  });

  it('does not drift in ten minutes', () => {
    // A whole number of periods in a second, so that the same second can be given again and again.
    const exact = sine(997);
    put(exact, exact, 44100, 44100);
    resampler.start(44100, 48000);
    let written = 0;
    for (let second = 1; second <= 600; second += 1) {
      const out = resampler.process(LEFT, RIGHT, 44100, DST, 60_000);
      // Exactly half a filter is still inside.
      expect(second * 48000 - written - out).to.equal(87);
      if (second === 600) {
        for (let n = 1000; n < 47000; n += 1) {
          expect(floats[DST / 4 + 2 * n]).to.be.closeTo(
            exact(((written + n) % 48000) / 48000),
            1e-5,
          );
        }
      }
      written += out;
    }
    written += resampler.flush(DST, 1000);
    expect(written).to.equal(600 * 48000);
  });

  it('is exact at the same rate', () => {
    for (const rate of COMMON_RATES) {
      put(sine(997), sine(1733), 5000, rate);
      const bits = new Uint32Array(memory.buffer, LEFT, 5000);
      bits.set([0x80000000, 0x00000001, 0x7fc12345, 0x7fa00001, 0xff800000], 100);
      for (const chunk of [1, 3, 128, 5000]) {
        const output = resample(rate, rate, 5000, chunk, 4000);
        expect(output.length).to.equal(10_000);
        const out = new Uint32Array(output.buffer);
        const right = new Uint32Array(memory.buffer, RIGHT, 5000);
        for (let n = 0; n < 5000; n += 1) {
          if (out[2 * n] !== bits[n] || out[2 * n + 1] !== right[n]) {
            expect.fail(`frame ${n} differs at ${rate} Hz`);
          }
        }
      }
    }
  });

  it('takes and gives frames at any multiple of 4 bytes', () => {
    for (const [inRate, outRate] of [
      [44100, 48000],
      [96000, 44100],
      [48000, 48000],
    ] as const) {
      put(sine(997), sine(1733), 2000, inRate);
      resampler.start(inRate, outRate);
      const count = resampler.process(LEFT, RIGHT, 1500, DST, 4000);
      const whole = floats.slice(DST / 4, DST / 4 + 2 * count);
      for (const shift of [4, 8, 12]) {
        const [left, right, dst] = [LEFT + shift, RIGHT + 8 + shift, DST + shift];
        put(sine(997), sine(1733), 2000, inRate);
        floats.copyWithin(right / 4, RIGHT / 4, RIGHT / 4 + 1500);
        floats.copyWithin(left / 4, LEFT / 4, LEFT / 4 + 1500);
        floats.fill(CANARY, dst / 4 - 4, dst / 4 + 2 * count + 4);
        resampler.start(inRate, outRate);
        expect(resampler.process(left, right, 1500, dst, 4000)).to.equal(count);
        expect(floats.slice(dst / 4, dst / 4 + 2 * count)).to.deep.equal(whole);
        for (const at of [-4, -1, 2 * count, 2 * count + 3]) {
          expect(floats[dst / 4 + at]).to.equal(CANARY);
        }
      }
    }
  });

  it('begins anew with every start, and changes rates', () => {
    put(sine(997), sine(1733), 3000, 44100);
    const first = resample(44100, 48000, 3000);
    resample(96000, 44100, 2000);
    put(sine(997), sine(1733), 3000, 44100);
    resampler.start(44100, 48000);
    resampler.process(LEFT, RIGHT, 3000, DST, 5000);
    expect(resample(44100, 48000, 3000)).to.deep.equal(first);
  });

  it('stays inside its region', () => {
    const bytes = new Uint8Array(memory.buffer);
    const end = REGION + LAYOUT.RESAMPLER_BYTES;
    bytes.fill(0x7a, REGION - 256, REGION);
    bytes.fill(0x7a, end, end + 256);
    for (const [inRate, outRate] of RATES) {
      put(sine(997), sine(1733), 20_000, inRate);
      resample(inRate, outRate, 20_000, 5000);
    }
    const guards = [...bytes.slice(REGION - 256, REGION), ...bytes.slice(end, end + 256)];
    expect(guards.every((byte) => byte === 0x7a)).to.equal(true);
  });

  for (const poison of [NaN, Infinity, -Infinity, 3e38]) {
    it(`lets ${poison} pass and go`, () => {
      put(sine(997), sine(1733), 5000, 44100);
      const clean = resample(44100, 48000, 5000);
      floats[LEFT / 4 + 2000] = poison;
      const output = resample(44100, 48000, 5000);
      expect(output.some((y) => !(Math.abs(y) < 2))).to.equal(true);
      expect(output.slice(0, 3600)).to.deep.equal(clean.slice(0, 3600));
      expect(output.slice(5000)).to.deep.equal(clean.slice(5000));
      const isRight = (_: number, i: number): boolean => i % 2 === 1;
      expect(output.filter(isRight)).to.deep.equal(clean.filter(isRight));
    });
  }

  it('takes denormal numbers for numbers', () => {
    const scale = 2 ** -140;
    put(sine(997), sine(1733), 5000, 44100);
    const loud = resample(44100, 48000, 5000);
    put(
      (t) => scale * sine(997)(t),
      (t) => scale * sine(1733)(t),
      5000,
      44100,
    );
    // 160 products, each rounded to a step of 2^-149.
    resample(44100, 48000, 5000).forEach((y, i) => {
      if (!(Math.abs(y - loud[i]! * scale) < 160 * 2 ** -149)) {
        expect(y, `sample ${i}`).to.equal(loud[i]! * scale);
      }
    });
    put(sine(997), sine(1733), 5000, 44100);
    expect(resample(44100, 48000, 5000)).to.deep.equal(loud);
  });

  it('refuses rates that it does not do', () => {
    expect(() => resampler.start(7999, 48000)).to.throw(RangeError, /8000 to 192000 Hz, not 7999/);
    expect(() => resampler.start(44100, 192001)).to.throw(RangeError, /not 192001/);
    expect(() => resampler.start(44100.5, 48000)).to.throw(RangeError, /whole number/);
  });
});
