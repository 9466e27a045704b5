/**
 * The equalizer in plain JavaScript, as fast as it was found to go: cookbook biquads, transposed direct
 * form II in double precision, both channels in one loop, two bands a pass, state in locals.
 */
export class PlainEqualizer {
  #coefficients;
  #states;
  #work;

  /**
   * @param {readonly { b: number[], a: number[] }[]} biquads an even number, normalised (a0 = 1)
   * @param {number} maxFrames
   */
  constructor(biquads, maxFrames) {
    this.#coefficients = biquads.map(({ b, a }) => Float64Array.of(...b, ...a));
    this.#states = biquads.map(() => new Float64Array(4));
    this.#work = new Float64Array(2 * maxFrames);
  }

  /** Interleaved stereo, `samples` of them. */
  process(input, output, samples) {
    const work = this.#work;
    for (let i = 0; i < samples; i++) work[i] = input[i];
    for (let n = 0; n < this.#states.length; n += 2) this.#pass(n, samples);
    for (let i = 0; i < samples; i++) output[i] = work[i];
  }

  #pass(n, samples) {
    const work = this.#work;
    const [b0, b1, b2, a1, a2] = this.#coefficients[n];
    const [d0, d1, d2, c1, c2] = this.#coefficients[n + 1];
    const first = this.#states[n];
    const second = this.#states[n + 1];
    let [l1, l2, r1, r2] = first;
    let [m1, m2, s1, s2] = second;
    for (let i = 0; i < samples; i += 2) {
      const left = work[i];
      const right = work[i + 1];
      const leftBetween = b0 * left + l1;
      const rightBetween = b0 * right + r1;
      l1 = b1 * left - a1 * leftBetween + l2;
      r1 = b1 * right - a1 * rightBetween + r2;
      l2 = b2 * left - a2 * leftBetween;
      r2 = b2 * right - a2 * rightBetween;
      const leftOut = d0 * leftBetween + m1;
      const rightOut = d0 * rightBetween + s1;
      m1 = d1 * leftBetween - c1 * leftOut + m2;
      s1 = d1 * rightBetween - c1 * rightOut + s2;
      m2 = d2 * leftBetween - c2 * leftOut;
      s2 = d2 * rightBetween - c2 * rightOut;
      work[i] = leftOut;
      work[i + 1] = rightOut;
    }
    first[0] = l1;
    first[1] = l2;
    first[2] = r1;
    first[3] = r2;
    second[0] = m1;
    second[1] = m2;
    second[2] = s1;
    second[3] = s2;
  }
}

class Biquad {
  constructor({ b, a }) {
    [this.b0, this.b1, this.b2] = b;
    [this.a1, this.a2] = a;
    this.s1 = 0;
    this.s2 = 0;
  }

  process(x) {
    const y = this.b0 * x + this.s1;
    this.s1 = this.b1 * x - this.a1 * y + this.s2;
    this.s2 = this.b2 * x - this.a2 * y;
    return y;
  }
}

/** The equalizer in plain JavaScript as it is mostly written: an object a filter, frame by frame. */
export class ObjectEqualizer {
  #left;
  #right;

  constructor(biquads) {
    this.#left = biquads.map((biquad) => new Biquad(biquad));
    this.#right = biquads.map((biquad) => new Biquad(biquad));
  }

  /** Interleaved stereo, `samples` of them. */
  process(input, output, samples) {
    const left = this.#left;
    const right = this.#right;
    for (let i = 0; i < samples; i += 2) {
      let l = input[i];
      let r = input[i + 1];
      for (let n = 0; n < left.length; n++) {
        l = left[n].process(l);
        r = right[n].process(r);
      }
      output[i] = l;
      output[i + 1] = r;
    }
  }
}

/** A peak's biquad by the cookbook. */
export function peakingBiquad({ frequency, gain, q }, sampleRate) {
  const w0 = (2 * Math.PI * frequency) / sampleRate;
  const a = 10 ** (gain / 40);
  const alpha = Math.sin(w0) / (2 * q);
  const a0 = 1 + alpha / a;
  const b = [1 + alpha * a, -2 * Math.cos(w0), 1 - alpha * a];
  return { b: b.map((c) => c / a0), a: [b[1] / a0, (1 - alpha / a) / a0] };
}
