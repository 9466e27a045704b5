import { expect } from '@open-wc/testing';
import {
  BAND_TYPES,
  DEFAULT_BANDS,
  bandResponseDb,
  responseDb,
  type EqBand,
} from '../../src/engine/equalizer.ts';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import {
  BELLS,
  CANARY,
  DST,
  MIXED,
  RATE,
  SRC,
  bandsOf,
  begin,
  equalizer,
  floats,
  largest,
  memory,
  noise,
  reference,
  run,
  tone,
  type Samples,
} from '../support/equalizer-kernel.ts';

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
