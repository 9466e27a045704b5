/** Measures recorded samples. Everything is computed in double precision. */
import FFT from 'fft.js';

/** The periodic Hann window. */
function hann(frame: number, frames: number): number {
  return 0.5 - 0.5 * Math.cos((2 * Math.PI * frame) / frames);
}

/**
 * The level of one frequency, in dB: a sine of peak 1 reads 0. Hann-windowed, so the frequency need
 * not fit the length; neighbours must be more than 2 · sampleRateHz / samples.length away.
 * The recursion is Goertzel's (American Mathematical Monthly 65, 1958, p. 34).
 */
export function goertzelDbfs(
  samples: Float32Array,
  frequencyHz: number,
  sampleRateHz: number,
): number {
  const frames = samples.length;
  const coefficient = 2 * Math.cos((2 * Math.PI * frequencyHz) / sampleRateHz);
  let previous = 0;
  let beforePrevious = 0;
  for (let frame = 0; frame < frames; frame++) {
    const state = samples[frame]! * hann(frame, frames) + coefficient * previous - beforePrevious;
    beforePrevious = previous;
    previous = state;
  }
  const power = previous ** 2 + beforePrevious ** 2 - coefficient * previous * beforePrevious;
  // The window's sum is half the length, and a real sine has half its amplitude at +f.
  return 20 * Math.log10((4 * Math.sqrt(Math.max(0, power))) / frames);
}

/**
 * The frequency of the strongest component: the highest bin of a windowed FFT, then the maximum of
 * {@link goertzelDbfs} around it by golden-section search. Good to about 1/1000 bin for a
 * single sine that is longer than a few periods.
 */
export function peakFrequencyHz(samples: Float32Array, sampleRateHz: number): number {
  const size = 2 ** Math.max(1, Math.ceil(Math.log2(samples.length)));
  const input = Array.from({ length: size }, (_, frame) =>
    frame < samples.length ? samples[frame]! * hann(frame, samples.length) : 0,
  );
  const fft = new FFT(size);
  const spectrum = fft.createComplexArray() as number[];
  fft.realTransform(spectrum, input);
  let peakBin = 0;
  let peakPower = -1;
  for (let bin = 0; bin <= size / 2; bin++) {
    const power = spectrum[2 * bin]! ** 2 + spectrum[2 * bin + 1]! ** 2;
    if (power > peakPower) {
      peakPower = power;
      peakBin = bin;
    }
  }

  const golden = (Math.sqrt(5) - 1) / 2;
  let low = (Math.max(0, peakBin - 1) * sampleRateHz) / size;
  let high = (Math.min(size / 2, peakBin + 1) * sampleRateHz) / size;
  while (high - low > 1e-3 * (sampleRateHz / size)) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (goertzelDbfs(samples, left, sampleRateHz) > goertzelDbfs(samples, right, sampleRateHz)) {
      high = right;
    } else {
      low = left;
    }
  }
  return (low + high) / 2;
}

/** The root mean square in dB relative to 1: a sine of peak 1 reads -3.01, silence -Infinity. */
export function rmsDbfs(samples: Float32Array): number {
  let sumOfSquares = 0;
  for (const sample of samples) sumOfSquares += sample * sample;
  return 10 * Math.log10(sumOfSquares / samples.length);
}

/** The largest step between neighbouring samples: what a click raises. */
export function largestStep(samples: Float32Array): number {
  let largest = 0;
  for (let frame = 1; frame < samples.length; frame++) {
    largest = Math.max(largest, Math.abs(samples[frame]! - samples[frame - 1]!));
  }
  return largest;
}
