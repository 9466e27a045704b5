import { KWeightedChannel } from './k-weighting.ts';

/** BS.1770-4: blocks of 400 ms that overlap by 75 %, that is a new one every 100 ms. */
const STEPS_PER_SECOND = 10;
const STEPS_PER_BLOCK = 4;
const OFFSET_DB = -0.691;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;

/** Mean squares of full scale to LUFS. */
const toLufs = (power: number): number => OFFSET_DB + 10 * Math.log10(power);
const fromLufs = (lufs: number): number => 10 ** ((lufs - OFFSET_DB) / 10);

/** +1.5 dB for sound from 60 to 120 degrees. */
const SIDE = 1.41;
/**
 * Weights of the channels by their number, in the order of WAVE and the Web Audio API: L R SL SR;
 * L R C SL SR; L R C LFE SL SR; L R C LFE BL BR SL SR. Any other layout counts all alike.
 */
const WEIGHTS: Readonly<Record<number, readonly number[]>> = {
  4: [1, 1, SIDE, SIDE],
  5: [1, 1, 1, SIDE, SIDE],
  6: [1, 1, 1, 0, SIDE, SIDE],
  8: [1, 1, 1, 0, 1, 1, SIDE, SIDE],
};

/**
 * Integrated loudness by BS.1770-4 annex 1, with both gates. `add` allocates nothing but room for
 * the blocks' levels (8 bytes each 100 ms).
 */
export class LoudnessMeter {
  readonly #channels: readonly KWeightedChannel[];
  readonly #weights: readonly number[];
  readonly #stepFrames: number;
  /** Weighted energies of the last four steps, in turn. */
  readonly #steps = new Float64Array(STEPS_PER_BLOCK);
  #step = 0;
  #energy = 0;
  #framesInStep = 0;
  /** Mean square of every block, one after the other. */
  #blocks = new Float64Array(4096);
  #blockCount = 0;

  constructor(sampleRateHz: number, channels: number) {
    this.#channels = Array.from({ length: channels }, () => new KWeightedChannel(sampleRateHz));
    this.#weights = WEIGHTS[channels] ?? this.#channels.map(() => 1);
    this.#stepFrames = Math.round(sampleRateHz / STEPS_PER_SECOND);
  }

  /** @param planes one array a channel; `frames` samples of each are used */
  add(planes: readonly Float32Array[], frames: number): void {
    for (let at = 0; at < frames;) {
      const end = Math.min(frames, at + this.#stepFrames - this.#framesInStep);
      for (let i = 0; i < this.#channels.length && i < planes.length; i++) {
        this.#energy += this.#weights[i]! * this.#channels[i]!.energy(planes[i]!, at, end);
      }
      this.#framesInStep += end - at;
      at = end;
      if (this.#framesInStep === this.#stepFrames) this.#closeStep();
    }
  }

  /** LUFS of all that was added; -Infinity where no block passes the gates. */
  get integratedLufs(): number {
    const absolute = fromLufs(ABSOLUTE_GATE_LUFS);
    const relative = this.#meanAbove(absolute) * 10 ** (RELATIVE_GATE_LU / 10);
    return toLufs(this.#meanAbove(Math.max(absolute, relative)));
  }

  /** Mean of the blocks that are louder; 0 when there is none. */
  #meanAbove(gate: number): number {
    let sum = 0;
    let count = 0;
    for (let i = 0; i < this.#blockCount; i++) {
      const block = this.#blocks[i]!;
      // A block of what is no number is none.
      if (!(block > gate)) continue;
      sum += block;
      count++;
    }
    return count === 0 ? 0 : sum / count;
  }

  #closeStep(): void {
    this.#steps[this.#step % STEPS_PER_BLOCK] = this.#energy;
    this.#step++;
    this.#energy = 0;
    this.#framesInStep = 0;
    if (this.#step < STEPS_PER_BLOCK) return;
    if (this.#blockCount === this.#blocks.length) {
      const longer = new Float64Array(this.#blocks.length * 2);
      longer.set(this.#blocks);
      this.#blocks = longer;
    }
    let energy = 0;
    for (let i = 0; i < STEPS_PER_BLOCK; i++) energy += this.#steps[i]!;
    this.#blocks[this.#blockCount] = energy / (STEPS_PER_BLOCK * this.#stepFrames);
    this.#blockCount++;
  }
}
