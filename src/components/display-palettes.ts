import { paint, rgbAt } from './color-probe.ts';
import type { CurvePalette } from './curve-drawing.ts';
import { SHADES } from './spectrogram-drawing.ts';

/** The colours of a line, as they are now. */
export function readCurvePalette(probe: Element): CurvePalette {
  const style = getComputedStyle(probe);
  const pixels = paint([
    style.color,
    style.borderLeftColor,
    style.borderBottomColor,
    style.columnRuleColor,
  ]);
  return {
    stroke: rgbAt(pixels, 0),
    fill: [...rgbAt(pixels, 1), pixels[7] ?? 0],
    peaks: rgbAt(pixels, 2),
    ghost: rgbAt(pixels, 3),
  };
}

/**
 * `SHADES` colours (RGBA, opaque) from silence to full level: from the ground over the accent to
 * where the accent is as far from the ground as it can be. Lightness alone carries the level, and
 * goes one way.
 */
export function readSpectrogramShades(probe: Element): Uint8ClampedArray {
  const style = getComputedStyle(probe);
  const ground = style.borderRightColor;
  const accent = style.color;
  const [groundLightness, accentLightness] = lightnesses([ground, accent]);
  const end = groundLightness > accentLightness ? '0.27 0.06' : '0.97 0.04';
  return paint(
    Array.from({ length: SHADES }, (_, shade) => {
      const percent = (200 * shade) / (SHADES - 1);
      return percent <= 100
        ? `color-mix(in oklab, ${accent} ${percent}%, ${ground})`
        : `color-mix(in oklab, oklch(from ${accent} ${end} h) ${percent - 100}%, ${accent})`;
    }),
  );
}

/** Relative luminance is enough to tell which of two colours is lighter. */
function lightnesses(colors: readonly [string, string]): readonly [number, number] {
  const pixels = paint(colors);
  const of = (pixel: number): number => {
    const [red, green, blue] = rgbAt(pixels, pixel);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  return [of(0), of(1)];
}
