import { expect } from '@open-wc/testing';
import { AttributeReader } from '../../src/components/attribute-reader.ts';
import { propertyValue, type AttributeRule } from '../../src/components/attribute-rules.ts';
import {
  ATTRIBUTES,
  ATTRIBUTE_NAMES,
  type AttributeName,
} from '../../src/components/attributes.ts';
import { AudioEngine } from '../../src/engine/audio-engine.ts';
import { DEFAULT_BANDS } from '../../src/engine/equalizer.ts';
import { collectWarnings } from '../support/warnings.ts';

/** For each attribute texts that make sense with what they mean, and texts that make none. */
const CASES: Readonly<
  Record<AttributeName, { good: readonly (readonly [string, unknown])[]; bad: readonly string[] }>
> = {
  src: { good: [['a b.mp3', 'a b.mp3']], bad: [] },
  preload: {
    good: [
      ['none', 'none'],
      ['METADATA', 'metadata'],
      ['', 'auto'],
    ],
    bad: ['yes', 'autoo'],
  },
  autoplay: {
    good: [
      ['', true],
      ['autoplay', true],
      ['false', false],
    ],
    bad: [],
  },
  loop: {
    good: [
      ['', true],
      ['0', true],
      ['FALSE', false],
    ],
    bad: [],
  },
  muted: {
    good: [
      ['', true],
      ['false', false],
    ],
    bad: [],
  },
  crossorigin: {
    good: [
      ['', 'anonymous'],
      ['Anonymous', 'anonymous'],
      ['use-credentials', 'use-credentials'],
    ],
    bad: ['true'],
  },
  volume: {
    good: [
      ['0', 0],
      ['1', 1],
      [' .25 ', 0.25],
      ['5e-1', 0.5],
    ],
    bad: ['loud', '', '1.1', '-0.1', '50%', '0x1', 'NaN', '0.5 0.6'],
  },
  'track-title': {
    good: [
      ['', ''],
      ['Über  <b>', 'Über  <b>'],
    ],
    bad: [],
  },
  artist: { good: [['x', 'x']], bad: [] },
  album: { good: [['x', 'x']], bad: [] },
  artwork: { good: [['cover.png', 'cover.png']], bad: [] },
  visualizer: {
    good: [
      ['bars', 'bars'],
      ['line', 'line'],
      ['Spectrogram', 'spectrogram'],
      ['oscilloscope', 'oscilloscope'],
      ['Equalizer', 'equalizer'],
      ['none', 'none'],
    ],
    bad: ['', 'fire'],
  },
  'fft-size': {
    good: [
      ['512', 512],
      ['16384', 16384],
    ],
    bad: ['1000', '256', '32768', '2048px', ''],
  },
  'frequency-scale': {
    good: [
      ['mel', 'mel'],
      ['linear', 'linear'],
    ],
    bad: ['logarithmic'],
  },
  'min-decibels': {
    good: [
      ['-120', -120],
      ['+3.5', 3.5],
    ],
    bad: ['-90dB', '-201', 'Infinity'],
  },
  'max-decibels': { good: [['-10', -10]], bad: ['101', 'zero'] },
  smoothing: {
    good: [
      ['0', 0],
      ['0.99', 0.99],
    ],
    bad: ['1', '-1', 'smooth'],
  },
  eq: {
    good: [
      ['3 2 0 0 -1 0 2 4', [3, 2, 0, 0, -1, 0, 2, 4]],
      [' 1,2, 3 ,4  5\n6 7 -24 ', [1, 2, 3, 4, 5, 6, 7, -24]],
      ['[3, 2, 0, 0, -1, 0, 2, 4]', [3, 2, 0, 0, -1, 0, 2, 4]],
    ],
    bad: [
      '1 2 x',
      '',
      '[1 2 3 4 5 6 7 8',
      '1 2 3 4 5 6 7',
      '1 2 3 4 5 6 7 8 9',
      '1 2 3 4 5 6 7 25',
      '1,,2 3 4 5 6 7',
    ],
  },
  'eq-preset': {
    good: [
      ['bass-boost', 'bass-boost'],
      ['Warm', 'warm'],
    ],
    bad: ['bass', 'toString', ''],
  },
  'eq-src': { good: [['eq/hd 600.txt', 'eq/hd 600.txt']], bad: [] },
  'eq-bypass': {
    good: [
      ['', true],
      ['true', true],
      ['false', false],
    ],
    bad: ['no', 'eq-bypass'],
  },
  'storage-key': {
    good: [['my-player', 'my-player']],
    bad: [],
  },
  exclusive: {
    good: [
      ['', true],
      ['true', true],
      ['false', false],
    ],
    bad: ['no', 'exclusive'],
  },
  workers: {
    good: [
      ['auto', 'auto'],
      ['0', 0],
      ['2', 2],
      ['8', 8],
    ],
    bad: ['99', '1', '2.5', '-2', 'all'],
  },
  layout: { good: [['full', 'full']], bad: ['tiny', ''] },
  theme: {
    good: [
      ['dark', 'dark'],
      ['high-contrast', 'high-contrast'],
    ],
    bad: ['blue'],
  },
  lang: {
    good: [
      ['', ''],
      ['pt-br', 'pt-BR'],
      ['de', 'de'],
    ],
    bad: ['english language', '-'],
  },
  loudness: {
    good: [
      ['Track', 'track'],
      ['album', 'album'],
    ],
    bad: ['', 'on', '-18'],
  },
  'peaks-src': { good: [['a b.json', 'a b.json']], bad: [] },
  assets: {
    good: [
      ['/player/', '/player/'],
      ['https://cdn.example/x', 'https://cdn.example/x'],
    ],
    bad: ['', 'http://['],
  },
};

