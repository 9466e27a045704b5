/**
 * The equalizer as numbers: bands, their ranges and the curve they make. Pure; any thread; used by
 * the WASM kernel's wrapper, by the native filters of the fallback and by the pages' controls, so
 * that every mode has the same curve.
 *
 * Formulas: R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients", in the
 * reading of the Web Audio API's BiquadFilterNode. Two differences are ours: Q is linear for the
 * passes too (the node takes dB there: `native-equalizer.ts`), and shelves ignore Q in both (slope S = 1).
 */

/** In the order of their numbers in shared memory (`BAND_TYPE`). */
export const BAND_TYPES = [
  'peaking',
  'lowshelf',
  'highshelf',
  'lowpass',
  'highpass',
  'notch',
] as const;

export type BandType = (typeof BAND_TYPES)[number];

export interface EqBand {
  readonly type: BandType;
  /** Centre, corner or midpoint, Hz. */
  readonly frequency: number;
  /** dB; passes and notch have none and ignore it. */
  readonly gain: number;
  /** Dimensionless; shelves ignore it. */
  readonly q: number;
  /** False: the band passes everything unchanged. */
  readonly enabled: boolean;
}

/** What a band may be set to. The highest frequency depends on the sample rate. */
export const BAND_RANGES = {
  minFrequency: 10,
  maxFrequencyRatio: 0.49,
  minGainDb: -24,
  maxGainDb: 24,
  minQ: 0.1,
  maxQ: 18,
} as const;

/** As many as shared memory has room for (`LAYOUT.BAND_COUNT`, which the first load can do without). */
const BAND_COUNT = 8;

/** Eight flat peaks, an octave apart: 60 Hz to 7680 Hz. */
export const DEFAULT_BANDS: readonly EqBand[] = Array.from({ length: BAND_COUNT }, (_, n) => ({
  type: 'peaking',
  frequency: 60 * 2 ** n,
  gain: 0,
  q: 1.1,
  enabled: true,
}));

/** The highest frequency that a band may have at a sample rate, Hz. */
export function maxBandFrequency(sampleRate: number): number {
  return BAND_RANGES.maxFrequencyRatio * sampleRate;
}

/**
 * Checks a band that comes from outside.
 *
 * @param sampleRate Hz, of the context that will play it
 * @throws {TypeError} when it is no band at all: unknown type, a value of the wrong kind
 * @throws {RangeError} when a number is not finite or out of range; the message names the range
 */
export function validateBand(band: EqBand, sampleRate: number): void {
  const { type, frequency, gain, q, enabled }: Record<keyof EqBand, unknown> = band;
  if (!BAND_TYPES.some((known) => known === type)) {
    throw new TypeError(
      `A band's type is one of ${BAND_TYPES.join(', ')}; ${show(type)} is not among them.`,
    );
  }
  const { minFrequency, minGainDb, maxGainDb, minQ, maxQ } = BAND_RANGES;
  requireNumber('frequency', frequency, minFrequency, maxBandFrequency(sampleRate), ' Hz');
  requireNumber('gain', gain, minGainDb, maxGainDb, ' dB');
  requireNumber('q', q, minQ, maxQ, '');
  if (typeof enabled !== 'boolean') {
    throw new TypeError(`A band's enabled is true or false, not ${show(enabled)}.`);
  }
}

function requireNumber(name: string, value: unknown, min: number, max: number, unit: string): void {
  const allowed = `A band's ${name} is a number from ${min} to ${Number(max.toFixed(2))}${unit}`;
  if (typeof value !== 'number') throw new TypeError(`${allowed}, not ${show(value)}.`);
  if (!(value >= min && value <= max)) throw new RangeError(`${allowed}, not ${value}.`);
}

function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}

/**
 * A band's gain at one frequency, dB; -Infinity at a zero of the filter.
 *
 * The cookbook's filters are analog prototypes H(s) under the bilinear transform, so the exact
 * digital response is the prototype's at s = j tan(w / 2) / tan(w0 / 2).
 *
 * @param hz 0 to sampleRate / 2; beyond it NaN, as BiquadFilterNode's getFrequencyResponse
 * @param sampleRate Hz; a band above 0.49 of it is moved there, as the kernel does
 */
