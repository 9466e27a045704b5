import { expect } from '@open-wc/testing';
import { ApoTextError, parseApoText } from '../../src/engine/apo-text.ts';
import {
  decodeSetting,
  encodeSetting,
  settingInUrl,
  urlWithSetting,
} from '../../src/engine/equalizer-link.ts';
import { settingFromText, textOfSetting } from '../../src/engine/equalizer-text.ts';
import { DEFAULT_BANDS, responseDb, type EqBand } from '../../src/engine/equalizer.ts';
import { fitBands } from '../../src/engine/filter-fit.ts';

const SAMPLE_RATE_HZ = 48_000;
const FIXTURES = '/test/fixtures/equalizer/';

const EIGHT = `Preamp: -6.5 dB
Filter 1: ON LSC Fc 105 Hz Gain 5.5 dB Q 0.70
Filter 2: ON PK Fc 208.4 Hz Gain -2.25 dB Q 0.71
Filter 3: OFF PK Fc 1500 Hz Gain 0.0 dB Q 1.10
Filter 4: ON LPQ Fc 18000 Hz Q 0.707
Filter 5: ON HPQ Fc 25 Hz Q 1.20
Filter 6: ON NO Fc 50 Hz Q 12.00
Filter 7: ON PK Fc 6100 Hz Gain 12.0 dB Q 6.00
Filter 8: ON HSC Fc 10000 Hz Gain -3.1 dB Q 0.71
`;

async function fixture(name: string): Promise<string> {
  const response = await fetch(`${FIXTURES}${name}.txt`);
  expect(response.ok).to.equal(true);
  return response.text();
}

function problemOf(text: string): ApoTextError {
  try {
    parseApoText(text);
  } catch (error) {
    if (error instanceof ApoTextError) return error;
  }
  throw new Error(`This was read: ${text}`);
}

/** The cookbook's low or high shelf with a Q at one frequency, dB, from its coefficients. */
function shelfDb(low: boolean, f0: number, gainDb: number, q: number, hz: number): number {
  const a = 10 ** (gainDb / 40);
  const w0 = (2 * Math.PI * f0) / SAMPLE_RATE_HZ;
  const cos = (low ? 1 : -1) * Math.cos(w0);
  const alpha = Math.sin(w0) / (2 * q);
  const side = 2 * Math.sqrt(a) * alpha;
  const sign = low ? 1 : -1;
  const b = [
    a * (a + 1 - (a - 1) * cos + side),
    sign * 2 * a * (a - 1 - (a + 1) * cos),
    a * (a + 1 - (a - 1) * cos - side),
  ];
  const d = [
    a + 1 + (a - 1) * cos + side,
    sign * -2 * (a - 1 + (a + 1) * cos),
    a + 1 + (a - 1) * cos - side,
  ];
  const w = (2 * Math.PI * hz) / SAMPLE_RATE_HZ;
  const power = (c: readonly number[]): number => {
    const re = c.reduce((sum, value, n) => sum + value * Math.cos(n * w), 0);
    const im = c.reduce((sum, value, n) => sum + value * Math.sin(n * w), 0);
    return re ** 2 + im ** 2;
  };
  return 10 * Math.log10(power(b) / power(d));
}

function curveDb(bands: readonly EqBand[], hz: number): number {
  const out = new Float32Array(1);
  responseDb(bands, new Float32Array([hz]), SAMPLE_RATE_HZ, out);
  return out[0]!;
}

