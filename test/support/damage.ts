/** Broken files with a seed, and what is left of their sound. */
import { uniformSource } from './signals.ts';

/**
 * One byte in a hundred is another one.
 *
 * @param from bytes before it are left alone; so are those from `to` on
 * @param spanBytes length of the broken stretches; 1 scatters them evenly
 */
export function damaged(
  bytes: Uint8Array,
  { from, to, spanBytes, seed }: { from: number; to: number; spanBytes: number; seed: number },
): Uint8Array<ArrayBuffer> {
  const random = uniformSource(seed);
  const out = new Uint8Array(bytes);
  const spans = Math.max(1, Math.round((0.01 * (to - from)) / spanBytes));
  for (let span = 0; span < spans; span++) {
    const start = from + Math.floor(random() * (to - from - spanBytes));
    for (let i = start; i < start + spanBytes; i++) out[i] = Math.floor(random() * 256);
  }
  return out;
}

/** Shares of the windows of 10 ms that sound (above -20 dB of the original), and that sound right. */
export function survived(
  samples: Float32Array,
  original: Float32Array,
  sampleRateHz: number,
): { playing: number; right: number } {
  const window = Math.round(sampleRateHz / 100);
  let [windows, playing, right] = [0, 0, 0];
  for (let start = 0; start + window <= original.length; start += window) {
    let [wanted, got, wrong] = [0, 0, 0];
    for (let i = start; i < start + window; i++) {
      const sample = samples[i] ?? 0;
      wanted += original[i]! ** 2;
      got += sample ** 2;
      wrong += (sample - original[i]!) ** 2;
    }
    windows++;
    if (got > 0.01 * wanted) playing++;
    if (wrong < 0.25 * wanted) right++;
  }
  return { playing: playing / windows, right: right / windows };
}
