import { TRUE_PEAK_DELAY_FRAMES, TruePeakDetector } from './true-peak.ts';

/** How long before a peak the gain begins to fall, seconds. */
const LOOK_AHEAD_SECONDS = 0.0015;
/** How long the gain stays down after a peak: no ripple on tones down to 33 Hz. */
const HOLD_SECONDS = 0.03;
/** Time constant of the way back up, seconds. */
const RELEASE_SECONDS = 0.1;
/** What is left of the way up is no longer worth a multiplication: 0.0001 dB. */
const ARRIVED = 1e-5;
/** What no sound reaches counts as silence, as does what is no number. */
const LARGEST_SAMPLE = 2 ** 20;

/** The limiter's constant delay in frames, 2 ms at 44.1 and 48 kHz. */
export function limiterLatencyFrames(sampleRateHz: number): number {
  return TRUE_PEAK_DELAY_FRAMES + Math.round(LOOK_AHEAD_SECONDS * sampleRateHz);
}

/** The minimum of the last `length` numbers, in constant time: D. Lemire's monotonic wedge (2006). */
class SlidingMinimum {
  readonly #length: number;
  readonly #values: Float64Array;
  readonly #times: Float64Array;
  #first = 0;
  #count = 0;
  #time = 0;

  constructor(length: number) {
    this.#length = length;
    this.#values = new Float64Array(length);
    this.#times = new Float64Array(length);
  }

  next(value: number): number {
    const length = this.#length;
    if (this.#count > 0 && (this.#times[this.#first] ?? 0) <= this.#time - length) {
      this.#first = (this.#first + 1) % length;
      this.#count -= 1;
    }
    while (
      this.#count > 0 &&
      (this.#values[(this.#first + this.#count - 1) % length] ?? 0) >= value
    ) {
      this.#count -= 1;
    }
    const place = (this.#first + this.#count) % length;
    this.#values[place] = value;
    this.#times[place] = this.#time;
    this.#count += 1;
    this.#time += 1;
    return this.#values[this.#first] ?? value;
  }
}

/**
 * A true-peak limiter for stereo: what would go above 0 dBTP is turned down, both channels alike,
 * ahead of the peak, and comes back slowly. Everything else leaves unchanged to the bit,
 * `latencyFrames` later, whether the limiter acts or not.
 *
 * The gain that a frame's surroundings need becomes a minimum over the look-ahead, is held, released,
 * and averaged over the look-ahead: a ramp that is down in time, with no corner in the waveform.
 *
 * The audio thread's, or any other's; allocates only when constructed.
 */
export class Limiter {
  readonly latencyFrames: number;
  readonly #lookAheadFrames: number;
  readonly #holdFrames: number;
  readonly #release: number;
  readonly #leftPeak = new TruePeakDetector(1);
  readonly #rightPeak = new TruePeakDetector(1);
  readonly #minimum: SlidingMinimum;
  readonly #left: Float32Array;
  readonly #right: Float32Array;
  /** The envelope's last values, of which the gain is the mean. */
  readonly #envelopes: Float64Array;
  #envelopeSum: number;
  #place = 0;
  #envelopePlace = 0;
  #envelope = 1;
  #heldFrames = 0;
  /** Frames since the envelope came back to 1. */
  #restFrames = 0;

  constructor(sampleRateHz: number) {
    this.latencyFrames = limiterLatencyFrames(sampleRateHz);
    this.#lookAheadFrames = this.latencyFrames - TRUE_PEAK_DELAY_FRAMES;
    this.#holdFrames = Math.round(HOLD_SECONDS * sampleRateHz);
    this.#release = 1 - Math.exp(-1 / (RELEASE_SECONDS * sampleRateHz));
    // One more: a peak between two frames turns down both.
    this.#minimum = new SlidingMinimum(this.#lookAheadFrames + 1);
    this.#left = new Float32Array(this.latencyFrames);
    this.#right = new Float32Array(this.latencyFrames);
    this.#envelopes = new Float64Array(this.#lookAheadFrames).fill(1);
    this.#envelopeSum = this.#lookAheadFrames;
    this.#restFrames = this.#lookAheadFrames;
  }

  /** As many frames out as in; the outputs may be the inputs. */
  process(
    leftIn: Float32Array,
    rightIn: Float32Array,
    leftOut: Float32Array,
    rightOut: Float32Array,
  ): void {
    for (let frame = 0; frame < leftOut.length; frame++) {
      const left = finite(leftIn[frame] ?? 0);
      const right = finite(rightIn[frame] ?? 0);
      const gain = this.#gainAfter(left, right);
      const place = this.#place;
      const delayedLeft = this.#left[place] ?? 0;
      const delayedRight = this.#right[place] ?? 0;
      leftOut[frame] = gain === 1 ? delayedLeft : delayedLeft * gain;
      rightOut[frame] = gain === 1 ? delayedRight : delayedRight * gain;
      this.#left[place] = left;
      this.#right[place] = right;
      this.#place = place + 1 === this.latencyFrames ? 0 : place + 1;
    }
  }

  /** The gain of the frame that leaves as this one enters. */
  #gainAfter(left: number, right: number): number {
    const peak = Math.max(this.#leftPeak.next(left), this.#rightPeak.next(right));
    const wanted = this.#minimum.next(peak > 1 ? 1 / peak : 1);
    this.#follow(wanted);
    const envelopes = this.#envelopes;
    this.#envelopeSum += this.#envelope - (envelopes[this.#envelopePlace] ?? 1);
    envelopes[this.#envelopePlace] = this.#envelope;
    this.#envelopePlace = (this.#envelopePlace + 1) % envelopes.length;
    this.#restFrames = this.#envelope === 1 ? this.#restFrames + 1 : 0;
    if (this.#restFrames < envelopes.length) return this.#envelopeSum / envelopes.length;
    // All of them are 1: what rounding left in the sum goes.
    this.#envelopeSum = envelopes.length;
    return 1;
  }

  /** Down at once, held, and up again slowly, never above what is wanted. */
  #follow(wanted: number): void {
    if (wanted <= this.#envelope) {
      this.#envelope = wanted;
      this.#heldFrames = wanted < 1 ? this.#holdFrames : 0;
      return;
    }
    if (this.#heldFrames > 0) {
      this.#heldFrames -= 1;
      return;
    }
    const raised = this.#envelope + (1 - this.#envelope) * this.#release;
    this.#envelope = Math.min(wanted, raised > 1 - ARRIVED ? 1 : raised);
  }
}

function finite(sample: number): number {
  // Not-a-number fails the comparison.
  return Math.abs(sample) < LARGEST_SAMPLE ? sample : 0;
}
