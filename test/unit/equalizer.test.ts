import { expect } from '@open-wc/testing';
import {
  BAND_TYPES,
  DEFAULT_BANDS,
  autoPreampDb,
  bandResponseDb,
  maxBandFrequency,
  responseDb,
  validateBand,
  type EqBand,
} from '../../src/engine/equalizer.ts';
import { PRESETS, isPresetName, presetBands } from '../../src/engine/equalizer-presets.ts';
import { nativeQ } from '../../src/engine/native-equalizer.ts';
import { svfCoefficients } from '../../src/engine/svf-coefficients.ts';

const BAND: EqBand = { type: 'peaking', frequency: 1000, gain: 6, q: 1, enabled: true };

/** Frequencies from 10 Hz to just below half the sample rate. */
function sweep(sampleRate: number, points = 200): Float32Array<ArrayBuffer> {
  const ratio = (sampleRate * 0.499) / 10;
  return Float32Array.from({ length: points }, (_, i) => 10 * ratio ** (i / (points - 1)));
}

/** Settings at the edges and in the middle of every range. */
function settings(sampleRate: number): EqBand[] {
  return BAND_TYPES.flatMap((type) =>
    [10, 31.5, 250, 1000, 5500, 16000, maxBandFrequency(sampleRate)]
      .filter((frequency) => frequency <= maxBandFrequency(sampleRate))
      .flatMap((frequency) =>
        [-24, -7.5, 0, 3, 24].flatMap((gain) =>
          [0.1, Math.SQRT1_2, 1.1, 18].map((q) => ({ type, frequency, gain, q, enabled: true })),
        ),
      ),
  );
}

describe('bandResponseDb', () => {
  for (const sampleRate of [44100, 48000, 96000, 192000]) {
    it(`is the native filter's response, for every type at many settings, at ${sampleRate} Hz`, () => {
      const context = new OfflineAudioContext(1, 1, sampleRate);
      const hz = sweep(sampleRate, 60);
      const magnitude = new Float32Array(hz.length);
      const phase = new Float32Array(hz.length);
      for (const band of settings(sampleRate)) {
        const { type, frequency, gain } = band;
        const filter = new BiquadFilterNode(context, { type, frequency, gain, Q: nativeQ(band) });
        filter.getFrequencyResponse(hz, magnitude, phase);
        // The node rounds its parameters to single precision.
        const rounded = { ...band, frequency: filter.frequency.value, gain: filter.gain.value };
        hz.forEach((f, i) => {
          const native = 20 * Math.log10(magnitude[i]!);
          // Next to a zero of the filter single precision says nothing about decibels.
          if (native < -80) return;
          expect(bandResponseDb(rounded, f, sampleRate), JSON.stringify({ band, f })).to.be.closeTo(
            native,
            0.01,
          );
        });
      }
    });
  }

  it('is 0 dB for a band that is off and NaN beyond half the sample rate', () => {
    expect(bandResponseDb({ ...BAND, enabled: false }, 1000, 48000)).to.equal(0);
    expect(bandResponseDb(BAND, 24001, 48000)).to.be.NaN;
    expect(bandResponseDb(BAND, -1, 48000)).to.be.NaN;
  });

  it('has the gain at the centre, half of it in a shelf, nothing in a notch', () => {
    expect(bandResponseDb(BAND, 1000, 48000)).to.be.closeTo(6, 1e-9);
    expect(bandResponseDb({ ...BAND, type: 'lowshelf' }, 1000, 48000)).to.be.closeTo(3, 1e-9);
    expect(bandResponseDb({ ...BAND, type: 'highshelf' }, 1000, 48000)).to.be.closeTo(3, 1e-9);
    expect(bandResponseDb({ ...BAND, type: 'notch' }, 1000, 48000)).to.equal(-Infinity);
    const q2 = { ...BAND, q: 2 };
    expect(bandResponseDb({ ...q2, type: 'lowpass' }, 1000, 48000)).to.be.closeTo(6.0206, 1e-4);
    expect(bandResponseDb({ ...q2, type: 'highpass' }, 1000, 48000)).to.be.closeTo(6.0206, 1e-4);
  });

  it('ignores Q in shelves', () => {
    for (const type of ['lowshelf', 'highshelf'] as const) {
      const narrow = bandResponseDb({ ...BAND, type, q: 18 }, 700, 48000);
      expect(narrow).to.equal(bandResponseDb({ ...BAND, type, q: 0.1 }, 700, 48000));
    }
  });

  it('moves a band that is too high for the sample rate to 0.49 of it', () => {
    const high = { ...BAND, frequency: 30000 };
    const moved = { ...BAND, frequency: maxBandFrequency(44100) };
    expect(bandResponseDb(high, 20000, 44100)).to.equal(bandResponseDb(moved, 20000, 44100));
    expect(svfCoefficients(high, 44100)).to.deep.equal(svfCoefficients(moved, 44100));
  });
});

