/** Coefficients of `H(z) = (b0 + b1 z^-1 + b2 z^-2) / (1 + a1 z^-1 + a2 z^-2)`. */
export interface BiquadCoefficients {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/**
 * The two filters of BS.1770-4 annex 1 for any sample rate. The standard prints coefficients for 48
 * kHz; the analogue prototypes behind them were recovered by Mansbridge, Finn and Reiss
 * ("Implementation and Evaluation of Autonomous Multi-track Fader Control", AES 132, 2012) and give
 * the printed numbers to 1e-9.
 *
 * @returns the head's shelf, then the high pass
 */
export function kWeighting(
  sampleRateHz: number,
): readonly [BiquadCoefficients, BiquadCoefficients] {
  return [shelf(sampleRateHz), highPass(sampleRateHz)];
}

function shelf(sampleRateHz: number): BiquadCoefficients {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  };
}

function highPass(sampleRateHz: number): BiquadCoefficients {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

/** States below that are silence: WebAssembly and JavaScript have no flush-to-zero. */
const QUIETEST = 1e-30;

/** One channel's K-weighting, in double precision. Allocates nothing after construction. */
export class KWeightedChannel {
  readonly #shelf: BiquadCoefficients;
  readonly #highPass: BiquadCoefficients;
  /** Transposed direct form II: two states a filter. */
  #s1 = 0;
  #s2 = 0;
  #h1 = 0;
  #h2 = 0;

  constructor(sampleRateHz: number) {
    [this.#shelf, this.#highPass] = kWeighting(sampleRateHz);
  }

  /** Filters samples `[from, to)`. @returns the sum of squares of what comes out */
  energy(samples: Float32Array, from: number, to: number): number {
    const { b0, b1, b2, a1, a2 } = this.#shelf;
    const { a1: c1, a2: c2 } = this.#highPass;
    let s1 = this.#s1;
    let s2 = this.#s2;
    let h1 = this.#h1;
    let h2 = this.#h2;
    let sum = 0;
    for (let i = from; i < to; i++) {
      const x = samples[i]!;
      const y = b0 * x + s1;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      const z = y + h1;
      h1 = -2 * y - c1 * z + h2;
      h2 = y - c2 * z;
      sum += z * z;
    }
    this.#s1 = audible(s1);
    this.#s2 = audible(s2);
    this.#h1 = audible(h1);
    this.#h2 = audible(h2);
    return sum;
  }
}

/** Also ends what a sample that is no number would do to all that follows. */
function audible(state: number): number {
  return Math.abs(state) > QUIETEST ? state : 0;
}
