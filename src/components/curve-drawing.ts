import { HEADROOM_CSS, isSparkline, type Rgb } from './spectrum-drawing.ts';

/** What line and oscilloscope share: the contract of their renderers and the geometry of a curve. */

/** Opacity from 0 to 255. */
export type Rgba = readonly [...Rgb, number];

export interface CurvePalette {
  readonly stroke: Rgb;
  /** Below the curve. */
  readonly fill: Rgba;
  readonly peaks: Rgb;
  /** Below the ghost, behind everything else. */
  readonly ghost: Rgb;
}

/** Draws curves over the whole width of a canvas. Main thread. `draw` allocates nothing. */
export interface CurveRenderer {
  /** Both lengths in CSS pixels. Clears the canvas. */
  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void;
  setPalette(palette: CurvePalette): void;
  /**
   * Heights from 0 to 1, all of one length, evenly spaced: each in the middle of its step. Null, and
   * on a sparkline: no line of peaks, no ghost.
   */
  draw(curve: Float32Array, peaks: Float32Array | null, ghost: Float32Array | null): void;
  /** Frees what it holds in its context, which may be lost. */
  dispose(): void;
}

const STROKE_CSS = 2;
const PEAKS_CSS = 1;

/** Lengths in device pixels. */
export interface CurveLayout {
  readonly canvasWidth: number;
  readonly canvasHeight: number;
  /** The height of a curve of level 1. */
  readonly plotHeight: number;
  readonly strokeWidth: number;
  readonly peaksWidth: number;
  /** The curve alone. */
  readonly plain: boolean;
}

/** Both lengths in CSS pixels. */
export function curveLayout(
  cssWidth: number,
  cssHeight: number,
  devicePixelRatio: number,
): CurveLayout {
  const plain = isSparkline(cssWidth);
  const headroom = plain ? STROKE_CSS / 2 : HEADROOM_CSS;
  const canvasHeight = Math.max(1, Math.round(cssHeight * devicePixelRatio));
  return {
    canvasWidth: Math.max(1, Math.round(cssWidth * devicePixelRatio)),
    canvasHeight,
    plotHeight: Math.max(1, canvasHeight - Math.round(headroom * devicePixelRatio)),
    strokeWidth: STROKE_CSS * devicePixelRatio,
    peaksWidth: PEAKS_CSS * devicePixelRatio,
    plain,
  };
}
