import { svg, type SVGTemplateResult } from 'lit';
import type { FrequencyScale } from './frequency-scale-names.ts';
import { frequencyToPosition } from './frequency-scale.ts';
import { numberText } from './quantity-text.ts';

/** The strip under the ground that holds ticks and labels, in CSS pixels. */
export const AXIS_HEIGHT = 22;

/** Average advance of a legend's character, and the least gap between two labels. */
const CHARACTER_WIDTH = 6.1;
const LABEL_GAP = 6;

const DECADES: readonly number[] = [100, 1000, 10_000];
/** Every step of the decades' first digits, ends of the axis excluded. */
const LOGARITHMIC_TICKS: readonly number[] = [10, 100, 1000, 10_000]
  .flatMap((decade) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => digit * decade))
  .filter((hz) => hz > 20 && hz < 20_000);
const LINEAR_TICKS: readonly number[] = Array.from(
  { length: 19 },
  (_, index) => (index + 1) * 1000,
);

const LABELS: Readonly<Record<FrequencyScale, readonly number[]>> = {
  log: [...DECADES, 50, 200, 500, 2000, 5000, 300, 3000, 30],
  mel: [1000, 10_000, 5000, 2000, 500, 200, 3000, 7000, 15_000, 4000, 100],
  bark: [1000, 10_000, 5000, 2000, 500, 200, 100, 3000, 7000, 15_000, 300, 700],
  linear: [10_000, 4000, 16_000, 2000, 8000, 12_000, 18_000, 6000, 14_000],
};
/** A narrow plot, and one that asks for few, has these labels and no others. */
const FEW_LABELS_BELOW = 360;
const FEW_LABELS: readonly number[] = [50, 100, 200, 500, 1000, 2000, 5000, 10_000];

/** Where an axis lies, in CSS pixels of its SVG. */
export interface AxisPlace {
  readonly left: number;
  readonly right: number;
  /** The y of the ground. */
  readonly ground: number;
  /** The whole line's width, from 0. */
  readonly width: number;
  /** Whose digits the labels have; a BCP 47 tag. */
  readonly lang: string;
  /** Fewer labels than would fit. */
  readonly sparse?: boolean;
}

export interface AxisLabel {
  readonly x: number;
  readonly text: string;
}

/** The frequencies (Hz) that may carry a label, in the order in which they claim their place. */
export function labelsInOrder(scale: FrequencyScale): readonly number[] {
  return LABELS[scale];
}

/** A frequency as the axis writes it. */
export function frequencyLegend(hz: number, lang: string): string {
  const [value, unit] = hz >= 1000 ? [hz / 1000, 'k'] : [hz, ''];
  return `${numberText(value, lang, 0, 1)}${unit}`;
}

/** The labels that fit without touching each other, from left to right. */
export function axisLabels(scale: FrequencyScale, place: AxisPlace): readonly AxisLabel[] {
  const span = place.right - place.left;
  const wanted = LABELS[scale].filter(
    (hz) =>
      scale !== 'log' || (span >= FEW_LABELS_BELOW && !place.sparse) || FEW_LABELS.includes(hz),
  );
  const placed: AxisLabel[] = [];
  for (const hz of wanted) {
    const x = place.left + frequencyToPosition(scale, hz) * span;
    const text = frequencyLegend(hz, place.lang);
    const half = (text.length * CHARACTER_WIDTH) / 2;
    const free = placed.every(
      (other) =>
        Math.abs(other.x - x) >= half + (other.text.length * CHARACTER_WIDTH) / 2 + LABEL_GAP,
    );
    if (free && x - half >= 0 && x + half <= place.width) placed.push({ x, text });
  }
  return placed.sort((a, b) => a.x - b.x);
}

/** Ground line, ticks and labels. Styled by `plotStyles`. */
export function frequencyAxis(scale: FrequencyScale, place: AxisPlace): SVGTemplateResult {
  const { left, right, ground, width } = place;
  const ticks = scale === 'linear' ? LINEAR_TICKS : LOGARITHMIC_TICKS;
  return svg`
    ${ticks.map((hz) => {
      const isDecade = DECADES.includes(hz);
      return svg`<rect
        class=${isDecade ? 'tick decade' : 'tick'}
        x=${left + frequencyToPosition(scale, hz) * (right - left) - 0.5}
        y=${ground}
        width="1"
        height=${isDecade ? 7 : 4}
      ></rect>`;
    })}
    ${axisLabels(scale, place).map(
      ({ x, text }) =>
        svg`<text class="legend" x=${x} y=${ground + AXIS_HEIGHT - 5} text-anchor="middle">${text}</text>`,
    )}
    <rect class="ground" x="0" y=${ground} width=${width} height="1"></rect>`;
}
