import { svg, type SVGTemplateResult } from 'lit';
import type { CanvasSize } from './canvas-size.ts';
import { AXIS_HEIGHT } from './frequency-axis.ts';
import { numberText } from './quantity-text.ts';
import { HEADROOM_CSS } from './spectrum-drawing.ts';

const SPAN_SECONDS = 0.02;
/** In a narrow plot a trace of that length would be a thicket. */
const SHORT_SPAN_SECONDS = 0.01;
const SHORT_BELOW_CSS = 400;
const DIVISIONS = 10;
/** Labels nearer than this touch each other. */
const LABEL_PITCH = 44;

/** How much time a plot of this width (CSS pixels) shows. */
export function spanSeconds(cssWidth: number): number {
  return cssWidth < SHORT_BELOW_CSS ? SHORT_SPAN_SECONDS : SPAN_SECONDS;
}

/** Ten divisions with milliseconds below, and the line of silence. */
export function oscilloscopeScales({ width, height }: CanvasSize, lang: string): SVGTemplateResult {
  const divisionMs = (spanSeconds(width) * 1000) / DIVISIONS;
  const pitch = width / DIVISIONS;
  const silence = height - (height - HEADROOM_CSS) / 2;
  const labelEvery = pitch < LABEL_PITCH ? 2 : 1;
  return svg`<rect class="ground" x="0" y=${silence - 0.5} width=${width} height="1"></rect>
    ${Array.from({ length: DIVISIONS - 1 }, (_, index) => {
      const division = index + 1;
      const x = division * pitch;
      return svg`<rect class="grid" x=${x} y="0" width="1" height=${height}></rect>${
        division % labelEvery === 0
          ? svg`<text class="legend" x=${x} y=${height + AXIS_HEIGHT - 5} text-anchor="middle">${numberText(division * divisionMs, lang, 0, 0)} ms</text>`
          : ''
      }`;
    })}
    <rect class="ground" x="0" y=${height} width=${width} height="1"></rect>`;
}
