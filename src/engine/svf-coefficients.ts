import { maxBandFrequency, type EqBand } from './equalizer.ts';

/**
 * One band as a trapezoidal state variable filter:
 *
 *   a1 = 1 / (1 + g (g + k)),  v3 = x - ic2
 *   v1 = a1 (ic1 + g v3),      ic1' = 2 v1 - ic1    (band pass)
 *   v2 = ic2 + g v1,           ic2' = 2 v2 - ic2    (low pass)
 *   y = m0 x + m1 v1 + m2 v2
 *
 * Any g, k > 0 is stable, so a filter may glide between two settings along straight lines in these
 * five numbers.
 *
 * Source: A. Simper, "Linear Trapezoidal Integrated SVF" (Cytomic, 2013). The trapezoidal rule is
 * the bilinear transform, and g carries the prewarping, so the response is exactly the one of
 * `bandResponseDb`.
 */
export interface SvfCoefficients {
  /** tan(pi f / sampleRate), for shelves moved to the midpoint of the slope. */
  readonly g: number;
  /** Damping, 1 / Q of the poles. */
  readonly k: number;
  readonly m0: number;
  readonly m1: number;
  readonly m2: number;
}

/** Shelves of slope S = 1 have 1 / Q = sqrt(2). */
const SHELF_DAMPING = Math.SQRT2;

/**
 * @param sampleRate Hz; a band above 0.49 of it is moved there
 * @returns a disabled band keeps its poles and mixes nothing of them in: y = x
 */
export function svfCoefficients(band: EqBand, sampleRate: number): SvfCoefficients {
  const active = mixedCoefficients(band, sampleRate);
  return band.enabled ? active : { ...active, m0: 1, m1: 0, m2: 0 };
}

function mixedCoefficients(band: EqBand, sampleRate: number): SvfCoefficients {
  const hz = Math.min(band.frequency, maxBandFrequency(sampleRate));
  const g = Math.tan((Math.PI * hz) / sampleRate);
  const a = 10 ** (band.gain / 40);
  const k = 1 / band.q;
  switch (band.type) {
    case 'peaking':
      return { g, k: k / a, m0: 1, m1: (k / a) * (a * a - 1), m2: 0 };
    case 'lowshelf':
      return {
        g: g / Math.sqrt(a),
        k: SHELF_DAMPING,
        m0: 1,
        m1: SHELF_DAMPING * (a - 1),
        m2: a * a - 1,
      };
    case 'highshelf':
      return {
        g: g * Math.sqrt(a),
        k: SHELF_DAMPING,
        m0: a * a,
        m1: SHELF_DAMPING * (1 - a) * a,
        m2: 1 - a * a,
      };
    case 'lowpass':
      return { g, k, m0: 0, m1: 0, m2: 1 };
    case 'highpass':
      return { g, k, m0: 1, m1: -k, m2: -1 };
    case 'notch':
      return { g, k, m0: 1, m1: -k, m2: 0 };
  }
}
