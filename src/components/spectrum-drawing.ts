/**
 * What the two renderers share: their contract, the geometry of the bars and the tint of a level.
 * Lengths are device pixels unless a name says otherwise; heights are fractions of the plot.
 */

/** Red, green, blue; 0 to 255, sRGB. */
export type Rgb = readonly [number, number, number];

/** Steps of the tint, one per percent, ends included. */
export const RAMP_STEPS = 101;

export interface SpectrumPalette {
  /** Peak caps. */
  readonly ink: Rgb;
  /** Caps at rest on the ground. */
  readonly faint: Rgb;
  /** Bars of the sound before the equalizer, behind the others. */
  readonly ghost: Rgb;
  /** The ground: what cuts a ghost's height into a bar that is higher. */
  readonly well: Rgb;
  /** `RAMP_STEPS` colours (RGBA, opaque) from a quiet bar to a loud one. */
  readonly ramp: Uint8ClampedArray;
}

/**
 * Draws bars onto a canvas, the lower edge of which is the ground. Main thread. `draw` allocates
 * nothing.
 */
export interface SpectrumRenderer {
  /** How many bars `draw` expects; changes with `resize`. */
  readonly barCount: number;
  /** Both lengths in CSS pixels. Clears the canvas. */
  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void;
  setPalette(palette: SpectrumPalette): void;
  /** Heights from 0 to 1, `barCount` of each; `ghost` null: none is drawn. */
  draw(levels: Float32Array, peaks: Float32Array, ghost?: Float32Array | null): void;
  /** Frees what it holds in its context, which may be lost. */
  dispose(): void;
}

export interface BarLayout {
  readonly count: number;
  readonly canvasWidth: number;
  readonly canvasHeight: number;
  /** The height of a bar of level 1. */
  readonly plotHeight: number;
  readonly barWidth: number;
  /** 0: no caps. */
  readonly capHeight: number;
  /** How far a cap at rest floats above the ground. */
  readonly restGap: number;
  /** Left edges of the bars. */
  readonly lefts: Float32Array;
}

/** Headroom above a full bar, for its cap, in CSS pixels. */
export const HEADROOM_CSS = 10;
const PADDING_CSS = 8;
const GAP_CSS = 2.5;
const THINNEST_BAR_CSS = 3;
const CAP_CSS = 2;
/** Below this width the plot is a sparkline: bars alone, edge to edge. */
const SPARKLINE_BELOW_CSS = 120;
const SPARKLINE_PITCH_CSS = 5;

export function isSparkline(cssWidth: number): boolean {
  return cssWidth < SPARKLINE_BELOW_CSS;
}

/** How many bars a plot of this width (CSS pixels) has. */
export function barCountFor(cssWidth: number): number {
  if (isSparkline(cssWidth)) return Math.max(1, Math.floor((cssWidth + 2) / SPARKLINE_PITCH_CSS));
  if (cssWidth < 400) return 30;
  return cssWidth < 640 ? 48 : 60;
}

/** Bars of one whole width at whole places, as near to even as whole pixels allow. */
export function barLayout(
  cssWidth: number,
  cssHeight: number,
  devicePixelRatio: number,
): BarLayout {
  const scale = devicePixelRatio;
  const sparkline = isSparkline(cssWidth);
  const canvasWidth = Math.max(1, Math.round(cssWidth * scale));
  const canvasHeight = Math.max(1, Math.round(cssHeight * scale));
  const count = barCountFor(cssWidth);
  const padding = sparkline ? 0 : PADDING_CSS * scale;
  const pitch = sparkline ? SPARKLINE_PITCH_CSS * scale : (canvasWidth - 2 * padding) / count;
  const thinnest = Math.round(THINNEST_BAR_CSS * scale);
  const barWidth = sparkline ? thinnest : Math.max(thinnest, Math.floor(pitch - GAP_CSS * scale));
  const inset = sparkline ? 0 : (pitch - barWidth) / 2;
  return {
    count,
    canvasWidth,
    canvasHeight,
    plotHeight: Math.max(1, canvasHeight - (sparkline ? 0 : Math.round(HEADROOM_CSS * scale))),
    barWidth,
    capHeight: sparkline ? 0 : Math.max(1, Math.round(CAP_CSS * scale)),
    restGap: Math.max(1, Math.round(scale)),
    lefts: Float32Array.from({ length: count }, (_, bar) =>
      Math.round(padding + bar * pitch + inset),
    ),
  };
}

/** Which step of the ramp tints a bar: Hermite's smooth step from 0.15 to 0.8 of the plot. */
export function rampStep(level: number): number {
  const t = Math.min(1, Math.max(0, (level - 0.15) / 0.65));
  return Math.round(t * t * (3 - 2 * t) * (RAMP_STEPS - 1));
}
