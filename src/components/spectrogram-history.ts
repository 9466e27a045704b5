/**
 * The last columns of a spectrogram, oldest first from `next` on, as a ring: a new column replaces
 * the oldest one and nothing is moved. `values` holds column after column, the lowest frequency
 * first, 0 to 255 each.
 */
export class SpectrogramHistory {
  readonly columns: number;
  readonly rows: number;
  readonly values: Uint8Array<ArrayBuffer>;
  #next = 0;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.values = new Uint8Array(columns * rows);
  }

  /** The place of the oldest column, where the next one goes. */
  get next(): number {
    return this.#next;
  }

  /** @param heights from 0 to 1, one a row */
  push(heights: Float32Array): void {
    const start = this.#next * this.rows;
    for (let row = 0; row < this.rows; row++) {
      this.values[start + row] = Math.round((heights[row] ?? 0) * 255);
    }
    this.#next = (this.#next + 1) % this.columns;
  }

  clear(): void {
    this.values.fill(0);
  }

  /** The same picture in another resolution. */
  resampled(columns: number, rows: number): SpectrogramHistory {
    const other = new SpectrogramHistory(columns, rows);
    for (let column = 0; column < columns; column++) {
      const age = Math.floor(((column + 0.5) * this.columns) / columns);
      const from = ((this.#next + age) % this.columns) * this.rows;
      for (let row = 0; row < rows; row++) {
        const source = from + Math.floor(((row + 0.5) * this.rows) / rows);
        other.values[column * rows + row] = this.values[source] ?? 0;
      }
    }
    return other;
  }
}
