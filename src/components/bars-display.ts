import { readSpectrumPalette } from './color-probe.ts';
import type { DisplaySurface } from './display-surface.ts';
import { LevelsDisplay } from './levels-display.ts';
import { barCountFor, type SpectrumPalette, type SpectrumRenderer } from './spectrum-drawing.ts';
import { createSpectrumRenderer } from './spectrum-renderer.ts';

/** Bars with peak caps, before a ghost of the sound before the equalizer. */
export class BarsDisplay extends LevelsDisplay<SpectrumPalette> {
  readonly name = 'bars';

  protected createRenderer(surface: DisplaySurface): SpectrumRenderer {
    return createSpectrumRenderer(surface);
  }

  protected readPalette(probe: Element): SpectrumPalette {
    return readSpectrumPalette(probe);
  }

  protected countFor(cssWidth: number): number {
    return barCountFor(cssWidth);
  }
}
