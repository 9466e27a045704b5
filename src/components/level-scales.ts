import { svg, type SVGTemplateResult } from 'lit';
import type { CanvasSize } from './canvas-size.ts';
import { frequencyAxis } from './frequency-axis.ts';
import type { FrequencyScale } from './frequency-scale-names.ts';
import { HEADROOM_CSS } from './spectrum-drawing.ts';

/** Grid lines, as fractions of the plot. */
const GRID: readonly number[] = [0.2, 0.4, 0.6, 0.8, 1];

/** Levels upwards, frequencies to the right: the scales of bars and line. */
export function levelScales(
  { width, height }: CanvasSize,
  scale: FrequencyScale,
  lang: string,
): SVGTemplateResult {
  const plotHeight = height - HEADROOM_CSS;
  const place = { left: 0, right: width, ground: height, width, lang };
  return svg`${GRID.map(
    (part) =>
      svg`<rect class="grid" x="0" y=${Math.round(height - part * plotHeight)} width=${width} height="1"></rect>`,
  )}
  ${frequencyAxis(scale, place)}`;
}
