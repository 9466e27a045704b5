/** Gain of the centre and surround channels in the standard down-mix. */
const HALF_POWER = Math.SQRT1_2;

/**
 * Mixes planar channels to stereo by the "speakers" rules of the Web Audio API (section
 * "Up-mixing and down-mixing"), so that both modes sound the same: mono to both sides; quad at half
 * gain; 5.1 with centre and surrounds at -3 dB and no LFE; any other layout keeps its first two.
 *
 * @param planes one array a channel, in the order L R C LFE SL SR; `frames` samples of each are used
 */
export function downmix(
  planes: readonly Float32Array[],
  frames: number,
  left: Float32Array,
  right: Float32Array,
): void {
  const [l, r = l, c, , sl, sr] = planes;
  if (l === undefined || r === undefined) return;
  if (planes.length === 6 && c !== undefined && sl !== undefined && sr !== undefined) {
    for (let i = 0; i < frames; i++) {
      const centre = c[i] ?? 0;
      left[i] = (l[i] ?? 0) + HALF_POWER * (centre + (sl[i] ?? 0));
      right[i] = (r[i] ?? 0) + HALF_POWER * (centre + (sr[i] ?? 0));
    }
    return;
  }
  const [, , quadLeft, quadRight] = planes;
  if (planes.length === 4 && quadLeft !== undefined && quadRight !== undefined) {
    for (let i = 0; i < frames; i++) {
      left[i] = 0.5 * ((l[i] ?? 0) + (quadLeft[i] ?? 0));
      right[i] = 0.5 * ((r[i] ?? 0) + (quadRight[i] ?? 0));
    }
    return;
  }
  left.set(frames === l.length ? l : l.subarray(0, frames));
  right.set(frames === r.length ? r : r.subarray(0, frames));
}
