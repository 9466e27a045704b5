/**
 * True peaks: the height of the signal between its samples. Pure; any thread; allocates only when
 * constructed.
 *
 * After ITU-R BS.1770-5, annex 2: fourfold oversampling by a polyphase filter. This filter is longer
 * than the example there (48 taps a phase, Kaiser's window), and the summit is read off a parabola
 * through the three highest of the four times as many points, so that tones up to 0.46 of the
 * sample rate are met within 0.05 dB.
 */
const OVERSAMPLING = 4;
const TAPS = 48;
/** Of Kaiser's window: a compromise of ripple and width. */
const KAISER_BETA = 4;

/** So many frames after it was given a sample's surroundings are known. */
export const TRUE_PEAK_DELAY_FRAMES = TAPS / 2 - 1;

/** The modified Bessel function of the first kind and order 0, by its power series. */
function bessel0(x: number): number {
  let sum = 1;
  for (let term = 1, k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

/** The weights of one phase: the value `phase / 4` of the way between the two middle samples. */
function phaseWeights(phase: number): Float64Array {
  const place = TAPS / 2 - 1 + phase / OVERSAMPLING;
  const weights = Float64Array.from({ length: TAPS }, (_, tap) => {
    const distance = place - tap;
    const sinc = Math.sin(Math.PI * distance) / (Math.PI * distance);
    const edge = distance / (TAPS / 2);
    return (sinc * bessel0(KAISER_BETA * Math.sqrt(1 - edge * edge))) / bessel0(KAISER_BETA);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

const [QUARTER, HALF, THREE_QUARTERS] = [phaseWeights(1), phaseWeights(2), phaseWeights(3)];
/** No point between samples is higher than this times the highest of the samples around it. */
const LARGEST_GAIN = HALF.reduce((sum, weight) => sum + Math.abs(weight), 0);

/** Follows one channel, sample by sample. */
export class TruePeakDetector {
  /** The last samples, twice in a row: any `TAPS` of them lie side by side. */
  readonly #history = new Float64Array(2 * TAPS);
  #place = 0;
  #soundBelow = 0;
  /** Frames for which a sample that may matter is still within the filter. */
  #watchFrames = 0;
  /** The last two points of the oversampled signal. */
  #beforeLast = 0;
  #last = 0;

  /** @param threshold peaks below it need not be exact: the samples' own magnitude is told instead */
  constructor(threshold = 0) {
    this.threshold = threshold;
  }

  set threshold(threshold: number) {
    this.#soundBelow = threshold / LARGEST_GAIN;
  }

  /**
   * Takes the next sample.
   *
   * @returns the highest magnitude between the samples that came 24 and 23 calls before
   *   (`TRUE_PEAK_DELAY_FRAMES`), the latter included
   */
  next(sample: number): number {
    const history = this.#history;
    history[this.#place] = sample;
    history[this.#place + TAPS] = sample;
    this.#place = (this.#place + 1) % TAPS;
    const start = this.#place;
    const middle = history[start + TAPS / 2] ?? 0;
    if (Math.abs(sample) > this.#soundBelow) this.#watchFrames = TAPS;
    if (this.#watchFrames === 0) {
      this.#beforeLast = 0;
      this.#last = middle;
      return Math.abs(middle);
    }
    this.#watchFrames -= 1;
    let quarter = 0;
    let half = 0;
    let threeQuarters = 0;
    for (let tap = 0; tap < TAPS; tap++) {
      const value = history[start + tap] ?? 0;
      quarter += value * (QUARTER[tap] ?? 0);
      half += value * (HALF[tap] ?? 0);
      threeQuarters += value * (THREE_QUARTERS[tap] ?? 0);
    }
    const a = this.#summit(quarter);
    const b = this.#summit(half);
    const c = this.#summit(threeQuarters);
    const d = this.#summit(middle);
    return Math.max(a, b, c, d);
  }

  /** The next point: the height of the parabola's summit if the last one was the highest so far. */
  #summit(point: number): number {
    const before = this.#beforeLast;
    const last = this.#last;
    this.#beforeLast = last;
    this.#last = point;
    const height = Math.abs(last);
    if (height < Math.abs(before) || height < Math.abs(point)) return Math.abs(point);
    const bend = before - 2 * last + point;
    if (bend === 0) return Math.max(height, Math.abs(point));
    return Math.abs(last - (before - point) ** 2 / (8 * bend));
  }
}
