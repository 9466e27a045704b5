import { SHADES, type SpectrogramRenderer } from './spectrogram-drawing.ts';
import type { SpectrogramHistory } from './spectrogram-history.ts';

/** A spectrogram on a 2D canvas: the history is a picture of one pixel a value, and a ring as well. */
export class CanvasSpectrogramRenderer implements SpectrogramRenderer {
  readonly #context: CanvasRenderingContext2D;
  readonly #ring: CanvasRenderingContext2D;
  #shades = new Uint8ClampedArray(SHADES * 4);
  #column = new ImageData(1, 1);

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
    const ring = document.createElement('canvas').getContext('2d');
    if (!ring) throw new Error('This page has no room for another canvas.');
    this.#ring = ring;
  }

  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void {
    const { canvas } = this.#context;
    canvas.width = Math.max(1, Math.round(cssWidth * devicePixelRatio));
    canvas.height = Math.max(1, Math.round(cssHeight * devicePixelRatio));
    this.#context.imageSmoothingEnabled = false;
  }

  setShades(shades: Uint8ClampedArray): void {
    this.#shades.set(shades);
  }

  load(history: SpectrogramHistory): void {
    const { columns, rows } = history;
    this.#ring.canvas.width = columns;
    this.#ring.canvas.height = rows;
    this.#column = new ImageData(1, rows);
    for (let column = 0; column < columns; column++) this.#paintColumn(history, column);
  }

  draw(history: SpectrogramHistory, fresh: number): void {
    const { columns, rows, next } = history;
    for (let age = Math.min(fresh, columns); age > 0; age--) {
      this.#paintColumn(history, (next - age + columns) % columns);
    }
    const { width, height } = this.#context.canvas;
    const ring = this.#ring.canvas;
    // The older part stands left of the newer one.
    const seam = Math.round((width * (columns - next)) / columns);
    this.#context.drawImage(ring, next, 0, columns - next, rows, 0, 0, seam, height);
    if (next > 0) this.#context.drawImage(ring, 0, 0, next, rows, seam, 0, width - seam, height);
  }

  dispose(): void {
    this.#ring.canvas.width = 0;
    this.#ring.canvas.height = 0;
  }

  #paintColumn({ rows, values }: SpectrogramHistory, column: number): void {
    const { data } = this.#column;
    for (let row = 0; row < rows; row++) {
      const shade = (values[column * rows + row] ?? 0) * 4;
      const pixel = (rows - 1 - row) * 4;
      for (let channel = 0; channel < 4; channel++) {
        data[pixel + channel] = this.#shades[shade + channel] ?? 0;
      }
    }
    this.#ring.putImageData(this.#column, column, 0);
  }
}
