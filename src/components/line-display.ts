import type { CurvePalette, CurveRenderer } from './curve-drawing.ts';
import { createCurveRenderer } from './curve-renderer.ts';
import { readCurvePalette } from './display-palettes.ts';
import type { DisplaySurface } from './display-surface.ts';
import { LevelsDisplay } from './levels-display.ts';

/** Nearer points would draw what the transform does not know. */
const PITCH_CSS = 2;

/** A line, above it its held peaks, behind it a ghost of the sound before the equalizer. */
export class LineDisplay extends LevelsDisplay<CurvePalette> {
  readonly name = 'line';

  protected createRenderer(surface: DisplaySurface): CurveRenderer {
    return createCurveRenderer(surface);
  }

  protected readPalette(probe: Element): CurvePalette {
    return readCurvePalette(probe);
  }

  protected countFor(cssWidth: number): number {
    return Math.max(2, Math.round(cssWidth / PITCH_CSS));
  }
}
