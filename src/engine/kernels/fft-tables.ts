/**
 * The tables of the FFT kernel, computed in double precision, rounded once. They lie in FFT_TABLES,
 * are the same for all threads and never change: whoever needs one first writes it. Two threads that
 * write at the same time write the same numbers.
 */
import { LAYOUT } from '../memory-layout.ts';
import { fillWindow, WINDOW_NAMES, windowMean, type WindowName } from '../windows.ts';

/** The sizes that the kernel offers, samples. */
export const FFT_SIZES = [512, 1024, 2048, 4096, 8192, 16384] as const;
export type FftSize = (typeof FFT_SIZES)[number];

const LANES = 4;
const TWIDDLES_READY = 1 << (FFT_SIZES.length * WINDOW_NAMES.length);

export function isFftSize(size: number): size is FftSize {
  return (FFT_SIZES as readonly number[]).includes(size);
}

/** Writes twiddles and calibrations for all sizes unless they are there. About 2 ms. Any thread. */
export function writeTwiddles(memory: WebAssembly.Memory): void {
  writeOnce(memory, TWIDDLES_READY, () => {
    const scales = floats(memory, LAYOUT.FFT_SCALES, WINDOW_NAMES.length);
    for (const [index, name] of WINDOW_NAMES.entries()) scales[index] = 2 / windowMean(name);
    for (const points of [16, 64, 256, 1024]) writeMiddle(memory, points);
    for (const [index, size] of FFT_SIZES.entries()) {
      const points = size / 2;
      writeFirst(memory, points, index % 2 === 0 ? 4 : 8);
      writeLast(memory, points);
    }
  });
}

/** Writes one window of one size unless it is there. Any thread. */
export function writeWindow(memory: WebAssembly.Memory, size: FftSize, name: WindowName): void {
  const window = WINDOW_NAMES.indexOf(name);
  const flag = 1 << (FFT_SIZES.indexOf(size) * WINDOW_NAMES.length + window);
  const offset = LAYOUT.FFT_WINDOWS + window * LAYOUT.FFT_WINDOW_BYTES + 4 * (size - 512);
  writeOnce(memory, flag, () => {
    fillWindow(name, floats(memory, offset, size));
  });
}

function writeOnce(memory: WebAssembly.Memory, flag: number, write: () => void): void {
  const ready = new Int32Array(memory.buffer, LAYOUT.FFT_TABLES + LAYOUT.FFT_READY, 1);
  if ((Atomics.load(ready, 0) & flag) !== 0) return;
  write();
  Atomics.or(ready, 0, flag);
}

function floats(memory: WebAssembly.Memory, offset: number, length: number): Float32Array {
  return new Float32Array(memory.buffer, LAYOUT.FFT_TABLES + offset, length);
}

/** exp(-2 pi i index / points) as [re, im]. */
function turn(index: number, points: number): readonly [re: number, im: number] {
  const angle = (-2 * Math.PI * (index % points)) / points;
  return [Math.cos(angle), Math.sin(angle)];
}

/** One row for each point p of a transform of n: w^p, w^2p, w^3p as [re im]. */
function writeMiddle(memory: WebAssembly.Memory, points: number): void {
  const table = floats(memory, LAYOUT.FFT_MIDDLE + 2 * points, (points / 4) * 6);
  for (let p = 0; p < points / 4; p++)
    for (const k of [1, 2, 3]) table.set(turn(k * p, points), 6 * p + 2 * (k - 1));
}

/**
 * One row (radix 4) or two (radix 8) for each point p: w^kp / 2 for k = 0.. as [re x 4] [im x 4]. The
 * half is that of the last pass, which has no multiplication to put it into.
 */
function writeFirst(memory: WebAssembly.Memory, points: number, radix: 4 | 8): void {
  const table = floats(memory, LAYOUT.FFT_FIRST + 8 * points, 2 * points);
  for (let p = 0; p < points / radix; p++)
    for (let k = 0; k < radix; k++) {
      const at = 2 * (p * radix + k - (k % LANES)) + (k % LANES);
      const [re, im] = turn(k * p, points);
      table[at] = re / 2;
      table[at + LANES] = im / 2;
    }
}

/**
 * One block for four neighbouring points q = 1..m/8: t = -i exp(-2 pi i q / 2m), and t turned by
 * another eighth of a circle, as [re x 4] [im x 4].
 */
function writeLast(memory: WebAssembly.Memory, points: number): void {
  const blockFloats = 4 * LANES;
  const count = points / 8;
  const table = floats(memory, LAYOUT.FFT_LAST + 2 * points, (count / LANES) * blockFloats);
  for (let index = 0; index < count; index++)
    for (const k of [0, 1]) {
      const at = Math.floor(index / LANES) * blockFloats + 2 * k * LANES + (index % LANES);
      const [re, im] = turn(index + 1 + (k * points) / 4, 2 * points);
      table[at] = im;
      table[at + LANES] = -re;
    }
}
