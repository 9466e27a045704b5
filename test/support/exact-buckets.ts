/** The definition of an overview, computed the slow way. */
export function exactBuckets(planes: readonly Float32Array[], buckets = 2048) {
  const frames = planes[0]!.length;
  const exact = { min: [] as number[], max: [] as number[], rms: [] as number[] };
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.ceil((bucket * frames) / buckets);
    const to = Math.ceil(((bucket + 1) * frames) / buckets);
    const samples = planes.flatMap((plane) => Array.from(plane.subarray(from, to)));
    exact.min.push(Math.min(...samples));
    exact.max.push(Math.max(...samples));
    exact.rms.push(Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length));
  }
  return exact;
}
