import type { EqBand } from '../equalizer.ts';
import { LAYOUT } from '../memory-layout.ts';
import { svfCoefficients } from '../svf-coefficients.ts';
import { instantiateKernel } from './loader.ts';

interface EqualizerExports {
  eq_process(eq: number, src: number, dst: number, frames: number): void;
  eq_process_mono(eq: number, src: number, dst: number, frames: number): void;
}

/** How long a change takes, seconds. */
const GLIDE_SECONDS = 0.015;
/** Within a segment the kernel's coefficients are interpolated, at its end they are exact. */
const SEGMENT_FRAMES = 16;

/** What glides: the preamp's factor, then g, k, m0, m1, m2 of each band. */
const BAND_LINES = 5;
const LINE_COUNT = 1 + LAYOUT.BAND_COUNT * BAND_LINES;
/** A1, A2, G, M0, M1, M2: the numbers that the kernel has of a gliding band. */
const GLIDE_VECTORS = 6;

/** Bands in a group that the kernel works on together. */
const GROUP_BANDS = 4;
const GROUP_KINDS = { identity: 0, bell: 1, general: 2 } as const;

/**
 * The equalizer kernel (`wasm/equalizer.wat`) at one place in shared memory, with its glides. For
 * one thread at a time, the worklet included; `process` and `processMono` neither allocate nor wait.
 */
export class Equalizer {
  readonly #kernel: EqualizerExports;
  readonly #eq: number;
  readonly #floats: Float64Array;
  readonly #words: Uint32Array;
  /** Where each line is at the end of the segment that has begun, or now if none has. */
  readonly #values = new Float64Array(LINE_COUNT);
  readonly #steps = new Float64Array(LINE_COUNT);
  readonly #targets = new Float64Array(LINE_COUNT);
  /** Segments of the glide that have not begun. */
  #segmentsLeft = 0;
  /** Frames that are left of the segment that has begun. */
  #framesLeft = 0;

  /** Begins flat; the region is initialised. See `createEqualizer`. */
  constructor(kernel: EqualizerExports, memory: WebAssembly.Memory, eqOffset: number) {
    this.#kernel = kernel;
    this.#eq = eqOffset;
    this.#floats = new Float64Array(memory.buffer, eqOffset, LAYOUT.EQ_BYTES / 8);
    this.#words = new Uint32Array(memory.buffer, eqOffset, LAYOUT.EQ_BYTES / 4);
    this.setTarget([], 0, true, 1);
    this.settle();
    this.reset();
  }

