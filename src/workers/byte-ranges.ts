/** Which bytes of a file have arrived: disjoint spans in order. */
export class ByteRanges {
  #spans: [number, number][] = [];
  #reported = 0;

  get spans(): readonly (readonly [number, number])[] {
    return this.#spans;
  }

  /** Adds `[start, end)`. @returns whether enough came in since to be worth a report */
  add(start: number, end: number): boolean {
    const apart = this.#spans.filter(([s, e]) => e < start || s > end);
    const touching = this.#spans.filter(([s, e]) => e >= start && s <= end);
    const merged: [number, number] = [
      Math.min(start, ...touching.map(([s]) => s)),
      Math.max(end, ...touching.map(([, e]) => e)),
    ];
    this.#spans = [...apart, merged].sort(([a], [b]) => a - b);
    const total = this.#spans.reduce((sum, [s, e]) => sum + e - s, 0);
    // The first bytes at once, then every 64 KB.
    if (this.#reported > 0 && total - this.#reported < 65536) return false;
    this.#reported = total;
    return true;
  }
}
