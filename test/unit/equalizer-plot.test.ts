import { expect } from '@open-wc/testing';
import { bandAfterKey, qAfterWheel, settledFrequency } from '../../src/components/band-editing.ts';
import { shortFrequency, shortGain, spokenBand } from '../../src/components/band-words.ts';
import {
  EqualizerGeometry,
  gainRangeDb,
  nearestPoint,
} from '../../src/components/equalizer-geometry.ts';
import { HandleDrag } from '../../src/components/handle-drag.ts';
import { allStringsFor } from '../../src/components/late-strings.ts';
import { DEFAULT_BANDS, type EqBand, responseDb } from '../../src/engine/equalizer.ts';

const en = allStringsFor('en');
const SAMPLE_RATE_HZ = 48_000;
const GEOMETRY = new EqualizerGeometry(720, 164, 12);

function bandsWith(changes: Readonly<Record<number, Partial<EqBand>>>): EqBand[] {
  return DEFAULT_BANDS.map((band, index) => ({ ...band, ...changes[index] }));
}

function curveAt(bands: readonly EqBand[], hz: number): number {
  const out = new Float32Array(1);
  responseDb(bands, new Float32Array([hz]), SAMPLE_RATE_HZ, out);
  return out[0]!;
}

describe('EqualizerGeometry', () => {
  it('has its frequencies and gains where the axis says', () => {
    expect(GEOMETRY.xOf(20)).to.equal(34);
    expect(GEOMETRY.xOf(20_000)).to.equal(710);
    expect(GEOMETRY.hzAt(GEOMETRY.xOf(997))).to.be.closeTo(997, 1e-6);
    expect(GEOMETRY.yOf(12.5)).to.equal(10);
    expect(GEOMETRY.yOf(-12.5)).to.equal(136);
    expect(GEOMETRY.yOf(0)).to.equal(73);
    expect(GEOMETRY.yOf(40)).to.equal(10);
    expect(GEOMETRY.yOf(-Infinity)).to.equal(136);
    expect(GEOMETRY.yOf(NaN)).to.equal(73);
  });

  it('doubles its scale only for gains beyond 12 dB', () => {
    expect(gainRangeDb([12, -12, 0])).to.equal(12);
    expect(gainRangeDb([0, -12.1])).to.equal(24);
    expect(new EqualizerGeometry(720, 164, 24).yOf(24)).to.be.closeTo(GEOMETRY.yOf(12), 1e-9);
  });

  it('finds the nearest handle within reach', () => {
    const points = [
      { x: 100, y: 50 },
      { x: 120, y: 50 },
    ];
    expect(nearestPoint(points, { x: 109, y: 50 }, 22)).to.equal(0);
    expect(nearestPoint(points, { x: 111, y: 50 }, 22)).to.equal(1);
    expect(nearestPoint(points, { x: 111, y: 90 }, 22)).to.equal(-1);
  });
});

describe('HandleDrag', () => {
  const bands = bandsWith({ 2: { gain: 4 }, 3: { gain: 6 }, 4: { gain: -8 } });

  it('keeps the handle under the pointer where the neighbours rise and fall', () => {
    const from = { x: GEOMETRY.xOf(480), y: GEOMETRY.yOf(curveAt(bands, 480)) };
    const drag = new HandleDrag(3, 1, from, GEOMETRY, bands, SAMPLE_RATE_HZ);
    for (const [dx, dy] of [
      [0, 0],
      [0, -20],
      [30, 10],
      [-40, 25],
    ] as const) {
      const to = { x: from.x + dx, y: from.y + dy };
      const changed = { ...bands[3]!, ...drag.bandAt(to) };
      const after = bands.map((band, index) => (index === 3 ? changed : band));
      expect(GEOMETRY.xOf(changed.frequency)).to.be.closeTo(to.x, 0.5);
      expect(GEOMETRY.yOf(curveAt(after, changed.frequency))).to.be.closeTo(to.y, 0.5);
    }
  });

  it('does so for a shelf, and moves only the frequency of a pass', () => {
    const shelves = bandsWith({ 0: { type: 'lowshelf', gain: 4 }, 7: { type: 'lowpass' } });
    const from = { x: GEOMETRY.xOf(60), y: GEOMETRY.yOf(curveAt(shelves, 60)) };
    const shelf = new HandleDrag(0, 1, from, GEOMETRY, shelves, SAMPLE_RATE_HZ);
    const changed = { ...shelves[0]!, ...shelf.bandAt({ x: from.x, y: from.y - 10 }) };
    const after = shelves.map((band, index) => (index === 0 ? changed : band));
    expect(GEOMETRY.yOf(curveAt(after, 60))).to.be.closeTo(from.y - 10, 0.5);

    const pass = new HandleDrag(7, 1, { x: 400, y: 70 }, GEOMETRY, shelves, SAMPLE_RATE_HZ);
    expect(Object.keys(pass.bandAt({ x: 380, y: 20 }))).to.deep.equal(['frequency']);
  });

  it('changes Q while Shift is held, and goes on from there without it', () => {
    const from = { x: GEOMETRY.xOf(480), y: 60 };
    const drag = new HandleDrag(3, 1, from, GEOMETRY, DEFAULT_BANDS, SAMPLE_RATE_HZ);
    const moved = drag.bandAt({ x: from.x, y: 50 });
    expect(drag.bandAt({ x: from.x + 9, y: 18 }, true)).to.deep.equal({ q: 2.2 });
    expect(drag.bandAt({ x: from.x + 9, y: 82 }, true)).to.deep.equal({ q: 0.55 });
    expect(drag.bandAt({ x: from.x + 9, y: 82 })).to.deep.equal(moved);
    const shelf = bandsWith({ 3: { type: 'lowshelf' } });
    const flat = new HandleDrag(3, 1, from, GEOMETRY, shelf, SAMPLE_RATE_HZ);
    expect(flat.bandAt({ x: from.x, y: 20 }, true)).to.deep.equal({});
  });

  it('stays within the plot', () => {
    const drag = new HandleDrag(3, 1, { x: 0, y: 0 }, GEOMETRY, DEFAULT_BANDS, SAMPLE_RATE_HZ);
    expect(drag.bandAt({ x: 5000, y: -5000 })).to.deep.equal({ frequency: 20_000, gain: 12 });
    expect(drag.bandAt({ x: -5000, y: 5000 })).to.deep.equal({ frequency: 20, gain: -12 });
  });
});

