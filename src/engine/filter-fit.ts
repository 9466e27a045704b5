/**
 * Fits the bands of the equalizer to filters that it does not have: more than eight of them, or
 * shelves with another slope. Pure; any thread; deterministic. Least squares of the response in dB
 * over log frequency, 20 Hz to 20 kHz.
 */
import {
  BAND_RANGES,
  DEFAULT_BANDS,
  SHELF_Q,
  maxBandFrequency,
  prototypeResponseDb,
  type EqBand,
} from './equalizer.ts';
import { minimizeSquares } from './least-squares.ts';

/** Bands in place of filters. */
export interface FittedBands {
  readonly bands: readonly EqBand[];
  /** dB: how far the responses lie apart where they do so most, 20 Hz to 20 kHz. */
  readonly deviationDb: number;
}

/** Filters that differ less from bands are the same to the ear, and are taken as they are. */
const SAME_DB = 0.1;

const LOWEST_HZ = 20;
const HIGHEST_HZ = 20_000;
const OCTAVES = Math.log2(HIGHEST_HZ / LOWEST_HZ);
/** Points in an octave: to fit, and to measure what the fit is worth. */
const FIT_DENSITY = 14;
const MEASURE_DENSITY = 96;
/** Where a notch or a pass lets nothing through, deeper is no deviation. */
const FLOOR_DB = -60;

const TRIAL_ROUNDS = 2;
const FULL_ROUNDS = 40;
/** Each time what sticks out counts more, which lowers the largest deviation. */
const POLISH_PASSES = 8;
const POLISH_ROUNDS = 8;
/**
 * So much more gain than the filters' largest may a band have: otherwise bands come out that boost
 * what their neighbours cut, which nobody can edit.
 */
const GAIN_SPARE = 1.25;
/** Q of a peak that is added where the rest is largest. */
const ADDED_Q = 2;

/** Frequencies, each with the bilinear transform's tan(pi f / sampleRate). */
interface Grid {
  readonly hz: Float64Array;
  readonly tan: Float64Array;
}

function makeGrid(density: number, sampleRate: number, extraHz: readonly number[] = []): Grid {
  const count = Math.round(OCTAVES * density) + 1;
  const even = Array.from({ length: count }, (_, i) => LOWEST_HZ * 2 ** (i / density));
  const hz = Float64Array.from(
    [...even, ...extraHz].filter((each) => each >= LOWEST_HZ && each <= HIGHEST_HZ),
  ).filter((each) => each < sampleRate / 2);
  return { hz, tan: hz.map((each) => Math.tan((Math.PI * each) / sampleRate)) };
}

function responseOf(filter: EqBand, grid: Grid, sampleRate: number): Float64Array {
  const { type, gain, q } = filter;
  const f0 = Math.min(filter.frequency, maxBandFrequency(sampleRate));
  const tan0 = Math.tan((Math.PI * f0) / sampleRate);
  return grid.tan.map((tan) => prototypeResponseDb(type, gain, q, (tan / tan0) ** 2));
}