  /**
   * What to glide to from now on, over about 15 ms.
   *
   * @param bands up to eight, valid (`validateBand`); those that are missing are identities
   * @param preampDb dB, before the bands
   * @param bypass true: everything passes unchanged, to the bit as soon as the glide is over
   * @param sampleRate Hz
   */
  setTarget(bands: readonly EqBand[], preampDb: number, bypass: boolean, sampleRate: number): void {
    this.#targets[0] = bypass ? 1 : 10 ** (preampDb / 20);
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) {
      const band = bands[b];
      const at = 1 + b * BAND_LINES;
      if (band === undefined) {
        this.#targets.set([1, 1, 1, 0, 0], at);
      } else {
        const heard = bypass ? { ...band, enabled: false } : band;
        const { g, k, m0, m1, m2 } = svfCoefficients(heard, sampleRate);
        this.#targets.set([g, k, m0, m1, m2], at);
      }
    }
    const segments = Math.ceil((GLIDE_SECONDS * sampleRate) / SEGMENT_FRAMES);
    for (let i = 0; i < LINE_COUNT; i += 1) {
      this.#steps[i] = (line(this.#targets, i) - line(this.#values, i)) / segments;
    }
    this.#segmentsLeft = segments;
  }

  /** Jumps to the target: for a start, or when nothing is heard. */
  settle(): void {
    this.#unsettle();
    this.#values.set(this.#targets);
    this.#segmentsLeft = 0;
    this.#endSegment();
  }

  /** Forgets what was heard: the next frame is the first one. The glide goes on. */
  reset(): void {
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) this.#silenceBand(b);
  }

  /** True while a change is under way. */
  get gliding(): boolean {
    return this.#segmentsLeft > 0 || this.#framesLeft > 0;
  }

  /**
   * Equalizes interleaved stereo float32.
   *
   * @param src byte offset, a multiple of 4
   * @param dst byte offset, equal to `src` or apart from it
   * @param frames any number
   */
  process(src: number, dst: number, frames: number): void {
    let done = 0;
    while (done < frames) {
      const count = this.#beginRun(frames - done);
      const at = done * LAYOUT.FRAME_BYTES;
      this.#kernel.eq_process(this.#eq, src + at, dst + at, count);
      this.#endRun(count);
      done += count;
    }
  }

  /** Equalizes one channel of float32; otherwise as `process`. */
  processMono(src: number, dst: number, frames: number): void {
    let done = 0;
    while (done < frames) {
      const count = this.#beginRun(frames - done);
      const at = done * Float32Array.BYTES_PER_ELEMENT;
      this.#kernel.eq_process_mono(this.#eq, src + at, dst + at, count);
      this.#endRun(count);
      done += count;
    }
  }

  /** How many of `frames` frames the kernel can do at once: all, or what is left of a segment. */
  #beginRun(frames: number): number {
    if (this.#framesLeft === 0 && this.#segmentsLeft > 0) this.#beginSegment();
    return this.#framesLeft > 0 ? Math.min(frames, this.#framesLeft) : frames;
  }

  #endRun(frames: number): void {
    if (this.#framesLeft === 0) return;
    this.#framesLeft -= frames;
    if (this.#framesLeft === 0) this.#endSegment();
  }

  /** Moves the lines to the segment's end and gives each of the kernel's numbers its step a frame. */
  #beginSegment(): void {
    this.#unsettle();
    this.#segmentsLeft -= 1;
    this.#framesLeft = SEGMENT_FRAMES;
    if (this.#segmentsLeft === 0) {
      this.#values.set(this.#targets);
    } else {
      for (let i = 0; i < LINE_COUNT; i += 1) {
        this.#values[i] = line(this.#values, i) + line(this.#steps, i);
      }
    }
    const preamp = LAYOUT.EQ_PREAMP / 8;
    this.#writeVector(LAYOUT.EQ_PREAMP_STEP, this.#stepTo(preamp, line(this.#values, 0)));
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) {
      // The coefficients at the segment's end, then what leads to them.
      const band = bandOffset(b);
      this.#writeGlide(b, band + LAYOUT.EQ_BAND_STEPS);
      for (let v = 0; v < GLIDE_VECTORS; v += 1) {
        const offset = band + v * 16;
        const end = line(this.#floats, (offset + LAYOUT.EQ_BAND_STEPS) / 8);
        this.#writeVector(offset + LAYOUT.EQ_BAND_STEPS, this.#stepTo(offset / 8, end));
      }
    }
  }

  #stepTo(index: number, end: number): number {
    return (end - line(this.#floats, index)) / SEGMENT_FRAMES;
  }

  /** Sets each of the kernel's numbers to exactly what its line says. */
  #endSegment(): void {
    this.#framesLeft = 0;
    this.#writeVector(LAYOUT.EQ_PREAMP, line(this.#values, 0));
    this.#writeVector(LAYOUT.EQ_PREAMP_STEP, 0);
    if (this.#segmentsLeft === 0) {
      this.#becomeSettled();
    } else {
      for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) this.#writeGlide(b, bandOffset(b));
    }
  }

  /** From a settled filter's p and q to the states ic1 and ic2 that coefficients may move under. */
  #unsettle(): void {
    if (this.#words[LAYOUT.EQ_GLIDING / 4] === 1) return;
    this.#words[LAYOUT.EQ_GLIDING / 4] = 1;
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) {
      const halfG = line(this.#values, 1 + b * BAND_LINES) / 2;
      // ic1 = (p - q) g / 2, ic2 = -(p + q) / 2
      this.#mapState(b, halfG, -halfG, -0.5, -0.5);
      this.#writeGlide(b, bandOffset(b));
    }
  }

  /** The way back, at the end of a glide. */
  #becomeSettled(): void {
    this.#words[LAYOUT.EQ_GLIDING / 4] = 0;
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) {
      const g = line(this.#values, 1 + b * BAND_LINES);
      // p = ic1 / g - ic2, q = -ic1 / g - ic2
      this.#mapState(b, 1 / g, -1, -1 / g, -1);
      this.#writeSettled(b, bandOffset(b));
    }
    for (let group = 0; group < LAYOUT.BAND_COUNT / GROUP_BANDS; group += 1) {
      this.#words[LAYOUT.EQ_GROUP_KINDS / 4 + group] = this.#classify(group);
    }
  }

  /** Identities rest: they begin again from silence, mixed in along a line. */
  #classify(group: number): number {
    const first = group * GROUP_BANDS;
    let kind: number = GROUP_KINDS.identity;
    for (let b = first; b < first + GROUP_BANDS; b += 1) {
      const at = 1 + b * BAND_LINES;
      const isBell = this.#values[at + 2] === 1 && this.#values[at + 4] === 0;
      const isIdentity = isBell && this.#values[at + 3] === 0;
      const own = isIdentity
        ? GROUP_KINDS.identity
        : isBell
          ? GROUP_KINDS.bell
          : GROUP_KINDS.general;
      kind = Math.max(kind, own);
    }
    if (kind === GROUP_KINDS.identity) {
      for (let b = first; b < first + GROUP_BANDS; b += 1) this.#silenceBand(b);
    }
    return kind;
  }

  /** The six numbers of a gliding band, computed from its lines, to `offset` in the region. */
  #writeGlide(b: number, offset: number): void {
    const at = 1 + b * BAND_LINES;
    const g = line(this.#values, at);
    const doubleA1 = 2 / (1 + g * (g + line(this.#values, at + 1)));
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_A1, doubleA1);
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_A2, doubleA1 * g);
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_G, g);
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_M0, line(this.#values, at + 2));
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_M1, line(this.#values, at + 3) / 2);
    this.#writeVector(offset + LAYOUT.EQ_BAND_GLIDE_M2, line(this.#values, at + 4) / 2);
  }

  /** The five numbers of a settled band; the formulas stand in `wasm/equalizer.wat`. */
  #writeSettled(b: number, offset: number): void {
    const at = 1 + b * BAND_LINES;
    const g = line(this.#values, at);
    const a1 = 1 / (1 + g * (g + line(this.#values, at + 1)));
    const m1 = line(this.#values, at + 3);
    const m2 = line(this.#values, at + 4);
    this.#writeVector(offset + LAYOUT.EQ_BAND_C1, 2 * a1 * (1 - g * g));
    this.#writeVector(offset + LAYOUT.EQ_BAND_C2, 2 * a1 * (1 + g * g));
    this.#writeVector(offset + LAYOUT.EQ_BAND_C3, a1 * g * (m1 + m2 * g));
    this.#writeVector(offset + LAYOUT.EQ_BAND_C4, -m2 / 2);
    this.#writeVector(offset + LAYOUT.EQ_BAND_M0, line(this.#values, at + 2));
  }

  /** (first, second) = (a first + b second, c first + d second), on both channels. */
  #mapState(band: number, a: number, b: number, c: number, d: number): void {
    const at = (bandOffset(band) + LAYOUT.EQ_BAND_STATE_1) / 8;
    for (let i = at; i < at + 2; i += 1) {
      const first = line(this.#floats, i);
      const second = line(this.#floats, i + 2);
      this.#floats[i] = a * first + b * second;
      this.#floats[i + 2] = c * first + d * second;
    }
  }

  #silenceBand(b: number): void {
    this.#writeVector(bandOffset(b) + LAYOUT.EQ_BAND_STATE_1, 0);
    this.#writeVector(bandOffset(b) + LAYOUT.EQ_BAND_STATE_2, 0);
  }

  /** The same number for left and right. */
  #writeVector(offset: number, value: number): void {
    this.#floats[offset / 8] = value;
    this.#floats[offset / 8 + 1] = value;
  }
}

const bandOffset = (b: number): number => LAYOUT.EQ_BANDS + b * LAYOUT.EQ_BAND_STRIDE;

/** An element of an array that is known to be long enough. */
function line(values: Float64Array, index: number): number {
  return values[index] ?? NaN;
}

/**
 * Instantiates the equalizer kernel, flat, over a region of EQ_BYTES (EQ_PLAYER, EQ_TASKS).
 *
 * @param eqOffset byte offset, a multiple of 16
 */
export function createEqualizer(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  eqOffset: number,
): Equalizer {
  const kernel = instantiateKernel('equalizer', module, memory) as unknown as EqualizerExports;
  return new Equalizer(kernel, memory, eqOffset);
}
