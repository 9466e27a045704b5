import type { EqBand } from '../equalizer.ts';
import { LAYOUT } from '../memory-layout.ts';
import { svfCoefficients, type SvfCoefficients } from '../svf-coefficients.ts';
import { EqualizerRegion } from './equalizer-region.ts';
import { instantiateKernel } from './loader.ts';

interface EqualizerExports {
  eq_process(eq: number, src: number, dst: number, frames: number): void;
  eq_process_mono(eq: number, src: number, dst: number, frames: number): void;
}

/** How long a change takes, seconds. */
const GLIDE_SECONDS = 0.015;
/** Within a segment the kernel's coefficients are interpolated, at its end they are exact. */
const SEGMENT_FRAMES = 16;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Passes everything unchanged. */
const IDENTITY: SvfCoefficients = { g: 1, k: 1, m0: 1, m1: 0, m2: 0 };

/** What glides: the preamp's factor and eight times five coefficients, along straight lines. */
interface Lines {
  preamp: number;
  readonly bands: readonly Mutable<SvfCoefficients>[];
}

const flatLines = (): Lines => ({
  preamp: 1,
  bands: Array.from({ length: LAYOUT.BAND_COUNT }, () => ({ ...IDENTITY })),
});

/**
 * The equalizer kernel (`wasm/equalizer.wat`) at one place in shared memory, with its glides. For
 * one thread at a time, the worklet included; `process` and `processMono` neither allocate nor wait.
 */
export class Equalizer {
  readonly #kernel: EqualizerExports;
  readonly #eq: number;
  readonly #region: EqualizerRegion;
  /** Where the lines are at the end of the segment that has begun, or now if none has. */
  readonly #now = flatLines();
  readonly #target = flatLines();
  /** Segments of the glide that have not begun. */
  #segmentsLeft = 0;
  /** Frames that are left of the segment that has begun. */
  #framesLeft = 0;

  /** Begins flat; the region is initialised. See `createEqualizer`. */
  constructor(kernel: EqualizerExports, memory: WebAssembly.Memory, eqOffset: number) {
    this.#kernel = kernel;
    this.#eq = eqOffset;
    this.#region = new EqualizerRegion(memory, eqOffset);
    this.reset();
    this.settle();
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
    this.#target.preamp = bypass ? 1 : 10 ** (preampDb / 20);
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) {
      const line = bandLine(this.#target, b);
      const band = bands[b];
      const heard = band !== undefined && bypass ? { ...band, enabled: false } : band;
      Object.assign(line, heard === undefined ? IDENTITY : svfCoefficients(heard, sampleRate));
    }
    this.#segmentsLeft = Math.ceil((GLIDE_SECONDS * sampleRate) / SEGMENT_FRAMES);
  }

  /** Jumps to the target: for a start, or when nothing is heard. */
  settle(): void {
    this.#unsettle();
    this.#segmentsLeft = 1;
    this.#advance();
    this.#endSegment();
  }

  /** Forgets what was heard: the next frame is the first one. The glide goes on. */
  reset(): void {
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) this.#region.silence(b);
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

  /** Moves the lines to the segment's end, to which the kernel then takes a step a frame. */
  #beginSegment(): void {
    this.#unsettle();
    this.#advance();
    this.#framesLeft = SEGMENT_FRAMES;
    this.#region.aimPreamp(this.#now.preamp, SEGMENT_FRAMES);
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) {
      this.#region.aimGlide(b, bandLine(this.#now, b), SEGMENT_FRAMES);
    }
  }

  /** One segment on, along the straight way from here to the target. */
  #advance(): void {
    const share = 1 / this.#segmentsLeft;
    this.#segmentsLeft -= 1;
    this.#now.preamp = between(this.#now.preamp, this.#target.preamp, share);
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) {
      const line = bandLine(this.#now, b);
      const target = bandLine(this.#target, b);
      line.g = between(line.g, target.g, share);
      line.k = between(line.k, target.k, share);
      line.m0 = between(line.m0, target.m0, share);
      line.m1 = between(line.m1, target.m1, share);
      line.m2 = between(line.m2, target.m2, share);
    }
  }

  /** Sets each of the kernel's numbers to exactly what its line says. */
  #endSegment(): void {
    this.#framesLeft = 0;
    this.#region.setPreamp(this.#now.preamp);
    this.#region.gliding = this.#segmentsLeft > 0;
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) {
      const line = bandLine(this.#now, b);
      if (this.#segmentsLeft > 0) {
        this.#region.setGlide(b, line);
      } else {
        this.#region.settleState(b, line.g);
        this.#region.setSettled(b, line);
      }
    }
    if (this.#segmentsLeft === 0) this.#region.classify(this.#now.bands);
  }

  /** Goes over to the form of the filter whose coefficients may move. */
  #unsettle(): void {
    if (this.#region.gliding) return;
    this.#region.gliding = true;
    for (let b = 0; b < LAYOUT.BAND_COUNT; b += 1) {
      const line = bandLine(this.#now, b);
      this.#region.unsettleState(b, line.g);
      this.#region.setGlide(b, line);
    }
  }
}

/** A band's five lines; there are always eight bands. */
function bandLine({ bands }: Lines, index: number): Mutable<SvfCoefficients> {
  const line = bands[index];
  if (line === undefined) throw new RangeError(`There is no band ${index}.`);
  return line;
}

/** A share of the way; the whole way leads exactly to `to`. */
function between(from: number, to: number, share: number): number {
  return share === 1 ? to : from + (to - from) * share;
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