export function bandResponseDb(band: EqBand, hz: number, sampleRate: number): number {
  if (!(hz >= 0 && hz <= sampleRate / 2)) return NaN;
  if (!band.enabled) return 0;
  const f0 = Math.min(band.frequency, maxBandFrequency(sampleRate));
  const w2 = (Math.tan((Math.PI * hz) / sampleRate) / Math.tan((Math.PI * f0) / sampleRate)) ** 2;
  const isShelf = band.type === 'lowshelf' || band.type === 'highshelf';
  return prototypeResponseDb(band.type, band.gain, isShelf ? SHELF_Q : band.q, w2);
}

/** A shelf of slope 1 is one of this Q. */
export const SHELF_Q = Math.SQRT1_2;

/**
 * The gain of a filter's analog prototype, dB. Unlike a band's, its shelves have a Q.
 *
 * @param gainDb ignored by passes and notch
 * @param w2 the square of s / j, the prototype's own frequency being 1
 */
export function prototypeResponseDb(type: BandType, gainDb: number, q: number, w2: number): number {
  const a = 10 ** (gainDb / 40);
  const q2 = q ** 2;
  switch (type) {
    case 'peaking': // (s² + s A/Q + 1) / (s² + s/(A Q) + 1)
      return ratioDb((1 - w2) ** 2 + (w2 * a ** 2) / q2, (1 - w2) ** 2 + w2 / (a ** 2 * q2));
    case 'lowshelf': // A (s² + s sqrt(A)/Q + A) / (A s² + s sqrt(A)/Q + 1)
      return ratioDb(a ** 2 * ((a - w2) ** 2 + (a * w2) / q2), (1 - a * w2) ** 2 + (a * w2) / q2);
    case 'highshelf': // A (A s² + s sqrt(A)/Q + 1) / (s² + s sqrt(A)/Q + A)
      return ratioDb(a ** 2 * ((1 - a * w2) ** 2 + (a * w2) / q2), (a - w2) ** 2 + (a * w2) / q2);
    case 'lowpass': // 1 / (s² + s/Q + 1)
      return ratioDb(1, (1 - w2) ** 2 + w2 / q2);
    case 'highpass': // s² / (s² + s/Q + 1)
      return ratioDb(w2 ** 2, (1 - w2) ** 2 + w2 / q2);
    case 'notch': // (s² + 1) / (s² + s/Q + 1)
      return ratioDb((1 - w2) ** 2, (1 - w2) ** 2 + w2 / q2);
  }
}

function ratioDb(numerator: number, denominator: number): number {
  return 10 * Math.log10(numerator / denominator);
}

/**
 * The curve of all bands together, dB, without the preamp.
 *
 * @param hz frequencies, 0 to sampleRate / 2
 * @param out at least as long as `hz`; nothing is allocated
 */
export function responseDb(
  bands: readonly EqBand[],
  hz: Float32Array,
  sampleRate: number,
  out: Float32Array,
): void {
  for (let i = 0; i < hz.length; i += 1) out[i] = totalDb(bands, hz[i] ?? NaN, sampleRate);
}

function totalDb(bands: readonly EqBand[], hz: number, sampleRate: number): number {
  let sum = 0;
  for (const band of bands) sum += bandResponseDb(band, hz, sampleRate);
  return sum;
}

const PEAK_GRID_POINTS = 512;
const PEAK_REFINEMENTS = 24;

/**
 * The preamp for `auto`, dB: minus the highest point of the curve between 10 Hz and half the sample
 * rate, never above 0, so that no steady tone leaves the equalizer louder than it came.
 */
export function autoPreampDb(bands: readonly EqBand[], sampleRate: number): number {
  const low = BAND_RANGES.minFrequency;
  const ratio = (sampleRate / 2 / low) ** (1 / PEAK_GRID_POINTS);
  const candidates = Array.from({ length: PEAK_GRID_POINTS + 1 }, (_, i) => low * ratio ** i);
  candidates[PEAK_GRID_POINTS] = sampleRate / 2;
  // A narrow band's summit may lie between the points.
  candidates.push(...bands.map((band) => Math.min(band.frequency, maxBandFrequency(sampleRate))));

  let peakHz: number = low;
  let peakDb = -Infinity;
  const consider = (hz: number): void => {
    const db = totalDb(bands, hz, sampleRate);
    if (db > peakDb) [peakHz, peakDb] = [hz, db];
  };
  candidates.forEach(consider);
  for (let step = ratio, i = 0; i < PEAK_REFINEMENTS; i += 1) {
    step = Math.sqrt(step);
    consider(Math.min(peakHz * step, sampleRate / 2));
    consider(peakHz / step);
  }
  // Not -0 for a flat curve.
  return peakDb > 0 ? -peakDb : 0;
}
