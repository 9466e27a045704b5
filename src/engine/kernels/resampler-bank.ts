/**
 * The resampler's filter: a sinc under a Kaiser window, as rows for a polyphase filter bank. Pure.
 *
 * Source: J. F. Kaiser, "Nonrecursive digital filter design using the I0-sinh window function"
 * (1974): for A dB of rejection beta = 0.1102 (A - 8.7), and a length of
 * (A - 7.95) / (2.285 width) taps for a transition of `width` radians per sample.
 */
const REJECTION_DB = 115;
const KAISER_BETA = 0.1102 * (REJECTION_DB - 8.7);
/** Taps at the lower of the two rates; they make the transition 9.3 % of half that rate wide. */
const TAPS_AT_LOWER_RATE = 160;
const TRANSITION = (REJECTION_DB - 7.95) / (2.285 * Math.PI * TAPS_AT_LOWER_RATE);

/** The part of half the lower rate that passes unharmed: 0.907, 20 kHz of 44.1. */
export const PASS_BAND = 1 - TRANSITION;

export interface FilterBank {
  /** Filter length in input frames, a multiple of 8. */
  readonly taps: number;
  /** Rows per input frame; row `rows` is row 0 one frame later. */
  readonly rows: number;
}

/**
 * The shape of the bank: a row for every phase where they fit, else as many as fit, to be
 * interpolated (767 for upsampling: the error of straight lines stays below -114 dB).
 *
 * @param phases different positions between two input frames
 * @param maxFloats room for the bank
 */
export function bankShape(
  inRate: number,
  outRate: number,
  phases: number,
  maxFloats: number,
): FilterBank {
  const taps = 8 * Math.ceil((TAPS_AT_LOWER_RATE * Math.max(1, inRate / outRate)) / 8);
  const fitting = Math.floor(maxFloats / taps) - 1;
  return { taps, rows: Math.min(phases, fitting) };
}

/**
 * Fills `bank` with `rows + 1` rows of `taps`: row r weighs the input for an output frame that lies
 * r / rows after the input frame in the middle (number taps / 2 - 1). Computed in double precision.
 */
export function fillBank(
  bank: Float32Array,
  { taps, rows }: FilterBank,
  inRate: number,
  outRate: number,
): void {
  const scale = Math.min(1, outRate / inRate);
  // The stop band begins at half the lower rate.
  const cutoff = scale * (1 - TRANSITION / 2);
  const peak = besselI0(KAISER_BETA);
  const half = taps / 2;
  // The filter is symmetric: row `rows - r` is row r backwards.
  for (let row = 0; 2 * row <= rows; row += 1) {
    const mirrored = (rows - row + 1) * taps - 1;
    for (let tap = 0; tap < taps; tap += 1) {
      const t = tap - (half - 1) - row / rows;
      const window = besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - (t / half) ** 2))) / peak;
      const weight = cutoff * sinc(cutoff * t) * window;
      bank[row * taps + tap] = weight;
      bank[mirrored - tap] = weight;
    }
  }
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The modified Bessel function of the first kind, order 0, by its power series, to 1e-10. */
function besselI0(x: number): number {
  const quarter = (x / 2) ** 2;
  let term = 1;
  let sum = 1;
  for (let n = 1; term > sum * 1e-10; n += 1) {
    term *= quarter / (n * n);
    sum += term;
  }
  return sum;
}
