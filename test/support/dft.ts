/** The discrete Fourier transform by its definition: slow, in double precision. */

export interface ComplexBins {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Bins 0 to N/2 of sum over n of x[n] exp(-2 pi i k n / N). */
export function slowDft(samples: ArrayLike<number>): ComplexBins {
  const size = samples.length;
  const x = Float64Array.from(samples);
  const cosine = Float64Array.from({ length: size }, (_, n) => Math.cos((2 * Math.PI * n) / size));
  const bins = size / 2 + 1;
  const re = new Float64Array(bins);
  const im = new Float64Array(bins);
  for (let k = 0; k < bins; k++) {
    let sumRe = 0;
    let sumIm = 0;
    // exp(-i a) = cos a - i sin a, and sin a = cos(a - pi / 2): a quarter of the table back.
    let turn = 0;
    for (let n = 0; n < size; n++) {
      sumRe += x[n]! * cosine[turn]!;
      sumIm -= x[n]! * cosine[(turn + (3 * size) / 4) % size]!;
      turn = (turn + k) % size;
    }
    re[k] = sumRe;
    im[k] = sumIm;
  }
  return { re, im };
}
