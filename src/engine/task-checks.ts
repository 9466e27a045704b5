import { isFftSize } from './kernels/fft-tables.ts';

/** Bytes of shared memory that belong to the caller. */
export interface UserRegion {
  /** First byte. */
  readonly offset: number;
  readonly bytes: number;
}

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT;

/** @throws {RangeError} naming the number that is wrong and what is allowed */
export function checkProcessTask(
  region: UserRegion,
  inputOffset: number,
  outputOffset: number,
  numSamples: number,
): void {
  if (!Number.isInteger(numSamples) || numSamples < 0 || numSamples % 2 !== 0) {
    throw new RangeError(
      `numSamples is an even number of interleaved stereo samples, not ${numSamples}.`,
    );
  }
  const bytes = numSamples * FLOAT_BYTES;
  checkSpan(region, 'inputOffset', inputOffset, bytes);
  checkSpan(region, 'outputOffset', outputOffset, bytes);
  const distance = Math.abs(inputOffset - outputOffset);
  if (distance > 0 && distance < bytes) {
    throw new RangeError('Input and output are the same place or apart; these overlap in part.');
  }
}

/** @throws {RangeError} naming the number that is wrong and what is allowed */
export function checkFftTask(
  region: UserRegion,
  audioOffset: number,
  fftSize: number,
  outputOffset: number,
): void {
  if (!isFftSize(fftSize)) {
    throw new RangeError(
      `fftSize is one of 512, 1024, 2048, 4096, 8192, 16384, not ${String(fftSize)}.`,
    );
  }
  checkSpan(region, 'audioOffset', audioOffset, fftSize * FLOAT_BYTES);
  checkSpan(region, 'outputOffset', outputOffset, (fftSize + 2) * FLOAT_BYTES);
}

function checkSpan(region: UserRegion, name: string, offset: number, bytes: number): void {
  const end = region.offset + region.bytes;
  if (!Number.isInteger(offset) || offset % FLOAT_BYTES !== 0) {
    throw new RangeError(`${name} is a multiple of ${FLOAT_BYTES} bytes, not ${offset}.`);
  }
  if (offset < region.offset || offset + bytes > end) {
    throw new RangeError(
      `${name} ${offset} with ${bytes} bytes lies outside the user region, ${region.offset} to ${end}.`,
    );
  }
}