describe('svfCoefficients', () => {
  it('make the same curve, from the filter worked out as a transfer function', () => {
    for (const sampleRate of [44100, 192000]) {
      for (const band of settings(sampleRate)) {
        const { g, k, m0, m1, m2 } = svfCoefficients(band, sampleRate);
        for (const f of sweep(sampleRate, 25)) {
          // H = m0 + (m1 s + m2) / (s² + k s + 1) at s = j w
          const w = Math.tan((Math.PI * f) / sampleRate) / g;
          const denominator = (1 - w * w) ** 2 + (k * w) ** 2;
          const re = m0 * (1 - w * w) + m2;
          const im = (m0 * k + m1) * w;
          const db = 10 * Math.log10((re * re + im * im) / denominator);
          if (db < -200) continue;
          expect(db, JSON.stringify({ band, f })).to.be.closeTo(
            bandResponseDb(band, f, sampleRate),
            1e-5,
          );
        }
      }
    }
  });
});

describe('responseDb', () => {
  it('is the sum of the bands', () => {
    const bands = presetBands('rock');
    const hz = sweep(48000);
    const out = new Float32Array(hz.length);
    responseDb(bands, hz, 48000, out);
    hz.forEach((f, i) => {
      const sum = bands.reduce((total, band) => total + bandResponseDb(band, f, 48000), 0);
      expect(out[i]).to.equal(Math.fround(sum));
    });
  });
});

describe('autoPreampDb', () => {
  it('takes away the highest point of the curve, however narrow', () => {
    for (const bands of [
      [{ ...BAND, q: 18, frequency: 1234.5, gain: 12 }],
      [BAND, { ...BAND, frequency: 1400, gain: 5 }],
      [{ ...BAND, type: 'lowpass', q: 10 } as const],
      [{ ...BAND, type: 'highshelf', frequency: 9000 } as const],
      presetBands('loudness'),
    ]) {
      const hz = sweep(48000, 20000);
      const out = new Float32Array(hz.length);
      responseDb(bands, hz, 48000, out);
      expect(autoPreampDb(bands, 48000)).to.be.closeTo(-Math.max(...out), 0.001);
    }
  });

  it('never boosts', () => {
    expect(Object.is(autoPreampDb(DEFAULT_BANDS, 48000), 0)).to.equal(true);
    expect(autoPreampDb([{ ...BAND, gain: -12 }], 48000)).to.be.closeTo(0, 0.01);
    expect(autoPreampDb([{ ...BAND, gain: -12 }], 48000)).to.be.at.most(0);
  });
});

describe('validateBand', () => {
  const message = (change: Record<string, unknown>): string => {
    try {
      validateBand({ ...BAND, ...change }, 48000);
    } catch (error) {
      expect(error).to.be.instanceOf(Error);
      return (error as Error).message;
    }
    return 'valid';
  };

  it('takes what is in range, the edges included', () => {
    for (const sampleRate of [44100, 192000]) {
      for (const band of settings(sampleRate)) validateBand(band, sampleRate);
    }
  });

  it('names what was wrong and what is allowed', () => {
    expect(message({ type: 'bell' })).to.equal(
      'A band\'s type is one of peaking, lowshelf, highshelf, lowpass, highpass, notch; "bell" is not among them.',
    );
    expect(message({ frequency: 9 })).to.equal(
      "A band's frequency is a number from 10 to 23520 Hz, not 9.",
    );
    expect(message({ frequency: 23521 })).to.equal(
      "A band's frequency is a number from 10 to 23520 Hz, not 23521.",
    );
    expect(message({ gain: 25 })).to.equal("A band's gain is a number from -24 to 24 dB, not 25.");
    expect(message({ gain: NaN })).to.equal(
      "A band's gain is a number from -24 to 24 dB, not NaN.",
    );
    expect(message({ q: 0 })).to.equal("A band's q is a number from 0.1 to 18, not 0.");
    expect(message({ q: '1' })).to.equal('A band\'s q is a number from 0.1 to 18, not "1".');
    expect(message({ enabled: 1 })).to.equal("A band's enabled is true or false, not 1.");
  });

  it('tells a wrong kind of value from one out of range', () => {
    expect(() => validateBand({ ...BAND, gain: 30 }, 48000)).to.throw(RangeError);
    expect(() => validateBand({ ...BAND, gain: undefined } as unknown as EqBand, 48000)).to.throw(
      TypeError,
    );
  });
});

describe('presets', () => {
  it('are eight gains within range, flat among them', () => {
    for (const [name, gains] of Object.entries(PRESETS)) {
      expect(gains, name).to.have.length(8);
      expect(isPresetName(name)).to.equal(true);
      if (isPresetName(name)) presetBands(name).forEach((band) => validateBand(band, 44100));
    }
    expect(presetBands('flat')).to.deep.equal(DEFAULT_BANDS);
    expect(isPresetName('toString')).to.equal(false);
  });
});
