/** The few building blocks every instrument and effect here is made of. */

export const sampleRate = 44100;

/** Frequency in Hz of a MIDI note (A4 = 69 = 440 Hz), equal temperament. */
export const frequencyOf = (midi) => 440 * 2 ** ((midi - 69) / 12);

export const gainOfDb = (db) => 10 ** (db / 20);

/** mulberry32: a seeded generator, so that every render gives the same samples. Returns 0..1. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Two channels of float samples, the currency between instruments, effects and the master. */
export function createStereo(frames) {
  return { left: new Float32Array(frames), right: new Float32Array(frames) };
}

/** Equal-power gains for a pan from -1 (left) to 1 (right). */
export function panGains(pan) {
  const angle = ((pan + 1) * Math.PI) / 4;
  return [Math.cos(angle), Math.sin(angle)];
}

/** Adds `source` times `gain` to `target`. */
export function mixInto(target, source, gain) {
  for (let frame = 0; frame < target.left.length; frame++) {
    target.left[frame] += source.left[frame] * gain;
    target.right[frame] += source.right[frame] * gain;
  }
}

/** Multiplier per frame for an exponential decay with the time constant `seconds` (to 1/e). */
export const decayPerFrame = (seconds) => Math.exp(-1 / (seconds * sampleRate));

/** One-pole low-pass coefficient for a cutoff in Hz. */
export const onePoleOf = (hz) => 1 - Math.exp((-2 * Math.PI * hz) / sampleRate);

/**
 * State-variable filter in its trapezoidal form: stable while the cutoff moves.
 * `q` 0.5 and up. `tick` returns the low-pass; band and high are left in the fields.
 */
export class StateVariableFilter {
  low = 0;
  band = 0;
  high = 0;
  #state1 = 0;
  #state2 = 0;
  #g = 0;
  #k = 1;

  constructor(cutoffHz = 1000, q = Math.SQRT1_2) {
    this.tune(cutoffHz, q);
  }

  tune(cutoffHz, q) {
    this.#g = Math.tan((Math.PI * Math.min(cutoffHz, sampleRate * 0.45)) / sampleRate);
    this.#k = 1 / q;
  }

  tick(input) {
    const g = this.#g;
    const high = (input - (g + this.#k) * this.#state1 - this.#state2) / (1 + g * (g + this.#k));
    const band = g * high + this.#state1;
    const low = g * band + this.#state2;
    this.#state1 = g * high + band;
    this.#state2 = g * band + low;
    this.high = high;
    this.band = band;
    this.low = low;
    return low;
  }
}

/** Removes what lies below `hz` from both channels, in place (12 dB per octave). */
export function highPass(stereo, hz) {
  for (const channel of [stereo.left, stereo.right]) {
    const filter = new StateVariableFilter(hz);
    for (let frame = 0; frame < channel.length; frame++) {
      filter.tick(channel[frame]);
      channel[frame] = filter.high;
    }
  }
}

/** Linear interpolation in a sorted list of [x, y]; the ends hold. */
export function interpolate(points, x) {
  const next = points.findIndex(([at]) => at > x);
  if (next === 0) return points[0][1];
  if (next < 0) return points[points.length - 1][1];
  const [x0, y0] = points[next - 1];
  const [x1, y1] = points[next];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