describe('Equalizer APO text', () => {
  it('goes in and comes out the same', () => {
    const { bands, preampDb, deviationDb } = settingFromText(EIGHT, SAMPLE_RATE_HZ);
    expect(preampDb).to.equal(-6.5);
    expect(deviationDb).to.be.below(0.05);
    expect(bands.map(({ type }) => type)).to.deep.equal([
      'lowshelf',
      'peaking',
      'peaking',
      'lowpass',
      'highpass',
      'notch',
      'peaking',
      'highshelf',
    ]);
    expect(bands[2]!.enabled).to.equal(false);
    expect(textOfSetting(bands, preampDb)).to.equal(EIGHT);
  });

  it('leaves the bands that a short text does not need out of it again', () => {
    const text = 'Preamp: -1.5 dB\nFilter 1: ON PK Fc 3000 Hz Gain 4.0 dB Q 2.00\n';
    const { bands, preampDb } = settingFromText(text, SAMPLE_RATE_HZ);
    expect(bands.slice(1)).to.deep.equal(DEFAULT_BANDS.slice(1));
    expect(textOfSetting(bands, preampDb)).to.equal(text);
    expect(textOfSetting(DEFAULT_BANDS, 0)).to.equal('Preamp: 0.0 dB\n');
  });

  it('is read with comments, blank lines, any case and white space, and what needs no number', () => {
    const { filters, preampDb } = parseApoText(
      '\uFEFF# AutoEq\r\n\r\npreamp: -2 dB\r\nChannel: all\r\n' +
        'Filter: on  pk  fc\u00A0100Hz gain -3 dB q 0.7\r\n' +
        'Filter 2: OFF None\r\nFilter 3: ON NO Fc 60 Hz\r\nFilter 4: ON LP Fc 9000 Hz\r\n' +
        'Filter 5: ON PEQ Fc 1000 Hz Gain 3 dB BW Oct 1',
    );
    expect(preampDb).to.equal(-2);
    expect(filters).to.deep.equal([
      { type: 'peaking', frequency: 100, gain: -3, q: 0.7, enabled: true },
      { type: 'notch', frequency: 60, gain: 0, q: 30, enabled: true },
      { type: 'lowpass', frequency: 9000, gain: 0, q: Math.SQRT1_2, enabled: true },
      {
        type: 'peaking',
        frequency: 1000,
        gain: 3,
        q: 1 / (2 * Math.sinh(Math.LN2 / 2)),
        enabled: true,
      },
    ]);
  });

  it('names the malformed line and its number', () => {
    const cases: readonly (readonly [string, number, string])[] = [
      ['Preamp: -6 dB\nFilter 1: ON PK Fc 100 Hz Gain -3,2 dB Q 1', 2, '-3,2'],
      ['Preamp: -6', 1, 'Preamp: -6.5 dB'],
      ['\n\nFilter 1: ON XX Fc 100 Hz Gain 1 dB Q 1', 3, 'XX'],
      ['Filter 1: ON PK Fc 100 Hz Gain 1 dB', 1, 'needs a Q'],
      ['Filter 1: ON PK Fc 100 Hz Q 1', 1, 'needs a gain'],
      ['Filter 1: ON PK Fc 0 Hz Gain 1 dB Q 1', 1, 'frequency'],
      ['Filter 1: ON PK Fc 100 Hz Gain 1 dB Q -1', 1, 'Q'],
      ['# x\nGraphicEQ: 20 -1; 30 -2', 2, 'GraphicEQ can’t'],
      ['Channel: L\nPreamp: 0 dB', 1, 'Channel can’t'],
      ['Preamp: -3 dB\n<!doctype html>', 2, 'doctype'],
      ['Preamp: -30 dB', 0, '-24 to 24'],
      ['# nothing', 0, 'no line'],
      ['x'.repeat(100_001), 0, 'too long'],
    ];
    for (const [text, line, words] of cases) {
      const problem = problemOf(text);
      expect(problem.line, text.slice(0, 80)).to.equal(line);
      expect(problem.message).to.contain(words);
      if (line > 0) expect(problem.message).to.match(new RegExp(`^Line ${line}: `));
    }
  });

  it('has steeper and flatter shelves, and tells how far eight bands get from them', () => {
    for (const [word, low] of [
      ['LSC', true],
      ['HSC', false],
    ] as const) {
      for (const q of [0.4, 1.2]) {
        const text = `Filter 1: ON ${word} Fc 800 Hz Gain 8 dB Q ${q}`;
        const { bands, deviationDb } = settingFromText(text, SAMPLE_RATE_HZ);
        let apart = 0;
        for (let hz = 20; hz <= 20_000; hz *= 1.02) {
          apart = Math.max(apart, Math.abs(shelfDb(low, 800, 8, q, hz) - curveDb(bands, hz)));
        }
        expect(apart).to.be.closeTo(deviationDb, 0.02);
        expect(deviationDb).to.be.below(0.5);
      }
    }
  });
});