function addedResponses(filters: readonly EqBand[], grid: Grid, sampleRate: number): Float64Array {
  const sum = new Float64Array(grid.hz.length);
  for (const filter of filters) {
    if (!filter.enabled) continue;
    const response = responseOf(filter, grid, sampleRate);
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (response[i] ?? 0);
  }
  return sum;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function isShelf({ type }: EqBand): boolean {
  return type === 'lowshelf' || type === 'highshelf';
}

/** Peaks and shelves are moved to fit; passes and notches are taken as they are. */
function isMovable(filter: EqBand): boolean {
  return filter.type === 'peaking' || isShelf(filter);
}

/** A filter as a band: within the ranges, shelves of slope 1. */
function asBand(filter: EqBand, sampleRate: number): EqBand {
  const { minFrequency, minGainDb, maxGainDb, minQ, maxQ } = BAND_RANGES;
  return {
    ...filter,
    frequency: clamp(filter.frequency, minFrequency, maxBandFrequency(sampleRate)),
    gain: clamp(filter.gain, minGainDb, maxGainDb),
    q: clamp(filter.q, minQ, maxQ),
  };
}

/** As it sounds: a band's shelf has slope 1, whatever its q says. */
function sounding(band: EqBand): EqBand {
  return isShelf(band) ? { ...band, q: SHELF_Q } : band;
}

function deviation(a: Float64Array, b: Float64Array): { readonly db: number; readonly at: number } {
  let db = 0;
  let at = 0;
  for (let i = 0; i < a.length; i += 1) {
    const apart = Math.abs(Math.max(FLOOR_DB, a[i] ?? 0) - Math.max(FLOOR_DB, b[i] ?? 0));
    if (apart > db) [db, at] = [apart, i];
  }
  return { db, at };
}

/** The search for bands whose response is that of some peaks and shelves. */
class Fit {
  readonly #sampleRate: number;
  readonly #grid: Grid;
  readonly #target: Float64Array;
  readonly #weights: Float64Array;
  readonly #maxGainDb: number;
  readonly #fineGrid: Grid;
  readonly #fineTarget: Float64Array;

  /** @param target peaks and shelves; these may have any Q */
  constructor(target: readonly EqBand[], sampleRate: number) {
    this.#sampleRate = sampleRate;
    const largestDb = Math.max(0, ...target.map(({ gain }) => Math.abs(gain)));
    this.#maxGainDb = Math.min(BAND_RANGES.maxGainDb, largestDb * GAIN_SPARE);
    this.#grid = makeGrid(FIT_DENSITY, sampleRate);
    this.#target = addedResponses(target, this.#grid, sampleRate);
    this.#weights = new Float64Array(this.#grid.hz.length).fill(1);
    this.#fineGrid = makeGrid(MEASURE_DENSITY, sampleRate);
    this.#fineTarget = addedResponses(target, this.#fineGrid, sampleRate);
  }

  /** Takes away band after band: the one without which the others do best. */
  reduce(bands: readonly EqBand[], count: number): readonly EqBand[] {
    let left = bands;
    while (left.length > count) {
      const trials = left.map((_, index) => this.run(left.toSpliced(index, 1), TRIAL_ROUNDS));
      left = trials.reduce((best, trial) =>
        this.#squares(trial) < this.#squares(best) ? trial : best,
      );
    }
    return this.run(left, FULL_ROUNDS);
  }

  /** Adds peaks where the rest is largest, as long as that is more than nothing. */
  extend(bands: readonly EqBand[], count: number): readonly EqBand[] {
    let more = bands;
    while (more.length < count) {
      const { at, db } = deviation(this.#target, this.#response(more));
      if (db <= SAME_DB / 2) break;
      const gain = (this.#target[at] ?? 0) - (this.#response(more)[at] ?? 0);
      const frequency = this.#grid.hz[at] ?? LOWEST_HZ;
      const peak = { type: 'peaking', frequency, gain, q: ADDED_Q, enabled: true } as const;
      more = this.run([...more, peak], FULL_ROUNDS);
    }
    return more;
  }

  /** Lowers the largest deviation, at the cost of the rest. */
  polish(bands: readonly EqBand[]): readonly EqBand[] {
    let best = bands;
    let bestDb = this.largest(bands);
    let now = bands;
    for (let pass = 0; pass < POLISH_PASSES; pass += 1) {
      const response = this.#response(now);
      const largest = this.largest(now);
      if (largest === 0) break;
      for (let i = 0; i < response.length; i += 1) {
        const share = Math.abs((response[i] ?? 0) - (this.#target[i] ?? 0)) / largest;
        this.#weights[i] = (this.#weights[i] ?? 1) * (0.7 + share);
      }
      now = this.run(now, POLISH_ROUNDS);
      const db = this.largest(now);
      if (db < bestDb) [best, bestDb] = [now, db];
    }
    return best;
  }

  run(bands: readonly EqBand[], rounds: number): readonly EqBand[] {
    const maxHz = maxBandFrequency(this.#sampleRate);
    const { minFrequency, minQ, maxQ } = BAND_RANGES;
    // Octaves, dB, octaves: a step of 1 is about the same in all of them.
    const perBand = bands.map((band) => (isShelf(band) ? 2 : 3));
    const start = bands.flatMap(({ frequency, gain, q }, band) =>
      [Math.log2(frequency), gain, Math.log2(q)].slice(0, perBand[band]),
    );
    const owner = perBand.flatMap((count, band) => Array.from({ length: count }, () => band));
    const first = owner.map((band) => owner.indexOf(band));
    const bandOf = (values: ArrayLike<number>, index: number): EqBand => {
      const at = owner.indexOf(index);
      const band = bands[index] as EqBand;
      const log2Q = isShelf(band) ? Math.log2(SHELF_Q) : (values[at + 2] ?? 0);
      return {
        ...band,
        frequency: 2 ** (values[at] ?? 0),
        gain: values[at + 1] ?? 0,
        q: 2 ** log2Q,
      };
    };
    const limits = owner.map((_, parameter) => {
      const kind = parameter - (first[parameter] ?? 0);
      if (kind === 0) return [Math.log2(minFrequency), Math.log2(maxHz)] as const;
      if (kind === 1) return [-this.#maxGainDb, this.#maxGainDb] as const;
      return [Math.log2(minQ), Math.log2(maxQ)] as const;
    });
    const solution = minimizeSquares({
      start,
      limits,
      target: this.#target,
      weights: this.#weights,
      parts: bands.length,
      partOf: owner,
      part: (values, index) => responseOf(bandOf(values, index), this.#grid, this.#sampleRate),
      rounds,
    });
    return bands.map((_, index) => bandOf(solution, index));
  }

  /** dB, on a grid so fine that nothing hides between its points. */
  largest(bands: readonly EqBand[]): number {
    const { db } = deviation(
      this.#fineTarget,
      addedResponses(bands.map(sounding), this.#fineGrid, this.#sampleRate),
    );
    return db;
  }

  #response(bands: readonly EqBand[]): Float64Array {
    return addedResponses(bands.map(sounding), this.#grid, this.#sampleRate);
  }

  #squares(bands: readonly EqBand[]): number {
    return this.#response(bands).reduce(
      (sum, db, i) => sum + (db - (this.#target[i] ?? 0)) ** 2,
      0,
    );
  }
}

/** To figures that can be read. */
function settled(band: EqBand): EqBand {
  const { frequency, gain, q } = band;
  return {
    ...band,
    frequency: Number(frequency.toPrecision(4)),
    gain: Number(gain.toFixed(2)),
    q: Number(q.toFixed(3)),
  };
}

/** The bands that were not needed are what they are out of the box: flat. */
function filledUp(bands: readonly EqBand[]): readonly EqBand[] {
  return DEFAULT_BANDS.map((band, index) => bands[index] ?? band);
}

/**
 * Eight bands that sound like the filters. Up to eight filters that are bands already are taken
 * over as they are, the text's order kept; otherwise filters that are off are left out, and the
 * bands come in the order of their frequencies.
 *
 * @param filters shelves may have any Q
 * @param sampleRate Hz
 * @throws {RangeError} when there are more than eight passes and notches, which have no substitute
 */
export function fitBands(filters: readonly EqBand[], sampleRate: number): FittedBands {
  const measureGrid = makeGrid(
    MEASURE_DENSITY,
    sampleRate,
    filters.map(({ frequency }) => frequency),
  );
  const wanted = addedResponses(filters, measureGrid, sampleRate);
  const measure = (bands: readonly EqBand[]): FittedBands => ({
    bands: filledUp(bands),
    deviationDb: deviation(wanted, addedResponses(bands.map(sounding), measureGrid, sampleRate)).db,
  });
  const count = DEFAULT_BANDS.length;
  if (filters.length <= count) {
    const same = measure(filters.map((filter) => asBand(filter, sampleRate)));
    if (same.deviationDb <= SAME_DB) return same;
  }

  const on = filters.filter(({ enabled }) => enabled);
  const kept = on.filter((filter) => !isMovable(filter)).map((each) => asBand(each, sampleRate));
  if (kept.length > count) {
    throw new RangeError(`More than ${count} pass and notch filters can’t be taken over.`);
  }
  const target = on.filter(isMovable);
  const room = count - kept.length;
  const fit = new Fit(target, sampleRate);
  const start = target.map((filter) => asBand(filter, sampleRate));
  const reduced = fit.reduce(start, room);
  const extended = fit.extend(reduced, room);
  const moved = fit.largest(extended) > SAME_DB / 2 ? fit.polish(extended) : extended;
  const bands = [...kept, ...moved.map(settled)];
  return measure(bands.toSorted((a, b) => a.frequency - b.frequency));
}
