import type { SVGTemplateResult } from 'lit';
import type { AudioEngine } from '../engine/audio-engine.ts';
import type { CanvasSize } from './canvas-size.ts';
import { ComparedLevels } from './compared-levels.ts';
import type { DisplaySurface } from './display-surface.ts';
import type { DisplayName, SpectrumDisplay } from './display.ts';
import type { FrequencyScale } from './frequency-scale-names.ts';
import { levelScales } from './level-scales.ts';
import type { ViewSettings } from './player-context.ts';

/** What draws levels over frequency, as bars or as a line. */
interface LevelsRenderer<Palette> {
  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void;
  setPalette(palette: Palette): void;
  draw(levels: Float32Array, peaks: Float32Array, ghost: Float32Array | null): void;
  dispose(): void;
}

/** Levels over frequency: what bars and line have in common. */
export abstract class LevelsDisplay<Palette> implements SpectrumDisplay {
  abstract readonly name: DisplayName;
  readonly #live = new ComparedLevels();
  #renderer: LevelsRenderer<Palette> | undefined;

  protected abstract createRenderer(surface: DisplaySurface): LevelsRenderer<Palette>;
  protected abstract readPalette(probe: Element): Palette;
  /** How many levels a plot of this width (CSS pixels) shows. */
  protected abstract countFor(cssWidth: number): number;

  attach(surface: DisplaySurface): void {
    this.#renderer = this.createRenderer(surface);
  }

  detach(): void {
    this.#renderer?.dispose();
    this.#renderer = undefined;
  }

  resize(size: CanvasSize): void {
    this.#live.resize(this.countFor(size.width), size);
    this.#renderer?.resize(size.width, size.height, size.pixelRatio);
    this.#draw();
  }

  readColors(probe: Element): void {
    this.#renderer?.setPalette(this.readPalette(probe));
    this.#draw();
  }

  stir(): void {
    this.#live.stir();
  }

  step(
    engine: AudioEngine,
    settings: ViewSettings,
    elapsedSeconds: number,
    calm: boolean,
  ): boolean {
    const goesOn = this.#live.step(engine, settings, elapsedSeconds, calm);
    if (this.#live.moved) this.#draw();
    return goesOn;
  }

  scales(size: CanvasSize, scale: FrequencyScale, lang: string): SVGTemplateResult {
    return levelScales(size, scale, lang);
  }

  #draw(): void {
    const { levels, peaks, ghost } = this.#live;
    this.#renderer?.draw(levels, peaks, ghost);
  }
}
