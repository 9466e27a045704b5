import { bandResponseDb, type EqBand } from '../engine/equalizer.ts';
import { hasGain, hasQ, settledFrequency, settledGain, settledQ } from './band-editing.ts';
import type { EqualizerGeometry, Point } from './equalizer-geometry.ts';

/** So far up, and Q has doubled. */
const PIXELS_PER_Q_OCTAVE = 32;

/**
 * One drag of a handle, from press to release. Handles sit on the curve of all bands together, so
 * that the drag takes the other bands out: the handle stays under the finger where the curve of its
 * neighbours rises or falls. Scale and geometry stay as they were at the press. With Shift held it is
 * Q that follows the finger, upward narrower; what Shift is not held for goes on from there.
 */
export class HandleDrag {
  readonly index: number;
  readonly pointerId: number;
  readonly geometry: EqualizerGeometry;
  readonly #bands: readonly EqBand[];
  #start: EqBand;
  #from: Point;
  #isShaping = false;
  #last: { readonly band: EqBand; readonly at: Point };
  readonly #sampleRate: number;

  /** @param sampleRate Hz */
  constructor(
    index: number,
    pointerId: number,
    from: Point,
    geometry: EqualizerGeometry,
    bands: readonly EqBand[],
    sampleRate: number,
  ) {
    const start = bands[index];
    if (!start) throw new RangeError(`There is no band ${index}.`);
    this.index = index;
    this.pointerId = pointerId;
    this.geometry = geometry;
    this.#start = start;
    this.#bands = bands;
    this.#from = from;
    this.#last = { band: start, at: from };
    this.#sampleRate = sampleRate;
  }

  /**
   * What the band becomes with the pointer here.
   *
   * @param isShaping Shift is held
   */
  bandAt(to: Point, isShaping = false): Partial<EqBand> {
    if (isShaping !== this.#isShaping) {
      this.#isShaping = isShaping;
      this.#start = this.#last.band;
      this.#from = this.#last.at;
    }
    const change = isShaping ? this.#shapedAt(to) : this.#movedTo(to);
    this.#last = { band: { ...this.#start, ...change }, at: to };
    return change;
  }

  #shapedAt(to: Point): Partial<EqBand> {
    const { type, q } = this.#start;
    if (!hasQ(type)) return {};
    return { q: settledQ(q * 2 ** ((this.#from.y - to.y) / PIXELS_PER_Q_OCTAVE)) };
  }

  #movedTo(to: Point): Partial<EqBand> {
    const { geometry } = this;
    const start = this.#start;
    const x = geometry.xOf(start.frequency) + to.x - this.#from.x;
    const frequency = settledFrequency(geometry.hzAt(x));
    if (!hasGain(start.type)) return { frequency };
    const raisedDb = (this.#from.y - to.y) / geometry.pixelsPerDb;
    const ownDb = raisedDb - (this.#othersDb(frequency) - this.#othersDb(start.frequency));
    // At its corner a shelf has half of its gain in dB, a peak has all of it.
    const gain = start.gain + (start.type === 'peaking' ? ownDb : 2 * ownDb);
    return { frequency, gain: settledGain(gain, geometry.rangeDb) };
  }

  #othersDb(hz: number): number {
    let sum = 0;
    this.#bands.forEach((band, index) => {
      if (index !== this.index) sum += bandResponseDb(band, hz, this.#sampleRate);
    });
    return Number.isFinite(sum) ? sum : 0;
  }
}
