/**
 * The share of the previous magnitude that an analysis keeps when `elapsedSeconds` passed since the
 * one before, so that the look does not depend on the display's rate: `smoothing ^ (60 elapsed)`.
 *
 * @param smoothing share kept per 1/60 s, 0 to 1
 */
export function smoothingPerStep(smoothing: number, elapsedSeconds: number): number {
  if (!(smoothing > 0)) return 0;
  if (smoothing >= 1) return 1;
  return smoothing ** (60 * Math.max(0, elapsedSeconds));
}
