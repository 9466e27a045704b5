/**
 * Analysis windows: one set of formulas for the kernel's tables and for the analyser in TypeScript.
 *
 * All are periodic sums of cosines, w[n] = sum over k of (-1)^k a[k] cos(2 pi k n / N). Sources:
 * F. J. Harris, "On the use of windows for harmonic analysis with the discrete Fourier transform",
 * Proc. IEEE 66 (1978), for Hann, Blackman and the 4-term Blackman-Harris; flat-top after G. D'Antona
 * and A. Ferrero, "Digital signal processing for measurement systems" (2006).
 */
const COEFFICIENTS = {
  hann: [0.5, 0.5],
  blackman: [0.42, 0.5, 0.08],
  'blackman-harris': [0.35875, 0.48829, 0.14128, 0.01168],
  'flat-top': [0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368],
} as const satisfies Record<string, readonly number[]>;

export type WindowName = keyof typeof COEFFICIENTS;

/** In the order of the kernel's window index. */
export const WINDOW_NAMES = [
  'hann',
  'blackman',
  'blackman-harris',
  'flat-top',
] as const satisfies readonly WindowName[];

/**
 * The mean of a window (its coherent gain): what it leaves of a sine's amplitude. The cosines cancel
 * over a period, so it is the first coefficient, exactly.
 */
export function windowMean(name: WindowName): number {
  return COEFFICIENTS[name][0];
}

/** Writes one period of a window, `out.length` samples, computed in double precision. Pure. */
export function fillWindow(name: WindowName, out: Float32Array | Float64Array): void {
  const size = out.length;
  const coefficients = COEFFICIENTS[name];
  for (let n = 0; n < size; n++) {
    let sum = 0;
    for (const [k, coefficient] of coefficients.entries()) {
      // Reduced to one turn first, so that the angle is as exact as a double can be.
      const cosine = Math.cos((2 * Math.PI * ((k * n) % size)) / size);
      sum += (k % 2 === 0 ? coefficient : -coefficient) * cosine;
    }
    out[n] = sum;
  }
}
