import { AXIS_HEIGHT } from './frequency-axis.ts';
import { frequencyToPosition, positionToFrequency } from './frequency-scale.ts';
import { HEADROOM_CSS } from './spectrum-drawing.ts';

/** Room for the dB legends, and to the right of 20 kHz. */
const GUTTER_LEFT = 34;
const GUTTER_RIGHT = 10;
/** From the lowest gain to the ground. */
const FOOTROOM = 6;
/** The plot is a little higher than its scale, so that a handle at the end lies inside. */
const OVERSHOOT = 12.5 / 12;

/** The scale's end, in dB: the ordinary one, and the one for bands that are set beyond it. */
export const GAIN_RANGES_DB = { ordinary: 12, wide: 24 } as const;
export type GainRangeDb = (typeof GAIN_RANGES_DB)[keyof typeof GAIN_RANGES_DB];

/**
 * The scale is ±12 dB, where work is fine. Only while a band is set beyond that (by a program, a
 * file, an attribute) it is ±24 dB: otherwise a handle would lie about its gain.
 */
export function gainRangeDb(gainsDb: readonly number[]): GainRangeDb {
  const { ordinary, wide } = GAIN_RANGES_DB;
  return gainsDb.some((gain) => Math.abs(gain) > ordinary) ? wide : ordinary;
}

/** A point in CSS pixels of the plot. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where frequency and gain lie in an equalizer's plot of `width` by `height` CSS pixels. */
export class EqualizerGeometry {
  readonly left = GUTTER_LEFT;
  readonly right: number;
  readonly top = HEADROOM_CSS;
  /** The y of the ground, on which the ruler stands. */
  readonly ground: number;

  constructor(
    readonly width: number,
    readonly height: number,
    readonly rangeDb: GainRangeDb,
  ) {
    this.right = Math.max(GUTTER_LEFT + 1, width - GUTTER_RIGHT);
    this.ground = height - AXIS_HEIGHT;
  }

  get pixelsPerDb(): number {
    return (this.ground - this.top - FOOTROOM) / (2 * this.rangeDb * OVERSHOOT);
  }

  xOf(hz: number): number {
    return this.left + frequencyToPosition('log', hz) * (this.right - this.left);
  }

  hzAt(x: number): number {
    return positionToFrequency('log', (x - this.left) / (this.right - this.left));
  }

  /** Gains beyond the scale (-Infinity in a notch) stay on its edge; NaN, no gain known, is 0 dB. */
  yOf(db: number): number {
    const end = this.rangeDb * OVERSHOOT;
    const shown = Number.isNaN(db) ? 0 : Math.min(end, Math.max(-end, db));
    return this.top + this.pixelsPerDb * (end - shown);
  }

  /** SVG path data through one value per rising frequency; ends before the first NaN. */
  curve(hz: Float32Array, db: Float32Array): string {
    let path = '';
    for (let index = 0; index < hz.length; index++) {
      if (Number.isNaN(db[index])) break;
      const x = this.xOf(hz[index] ?? 0).toFixed(1);
      path += `${index ? 'L' : 'M'}${x} ${this.yOf(db[index] ?? 0).toFixed(1)}`;
    }
    return path;
  }
}

/** Which of the points lies nearest, and not farther than `reach`; -1: none. */
export function nearestPoint(points: readonly Point[], to: Point, reach: number): number {
  let nearest = -1;
  let shortest = reach;
  points.forEach(({ x, y }, index) => {
    const distance = Math.hypot(x - to.x, y - to.y);
    if (distance > shortest) return;
    shortest = distance;
    nearest = index;
  });
  return nearest;
}
