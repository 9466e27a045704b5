import { HEADROOM_CSS } from './spectrum-drawing.ts';

/** A segment of the meter, in dB. */
const SEGMENT_DB = 3;
const PEAK_CSS = 2;
/** Below this width (CSS pixels) the meters stand closer and carry no numbers. */
const NARROW_BELOW_CSS = 40;

export function isNarrowMeter(cssWidth: number): boolean {
  return cssWidth < NARROW_BELOW_CSS;
}

/** Left edge and width of a channel's column, in CSS pixels. */
export function meterColumn(cssWidth: number, channel: number): { left: number; width: number } {
  const narrow = isNarrowMeter(cssWidth);
  const width = narrow ? 5 : 9;
  return { left: (narrow ? 6 : 10) + channel * (width + 4), width };
}

/** CSS colours. */
export interface MeterPalette {
  readonly lit: string;
  readonly unlit: string;
  /** Between segments. */
  readonly gap: string;
  /** The peak line. */
  readonly ink: string;
}

/**
 * Two columns in segments on a 2D canvas, the lower edge of which is the ground. Main thread.
 * `draw` allocates nothing.
 */
export class MeterRenderer {
  readonly #context: CanvasRenderingContext2D;
  #palette: MeterPalette | undefined;
  #cssWidth = 1;
  #scale = 1;

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  /** Both lengths in CSS pixels. Clears the canvas. */
  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void {
    const { canvas } = this.#context;
    canvas.width = Math.max(1, Math.round(cssWidth * devicePixelRatio));
    canvas.height = Math.max(1, Math.round(cssHeight * devicePixelRatio));
    this.#cssWidth = cssWidth;
    this.#scale = devicePixelRatio;
  }

  setPalette(palette: MeterPalette): void {
    this.#palette = palette;
  }

  /**
   * Heights from 0 to 1, left and right.
   *
   * @param rangeDb how many dB the full height stands for
   */
  draw(levels: Float32Array, peaks: Float32Array, rangeDb: number): void {
    const palette = this.#palette;
    if (!palette) return;
    const context = this.#context;
    const { width, height } = context.canvas;
    context.clearRect(0, 0, width, height);
    for (let channel = 0; channel < 2; channel++) {
      const column = meterColumn(this.#cssWidth, channel);
      this.#drawColumn(
        Math.round(column.left * this.#scale),
        Math.round(column.width * this.#scale),
        levels[channel] ?? 0,
        peaks[channel] ?? 0,
        rangeDb,
        palette,
      );
    }
  }

  #drawColumn(
    left: number,
    width: number,
    level: number,
    peak: number,
    rangeDb: number,
    palette: MeterPalette,
  ): void {
    const context = this.#context;
    const ground = context.canvas.height;
    const full = Math.max(1, ground - Math.round(HEADROOM_CSS * this.#scale));
    const hairline = Math.max(1, Math.round(this.#scale));
    context.fillStyle = palette.unlit;
    context.fillRect(left, ground - full, width, full);
    const lit = Math.round(level * full);
    context.fillStyle = palette.lit;
    context.fillRect(left, ground - lit, width, lit);
    context.fillStyle = palette.gap;
    for (let decibels = SEGMENT_DB; decibels < rangeDb; decibels += SEGMENT_DB) {
      const y = Math.round((decibels / rangeDb) * full);
      context.fillRect(left, ground - full + y, width, hairline);
    }
    if (peak <= 0) return;
    const line = Math.max(1, Math.round(PEAK_CSS * this.#scale));
    context.fillStyle = palette.ink;
    context.fillRect(left, ground - Math.round(peak * full) - line / 2, width, line);
  }
}
