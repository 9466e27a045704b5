import { css, html, type TemplateResult } from 'lit';
import type { MeterPalette } from './meter-renderer.ts';
import { RAMP_STEPS, type Rgb, type SpectrumPalette } from './spectrum-drawing.ts';

/**
 * Canvases can't use custom properties. An invisible element carries the tokens in real colour
 * properties, so that the browser resolves them, whatever they are made of, and tells by an
 * (instant) transition when one of them changes: theme, colour scheme, a new accent.
 */
export const colorProbeStyles = css`
  .color-probe {
    position: absolute;
    inline-size: 0;
    block-size: 0;
    visibility: hidden;
    color: var(--_a);
    background-color: var(--_quiet);
    outline-color: var(--rusty-audio-ink);
    text-decoration-color: var(--rusty-audio-faint);
    column-rule-color: var(--_ghost);
    border-top-color: var(--_unlit);
    border-right-color: var(--rusty-audio-well);
    border-bottom-color: var(--rusty-audio-mark);
    border-left-color: var(--_a-soft);
    transition: 1ms step-start;
    transition-property:
      color, background-color, outline-color, text-decoration-color, column-rule-color, border-color;
    forced-color-adjust: none;
  }
`;

/** The probe; `changed` is called whenever one of its colours is a different one. */
export function colorProbe(changed: () => void): TemplateResult {
  return html`<span class="color-probe" aria-hidden="true" @transitionend=${changed}></span>`;
}

/** The colours of the bars, as they are now. */
export function readSpectrumPalette(probe: Element): SpectrumPalette {
  const style = getComputedStyle(probe);
  const pixels = paint([
    style.outlineColor,
    style.textDecorationColor,
    style.columnRuleColor,
    style.borderRightColor,
    ...Array.from(
      { length: RAMP_STEPS },
      (_, percent) => `color-mix(in oklab, ${style.color} ${percent}%, ${style.backgroundColor})`,
    ),
  ]);
  return {
    ink: rgbAt(pixels, 0),
    faint: rgbAt(pixels, 1),
    ghost: rgbAt(pixels, 2),
    well: rgbAt(pixels, 3),
    ramp: pixels.slice(16),
  };
}

/** The colours of the meters, for a 2D canvas. */
export function readMeterPalette(probe: Element): MeterPalette {
  const style = getComputedStyle(probe);
  return {
    lit: style.color,
    unlit: style.borderTopColor,
    gap: style.borderRightColor,
    ink: style.outlineColor,
  };
}

/** The colour of the spectrum behind the equalizer, for a 2D canvas. */
export function readGhostColor(probe: Element): string {
  return getComputedStyle(probe).columnRuleColor;
}

/** One pixel for each CSS colour, as the browser paints it: RGBA, sRGB, not premultiplied. */
export function paint(colors: readonly string[]): Uint8ClampedArray {
  const canvas = document.createElement('canvas');
  canvas.width = colors.length;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return new Uint8ClampedArray(colors.length * 4);
  colors.forEach((color, x) => {
    context.fillStyle = color;
    context.fillRect(x, 0, 1, 1);
  });
  return context.getImageData(0, 0, colors.length, 1).data;
}

export function rgbAt(pixels: Uint8ClampedArray, pixel: number): Rgb {
  const [red = 0, green = 0, blue = 0] = pixels.subarray(pixel * 4, pixel * 4 + 3);
  return [red, green, blue];
}
