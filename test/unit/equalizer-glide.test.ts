import { expect } from '@open-wc/testing';
import { BAND_TYPES, DEFAULT_BANDS, type EqBand } from '../../src/engine/equalizer.ts';
import {
  BELLS,
  DST,
  MAX_FRAMES,
  MIXED,
  RATE,
  SRC,
  bandsOf,
  begin,
  equalizer,
  floats,
  largest,
  noise,
  reference,
  run,
  tone,
  type Samples,
} from '../support/equalizer-kernel.ts';

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
