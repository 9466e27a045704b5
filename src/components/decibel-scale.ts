/** Steps between grid lines that a reader expects, in dB. */
const STEPS: readonly number[] = [3, 6, 12, 18, 24, 30, 36, 48];
/** More lines than these crowd the smallest stage. */
const MOST_LINES = 6;

/**
 * Where the level scale has its lines: multiples of one step above `minDecibels`, from the highest
 * down. The same for spectrum and meters.
 */
export function decibelLines(minDecibels: number, maxDecibels: number): readonly number[] {
  const range = maxDecibels - minDecibels;
  const step = STEPS.find((candidate) => range / candidate <= MOST_LINES) ?? range / MOST_LINES;
  const lines: number[] = [];
  for (let line = Math.floor(maxDecibels / step) * step; line > minDecibels; line -= step) {
    lines.push(line);
  }
  return lines;
}

/** The height of a level (dBFS) as a fraction of the plot, 0 to 1. */
export function decibelsToHeight(
  decibels: number,
  minDecibels: number,
  maxDecibels: number,
): number {
  return Math.min(1, Math.max(0, (decibels - minDecibels) / (maxDecibels - minDecibels)));
}