describe('attributes', () => {
  const warnings = collectWarnings();
  let element: HTMLElement;
  let reader: AttributeReader;

  beforeEach(() => {
    element = document.createElement('div');
    reader = new AttributeReader(element);
  });

  it('are all covered here', () => {
    expect(Object.keys(CASES)).to.have.members(ATTRIBUTE_NAMES);
  });

  for (const name of ATTRIBUTE_NAMES) {
    describe(name, () => {
      const { good, bad } = CASES[name];
      const { fallback, allowed }: AttributeRule<unknown> = ATTRIBUTES[name];

      it('has its default while it is absent', () => {
        expect(reader.read(name)).to.deep.equal(fallback);
        expect(warnings()).to.deep.equal([]);
      });

      for (const [text, value] of good) {
        it(`understands "${text}"`, () => {
          element.setAttribute(name, text);
          expect(reader.read(name)).to.deep.equal(value);
          expect(warnings()).to.deep.equal([]);
        });
      }

      for (const text of bad) {
        it(`warns of "${text}" and keeps its default`, () => {
          element.setAttribute(name, text);
          expect(reader.read(name)).to.deep.equal(fallback);
          expect(warnings()).to.have.length(1);
          expect(warnings()[0]).to.include(name).and.include(`"${text}"`).and.include(allowed);
        });
      }
    });
  }

  it('warn once for each value, and again in another element', () => {
    for (const text of ['loud', 'louder', 'loud', 'louder']) {
      element.setAttribute('volume', text);
      reader.read('volume');
      reader.read('volume');
    }
    expect(warnings()).to.have.length(2);
    const other = document.createElement('div');
    other.setAttribute('volume', 'loud');
    new AttributeReader(other).read('volume');
    expect(warnings()).to.have.length(3);
  });

  it('have the defaults that the engine starts with', () => {
    const engine = new AudioEngine();
    expect(ATTRIBUTES.volume.fallback).to.equal(engine.snapshot.volume);
    expect(ATTRIBUTES['fft-size'].fallback).to.equal(engine.fftSize);
    expect(ATTRIBUTES.smoothing.fallback).to.equal(engine.smoothing);
    expect(ATTRIBUTES.eq.fallback).to.deep.equal(DEFAULT_BANDS.map(({ gain }) => gain));
    engine.dispose();
  });
});

describe("values of the player's own properties", () => {
  const value = (name: AttributeName, given: unknown): unknown => {
    const rule: AttributeRule<unknown> = ATTRIBUTES[name];
    return propertyValue(name, rule, given);
  };

  it('are taken as they are, or as the text of the attribute', () => {
    expect(value('fft-size', 1024)).to.equal(1024);
    expect(value('fft-size', '1024')).to.equal(1024);
    expect(value('eq', [1, 2, 3, 4, 5, 6, 7, 8])).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(value('eq-bypass', 'false')).to.equal(false);
    expect(value('eq-bypass', true)).to.equal(true);
    expect(value('workers', 4)).to.equal(4);
    expect(value('workers', 'auto')).to.equal('auto');
    expect(value('track-title', 1979)).to.equal('1979');
  });

  it('are the default where a framework took them away', () => {
    expect(value('fft-size', undefined)).to.equal(2048);
    expect(value('visualizer', null)).to.equal('bars');
    expect(value('assets', null)).to.equal(null);
  });

  for (const [name, given] of [
    ['fft-size', 1000],
    ['fft-size', '1000'],
    ['smoothing', 1],
    ['smoothing', NaN],
    ['visualizer', 'fire'],
    ['eq', [1, 2, 3]],
    ['eq', [1, 2, 3, 4, 5, 6, 7, 25]],
    ['workers', 99],
  ] as const) {
    it(`throw a RangeError that says what ${name} allows, for ${JSON.stringify(given)}`, () => {
      expect(() => value(name, given)).to.throw(RangeError, ATTRIBUTES[name].allowed);
    });
  }

  for (const [name, given] of [
    ['fft-size', {}],
    ['eq-bypass', 1],
    ['visualizer', 3],
    ['track-title', {}],
    ['eq', 7],
    ['smoothing', true],
  ] as const) {
    it(`throw a TypeError for ${name} of type ${typeof given}`, () => {
      expect(() => value(name, given)).to.throw(TypeError, ATTRIBUTES[name].allowed);
    });
  }
});
