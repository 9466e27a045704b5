import { svg, type SVGTemplateResult } from 'lit';
import type { CanvasSize } from './canvas-size.ts';
import { AXIS_HEIGHT, frequencyLegend, labelsInOrder } from './frequency-axis.ts';
import type { FrequencyScale } from './frequency-scale-names.ts';
import { frequencyToPosition } from './frequency-scale.ts';
import { numberText } from './quantity-text.ts';

/** How much of the past a spectrogram shows, whatever its width. */
export const SPAN_SECONDS = 10;

const TIME_LABELS_SECONDS = [8, 6, 4, 2] as const;
/** The least distance between the labels up the side, and from the ends. */
const LABEL_PITCH = 26;
const LABEL_MARGIN = 9;

interface SideLabel {
  readonly y: number;
  readonly text: string;
}

/** The frequencies that fit up the side, in the order in which they claim their place. */
export function sideLabels(
  scale: FrequencyScale,
  height: number,
  lang: string,
): readonly SideLabel[] {
  const placed: SideLabel[] = [];
  for (const hz of labelsInOrder(scale)) {
    const y = (1 - frequencyToPosition(scale, hz)) * height;
    const inside = y >= LABEL_MARGIN && y <= height - LABEL_MARGIN;
    const free = placed.every((other) => Math.abs(other.y - y) >= LABEL_PITCH);
    if (inside && free) placed.push({ y, text: frequencyLegend(hz, lang) });
  }
  return placed;
}

/** Frequencies on tags up the left side, seconds below. */
export function spectrogramScales(
  { width, height }: CanvasSize,
  scale: FrequencyScale,
  lang: string,
): SVGTemplateResult {
  return svg`${sideLabels(scale, height, lang).map(
    ({ y, text }) => svg`
      <rect class="mark" x="0" y=${y} width="6" height="1"></rect>
      <rect class="tag" x="8" y=${y - 8} width=${text.length * 7 + 6} height="16" rx="3"></rect>
      <text class="legend" x="11" y=${y + 4}>${text}</text>`,
  )}
  ${TIME_LABELS_SECONDS.map(
    (seconds) =>
      svg`<text class="legend" x=${width * (1 - seconds / SPAN_SECONDS)} y=${height + AXIS_HEIGHT - 5} text-anchor="middle">−${numberText(seconds, lang, 0, 0)} s</text>`,
  )}
  <rect class="ground" x="0" y=${height} width=${width} height="1"></rect>`;
}