describe('editing a band', () => {
  const band = { ...DEFAULT_BANDS[2]!, gain: 4 };
  const press = (key: string, shiftKey = false): Partial<EqBand> | undefined =>
    bandAfterKey({ key, shiftKey }, 2, band, 12);

  it('goes by keys', () => {
    expect(press('ArrowUp')).to.deep.equal({ gain: 4.5 });
    expect(press('ArrowDown', true)).to.deep.equal({ gain: 3.9 });
    expect(press('ArrowRight')).to.deep.equal({ frequency: 254 });
    expect(press('ArrowLeft')).to.deep.equal({ frequency: 227 });
    expect(press('ArrowRight', true)).to.deep.equal({ frequency: 243 });
    expect(press('PageUp')).to.deep.equal({ q: 1.39 });
    expect(press('PageDown')).to.deep.equal({ q: 0.873 });
    expect(press('Home')).to.deep.equal({ gain: -12 });
    expect(press('End')).to.deep.equal({ gain: 12 });
    expect(press('Delete')).to.deep.equal(DEFAULT_BANDS[2]);
    expect(press('a')).to.equal(undefined);
    expect(press('Tab')).to.equal(undefined);
  });

  it('moves a fine step even at the ends of the frequencies', () => {
    for (const hz of [20, 100, 9990]) {
      expect(settledFrequency(hz * 2 ** (1 / 48))).to.be.above(hz);
    }
  });

  it('changes Q by the wheel, within its range', () => {
    const wheel = (deltaY: number, deltaMode = 0): WheelEvent =>
      new WheelEvent('wheel', { deltaY, deltaMode });
    expect(qAfterWheel(1, wheel(-600))).to.equal(2);
    expect(qAfterWheel(1, wheel(18, 1))).to.equal(0.5);
    expect(qAfterWheel(17, wheel(-6000))).to.equal(18);
    expect(qAfterWheel(0.2, wheel(6000))).to.equal(0.1);
  });
});

describe('words for a band', () => {
  it('are complete sentences for the ear', () => {
    expect(spokenBand(2, { ...DEFAULT_BANDS[2]!, gain: 4 }, en)).to.equal(
      'Band 3, 240 hertz, plus 4 decibels, Q 1.1',
    );
    expect(
      spokenBand(
        5,
        {
          type: 'highshelf',
          frequency: 2600,
          gain: -3.5,
          q: 1.1,
          enabled: false,
        },
        en,
      ),
    ).to.equal('Band 6, high shelf, 2.6 kilohertz, minus 3.5 decibels, off');
    expect(
      spokenBand(7, { type: 'notch', frequency: 50.04, gain: 3, q: 12, enabled: true }, en),
    ).to.equal('Band 8, notch, 50 hertz, Q 12');
    expect(spokenBand(0, DEFAULT_BANDS[0]!, en)).to.equal('Band 1, 60 hertz, 0 decibels, Q 1.1');
  });

  it('are short for the eye', () => {
    expect(shortFrequency(240, 'en')).to.equal('240 Hz');
    expect(shortFrequency(7680, 'en')).to.equal('7.68 kHz');
    expect(shortGain(7.2, 'en')).to.equal('+7.2 dB');
    expect(shortGain(-3.5, 'en')).to.equal('−3.5 dB');
    expect(shortGain(-0.04, 'en')).to.equal('0.0 dB');
  });
});