describe('fitting ten filters', () => {
  for (const name of ['open-back', 'closed-back', 'in-ear', 'bright-in-ear', 'bass-light']) {
    it(`comes within 1 dB of AutoEq's kind of profile: ${name}`, async () => {
      const { filters } = parseApoText(await fixture(name));
      expect(filters.length).to.equal(10);
      for (const sampleRate of [44_100, 48_000, 96_000]) {
        const { bands, deviationDb } = fitBands(filters, sampleRate);
        expect(bands.length).to.equal(8);
        expect(deviationDb).to.be.below(1);
        expect(fitBands(filters, sampleRate)).to.deep.equal({ bands, deviationDb });
        // All shelves of these have Q 0.70, which is slope 1 but for some hundredths of a dB.
        let apart = 0;
        const hz = Float32Array.from({ length: 4000 }, (_, i) => 20 * 1000 ** (i / 3999));
        const [wanted, made] = [new Float32Array(4000), new Float32Array(4000)];
        responseDb(filters, hz, sampleRate, wanted);
        responseDb(bands, hz, sampleRate, made);
        wanted.forEach((db, i) => (apart = Math.max(apart, Math.abs(db - made[i]!))));
        expect(apart).to.be.closeTo(deviationDb, 0.06);
      }
    });
  }

  it('tells the truth where ten strong narrow filters stand apart, which eight can not follow', async () => {
    const { deviationDb } = settingFromText(await fixture('ten-apart'), SAMPLE_RATE_HZ);
    expect(deviationDb).to.be.within(2, 4);
  });

  it('keeps passes and notches, and refuses more of them than there are bands', () => {
    const notch = (hz: number): string => `Filter: ON NO Fc ${hz} Hz Q 10\n`;
    const peak = (hz: number): string => `Filter: ON PK Fc ${hz} Hz Gain 2 dB Q 1\n`;
    const { bands } = settingFromText(
      notch(50) + [100, 200, 300, 400, 500, 600, 700, 800].map(peak).join(''),
      SAMPLE_RATE_HZ,
    );
    expect(bands.filter(({ type }) => type === 'notch')).to.deep.equal([
      { type: 'notch', frequency: 50, gain: 0, q: 10, enabled: true },
    ]);
    const nine = [50, 100, 150, 200, 250, 300, 350, 400, 450].map(notch).join('');
    expect(() => settingFromText(nine, SAMPLE_RATE_HZ)).to.throw(RangeError, 'More than 8');
  });
});

describe('a share link', () => {
  const { bands, preampDb } = settingFromText(EIGHT, SAMPLE_RATE_HZ);

  it('carries the setting and brings it back', () => {
    for (const preamp of [preampDb, 'auto'] as const) {
      const value = encodeSetting({ bands, preamp });
      expect(value.length).to.be.below(160);
      expect(encodeURI(value)).to.equal(value);
      const url = urlWithSetting('https://page.example/a?b=c#t=30&eq=old', value);
      expect(url).to.equal(`https://page.example/a?b=c#t=30&eq=${value}`);
      expect(decodeSetting(settingInUrl(url)!, SAMPLE_RATE_HZ)).to.deep.equal({ bands, preamp });
    }
    expect(encodeSetting({ bands: DEFAULT_BANDS, preamp: 0 })).to.equal('1~0');
    expect(settingInUrl('https://page.example/#section')).to.equal(undefined);
  });

  it('is refused when it is not understood', () => {
    for (const value of [
      '',
      '2~0',
      '1~x',
      '1~-25',
      '1~0~z100_0_1',
      '1~0~p100_0',
      '1~0~p100_99_1',
      `1~0${'~p100_0_1'.repeat(9)}`,
    ]) {
      expect(() => decodeSetting(value, SAMPLE_RATE_HZ), value).to.throw();
    }
  });
});
