import { bandResponseDb, type EqBand } from '../engine/equalizer.ts';
import { hasGain, settledFrequency, settledGain } from './band-editing.ts';
import type { EqualizerGeometry, Point } from './equalizer-geometry.ts';

/**
 * One drag of a handle, from press to release. Handles sit on the curve of all bands together, so
 * that the drag takes the other bands out: the handle stays under the finger where the curve of its
 * neighbours rises or falls. Scale and geometry stay as they were at the press.
 */
export class HandleDrag {
  readonly index: number;
  readonly pointerId: number;
  readonly geometry: EqualizerGeometry;
  readonly #bands: readonly EqBand[];
  readonly #start: EqBand;
  readonly #from: Point;
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
    this.#sampleRate = sampleRate;
  }

  /** What the band becomes with the pointer here. */
  bandAt(to: Point): Partial<EqBand> {
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
