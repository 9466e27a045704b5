import { LAYOUT } from '../memory-layout.ts';
import type { SvfCoefficients } from '../svf-coefficients.ts';

/** A1, A2, G, M0, M1, M2: the numbers that the kernel has of a gliding band. */
const GLIDE_VECTORS = 6;
/** Bands in a group that the kernel works on together. */
const GROUP_BANDS = 4;
const GROUP_KINDS = { identity: 0, bell: 1, general: 2 } as const;

/** Offsets of left and right in a vector. */
const CHANNELS = [0, 8] as const;

const bandOffset = (band: number): number => LAYOUT.EQ_BANDS + band * LAYOUT.EQ_BAND_STRIDE;

/**
 * The equalizer kernel's region in shared memory, as its wrapper writes it; `wasm/equalizer.wat`
 * holds the formulas. Nothing allocates. Offsets are bytes within the region.
 */
export class EqualizerRegion {
  readonly #floats: Float64Array;
  readonly #words: Uint32Array;

  constructor(memory: WebAssembly.Memory, eqOffset: number) {
    this.#floats = new Float64Array(memory.buffer, eqOffset, LAYOUT.EQ_BYTES / 8);
    this.#words = new Uint32Array(memory.buffer, eqOffset, LAYOUT.EQ_BYTES / 4);
  }

  /** Which of the two forms of the filter the region holds. */
  get gliding(): boolean {
    return this.#words[LAYOUT.EQ_GLIDING / 4] === 1;
  }

  set gliding(gliding: boolean) {
    this.#words[LAYOUT.EQ_GLIDING / 4] = gliding ? 1 : 0;
  }

  /** The preamp's factor is reached and stays. */
  setPreamp(factor: number): void {
    this.#writeVector(LAYOUT.EQ_PREAMP, factor);
    this.#writeVector(LAYOUT.EQ_PREAMP_STEP, 0);
  }

  /** The preamp's factor is to be reached in so many frames. */
  aimPreamp(factor: number, frames: number): void {
    const now = this.#read(LAYOUT.EQ_PREAMP);
    this.#writeVector(LAYOUT.EQ_PREAMP_STEP, (factor - now) / frames);
  }

  /** A gliding band's coefficients are reached. */
  setGlide(band: number, coefficients: SvfCoefficients): void {
    this.#writeGlide(bandOffset(band), coefficients);
  }

  /** A gliding band's coefficients are to be reached in so many frames. */
  aimGlide(band: number, coefficients: SvfCoefficients, frames: number): void {
    const now = bandOffset(band);
    const steps = now + LAYOUT.EQ_BAND_STEPS;
    this.#writeGlide(steps, coefficients);
    for (let offset = 0; offset < GLIDE_VECTORS * 16; offset += 16) {
      const end = this.#read(steps + offset);
      this.#writeVector(steps + offset, (end - this.#read(now + offset)) / frames);
    }
  }

  /** A settled band's coefficients. */
  setSettled(band: number, { g, k, m0, m1, m2 }: SvfCoefficients): void {
    const offset = bandOffset(band);
    const a1 = 1 / (1 + g * (g + k));
    this.#writeVector(offset + LAYOUT.EQ_BAND_C1, 2 * a1 * (1 - g * g));
    this.#writeVector(offset + LAYOUT.EQ_BAND_C2, 1 - 2 * a1 * (1 + g * g));
    this.#writeVector(offset + LAYOUT.EQ_BAND_C3, a1 * g * (m1 + m2 * g) - m2 / 2);
    this.#writeVector(offset + LAYOUT.EQ_BAND_C4, -m2 / 2);
    this.#writeVector(offset + LAYOUT.EQ_BAND_C5, m0 + m2 / 2);
  }

  /**
   * From a settled filter's state to that of a gliding one: p = C1 u - r, q = -s,
   * ic1 = (p - q) g / 2, ic2 = -(p + q) / 2. The band's settled coefficients are still there.
   */
  unsettleState(band: number, g: number): void {
    const c1 = this.#read(bandOffset(band) + LAYOUT.EQ_BAND_C1);
    for (const channel of CHANNELS) {
      const at = bandOffset(band) + channel;
      const s = this.#read(at + LAYOUT.EQ_BAND_STATE_3);
      const p =
        c1 * this.#read(at + LAYOUT.EQ_BAND_STATE_1) - this.#read(at + LAYOUT.EQ_BAND_STATE_2);
      this.#writeState(at, ((p + s) * g) / 2, (s - p) / 2, 0);
    }
  }

  /** The way back: p = ic1 / g - ic2, q = -ic1 / g - ic2, with u = 0, r = -p, s = -q. */
  settleState(band: number, g: number): void {
    for (const channel of CHANNELS) {
      const at = bandOffset(band) + channel;
      const ic1 = this.#read(at + LAYOUT.EQ_BAND_STATE_1);
      const ic2 = this.#read(at + LAYOUT.EQ_BAND_STATE_2);
      this.#writeState(at, 0, ic2 - ic1 / g, ic2 + ic1 / g);
    }
  }

  silence(band: number): void {
    for (const channel of CHANNELS) this.#writeState(bandOffset(band) + channel, 0, 0, 0);
  }

  /** Tells the kernel what is in its groups of four bands; groups of identities come to rest. */
  classify(bands: readonly SvfCoefficients[]): void {
    for (let first = 0; first < LAYOUT.BAND_COUNT; first += GROUP_BANDS) {
      let kind: number = GROUP_KINDS.identity;
      for (let b = first; b < first + GROUP_BANDS; b += 1) kind = Math.max(kind, kindOf(bands[b]));
      this.#words[LAYOUT.EQ_GROUP_KINDS / 4 + first / GROUP_BANDS] = kind;
      if (kind !== GROUP_KINDS.identity) continue;
      for (let b = first; b < first + GROUP_BANDS; b += 1) this.silence(b);
    }
  }

  #writeGlide(offset: number, { g, k, m0, m1, m2 }: SvfCoefficients): void {
    const doubleA1 = 2 / (1 + g * (g + k));
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_A1, doubleA1);
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_A2, doubleA1 * g);
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_G, g);
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_M0, m0);
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_M1, m1 / 2);
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_M2, m2 / 2);
  }

  /** One channel's state: `at` is the band's offset and the channel's. */
  #writeState(at: number, first: number, second: number, third: number): void {
    this.#floats[(at + LAYOUT.EQ_BAND_STATE_1) / 8] = first;
    this.#floats[(at + LAYOUT.EQ_BAND_STATE_2) / 8] = second;
    this.#floats[(at + LAYOUT.EQ_BAND_STATE_3) / 8] = third;
  }

  #read(offset: number): number {
    return this.#floats[offset / 8] ?? NaN;
  }

  /** The same number for left and right. */
  #writeVector(offset: number, value: number): void {
    this.#floats[offset / 8] = value;
    this.#floats[offset / 8 + 1] = value;
  }
}

function kindOf(band: SvfCoefficients | undefined): number {
  if (band === undefined || band.m0 !== 1 || band.m2 !== 0) return GROUP_KINDS.general;
  return band.m1 === 0 ? GROUP_KINDS.identity : GROUP_KINDS.bell;
}
