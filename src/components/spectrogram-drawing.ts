import type { SpectrogramHistory } from './spectrogram-history.ts';

/** How many colours a level can have. */
export const SHADES = 256;

/**
 * Draws a history over the whole canvas, the newest column at the right edge. Main thread. What was
 * drawn is uploaded once: `draw` costs what is new. It allocates nothing.
 */
export interface SpectrogramRenderer {
  /** Both lengths in CSS pixels. Clears the canvas. */
  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void;
  /** `SHADES` colours, RGBA. */
  setShades(shades: Uint8ClampedArray): void;
  /** Everything in the history may be another. */
  load(history: SpectrogramHistory): void;
  /** @param fresh how many columns were pushed since the last call */
  draw(history: SpectrogramHistory, fresh: number): void;
  /** Frees what it holds in its context, which may be lost. */
  dispose(): void;
}
