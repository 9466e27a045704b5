/** Noise from -1 to 1 that is the same every time. */
export function noise(count: number): Float32Array {
  let seed = 1;
  return Float32Array.from({ length: count }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 31 - 1;
  });
}

/** @param cycles periods a sample */
export function sine(count: number, cycles: number): Float32Array {
  return Float32Array.from({ length: count }, (_, n) => Math.sin(2 * Math.PI * cycles * n));
}

/** `samples[n]` to both channels, interleaved. */
export function toStereo(samples: Float32Array): Float32Array {
  return Float32Array.from({ length: 2 * samples.length }, (_, i) => samples[i >> 1] ?? 0);
}

/** One coefficient of the Fourier transform, summed up in double precision. */
export function fourier(samples: Float32Array, cycles: number): { re: number; im: number } {
  let re = 0;
  let im = 0;
  for (const [n, sample] of samples.entries()) {
    re += sample * Math.cos(2 * Math.PI * cycles * n);
    im -= sample * Math.sin(2 * Math.PI * cycles * n);
  }
  return { re, im };
}

/** Amplitude of a sine in dB; whole periods only. */
export function levelDb(samples: Float32Array, cycles: number): number {
  const { re, im } = fourier(samples, cycles);
  return 20 * Math.log10((2 * Math.hypot(re, im)) / samples.length);
}
