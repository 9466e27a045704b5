/** The last stage: glue compression, then a limiter that knows the peaks between the samples. */
import { gainOfDb, sampleRate } from './dsp.mjs';

/** Feed-forward bus compressor on the mean power of both channels, in place. Levels in dBFS. */
export function compress(bus, { thresholdDb, ratio, kneeDb, attackSeconds, releaseSeconds }) {
  const attack = 1 - Math.exp(-1 / (attackSeconds * sampleRate));
  const release = 1 - Math.exp(-1 / (releaseSeconds * sampleRate));
  const slope = 1 / ratio - 1;
  let power = 0;
  let gainDb = 0;
  for (let frame = 0; frame < bus.left.length; frame++) {
    const now = (bus.left[frame] ** 2 + bus.right[frame] ** 2) / 2;
    power += (now - power) * 0.002;
    const over = 10 * Math.log10(power + 1e-12) - thresholdDb;
    // Soft knee: a parabola between no compression and the full ratio.
    const bent =
      over <= -kneeDb / 2 ? 0 : over >= kneeDb / 2 ? over : (over + kneeDb / 2) ** 2 / (2 * kneeDb);
    const target = slope * bent;
    gainDb += (target - gainDb) * (target < gainDb ? attack : release);
    const gain = gainOfDb(gainDb);
    bus.left[frame] *= gain;
    bus.right[frame] *= gain;
  }
}

const taps = 24;
const phases = 4;

/** Windowed-sinc kernels for the three positions between two samples (ITU-R BS.1770, annex 2). */
const kernels = Array.from({ length: phases - 1 }, (_, phase) =>
  Float64Array.from({ length: taps }, (_, tap) => {
    const x = tap - taps / 2 + 1 - (phase + 1) / phases;
    const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (taps / 2));
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
  }),
);

/** Largest absolute value at and just after each frame, four times oversampled, both channels. */
export function truePeaks(bus) {
  const frames = bus.left.length;
  const peaks = new Float32Array(frames);
  for (const channel of [bus.left, bus.right]) {
    for (let frame = 0; frame < frames; frame++) {
      let peak = Math.abs(channel[frame]);
      if (frame >= taps && frame < frames - taps) {
        for (const kernel of kernels) {
          let sum = 0;
          for (let tap = 0; tap < taps; tap++) {
            sum += kernel[tap] * channel[frame + tap - taps / 2 + 1];
          }
          peak = Math.max(peak, Math.abs(sum));
        }
      }
      if (peak > peaks[frame]) peaks[frame] = peak;
    }
  }
  return peaks;
}

/**
 * Look-ahead limiter, in place: no true peak passes `ceilingDb`. The wanted gain is held as a
 * minimum over the look-ahead, then averaged over the same length: it arrives exactly in time
 * and never turns a corner.
 */
export function limit(bus, { ceilingDb, lookAheadSeconds, releaseSeconds }) {
  const ceiling = gainOfDb(ceilingDb);
  const frames = bus.left.length;
  const reach = Math.round(lookAheadSeconds * sampleRate);
  const wanted = truePeaks(bus).map((peak) => Math.min(1, ceiling / Math.max(peak, 1e-9)));
  const held = new Float32Array(frames + reach);
  const release = 1 - Math.exp(-1 / (releaseSeconds * sampleRate));
  let gain = 1;
  for (let frame = 0; frame < held.length; frame++) {
    let least = 1;
    const from = Math.max(0, frame - reach);
    for (let near = from; near <= Math.min(frames - 1, frame); near++) {
      if (wanted[near] < least) least = wanted[near];
    }
    gain = least < gain ? least : gain + (least - gain) * release;
    held[frame] = gain;
  }
  let sum = 0;
  for (let frame = 0; frame < reach; frame++) sum += held[frame];
  for (let frame = 0; frame < frames; frame++) {
    sum += held[frame + reach] - (frame > 0 ? held[frame - 1] : 0);
    const average = sum / (reach + 1);
    bus.left[frame] *= average;
    bus.right[frame] *= average;
  }
}
