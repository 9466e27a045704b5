/**
 * The interpolating filter of BS.1770-4 annex 2, table 1: 48 taps in four phases. Two are printed
 * here; phases 2 and 3 are phases 1 and 0 backwards.
 */
const TAPS = 12;
const PHASE_0 = Float64Array.of(
  ...[0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125],
  ...[-0.0594482421875, 0.1373291015625, 0.97216796875, -0.102294921875],
  ...[0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125],
);
const PHASE_1 = Float64Array.of(
  ...[-0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125],
  ...[-0.16650390625, 0.465087890625, 0.77978515625, -0.2003173828125],
  ...[0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375],
);
/** No phase can make more than that of samples of 1: the sum of its taps' magnitudes, rounded up. */
const LARGEST_GAIN = 2.05;

/** Samples that are looked at together: quiet ones are passed over. */
const RUN = 64;

/**
 * The highest magnitude of one channel between the samples and at them, by four times oversampling.
 * It only rises. Allocates nothing after construction.
 */
export class TruePeakChannel {
  /** The last taps of the run before, then a run. */
  readonly #window = new Float64Array(TAPS - 1 + RUN);
  #peak = 0;

  /** Linear, full scale is 1. */
  get peak(): number {
    return this.#peak;
  }

  add(samples: Float32Array, frames: number): void {
    const window = this.#window;
    for (let at = 0; at < frames; at += RUN) {
      const run = Math.min(RUN, frames - at);
      let loudest = 0;
      for (let i = 0; i < TAPS - 1; i++) loudest = Math.max(loudest, Math.abs(window[i]!));
      for (let i = 0; i < run; i++) {
        const sample = samples[at + i]!;
        window[TAPS - 1 + i] = sample;
        loudest = Math.max(loudest, Math.abs(sample));
      }
      if (loudest * LARGEST_GAIN > this.#peak) this.#search(run);
      window.copyWithin(0, run, run + TAPS - 1);
    }
  }

  #search(run: number): void {
    const window = this.#window;
    let peak = this.#peak;
    for (let i = 0; i < run; i++) {
      let phase0 = 0;
      let phase1 = 0;
      let phase2 = 0;
      let phase3 = 0;
      for (let tap = 0; tap < TAPS; tap++) {
        const sample = window[i + TAPS - 1 - tap]!;
        phase0 += PHASE_0[tap]! * sample;
        phase1 += PHASE_1[tap]! * sample;
        phase2 += PHASE_1[TAPS - 1 - tap]! * sample;
        phase3 += PHASE_0[TAPS - 1 - tap]! * sample;
      }
      peak = Math.max(
        peak,
        Math.abs(window[i + TAPS - 1]!),
        Math.abs(phase0),
        Math.abs(phase1),
        Math.abs(phase2),
        Math.abs(phase3),
      );
    }
    // What is no number is no peak.
    if (peak >= this.#peak) this.#peak = peak;
  }
}
