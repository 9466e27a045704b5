/** @param {readonly number[]} samples */
export function distribution(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))];
  return { count: sorted.length, minimum: at(0), median: at(0.5), p99: at(0.99) };
}
