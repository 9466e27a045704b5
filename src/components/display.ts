import type { SVGTemplateResult } from 'lit';
import type { AudioEngine } from '../engine/audio-engine.ts';
import type { CanvasSize } from './canvas-size.ts';
import type { DisplaySurface } from './display-surface.ts';
import type { FrequencyScale } from './frequency-scale-names.ts';
import type { Visualizer, ViewSettings } from './player-context.ts';

/** What `rusty-audio-spectrum` can show. */
export type DisplayName = Exclude<Visualizer, 'equalizer' | 'none'>;

/**
 * One way to show the sound. It keeps what it has seen; what draws it lives between `attach` and
 * `detach`, and can be exchanged at any time: the context was lost, the canvas left the screen.
 * Main thread. `step` allocates nothing while size, transform and scale stay.
 */
export interface SpectrumDisplay {
  readonly name: DisplayName;
  /** Draws here from now on; a size and colours follow before anything is shown. */
  attach(surface: DisplaySurface): void;
  /** Frees what it holds in the surface, which stays. */
  detach(): void;
  /** Clears the canvas, and shows the last picture again. */
  resize(size: CanvasSize): void;
  /** Reads the colours off the probe, and shows the last picture again. */
  readColors(probe: Element): void;
  /** Something happened: wait for movement again before resting. */
  stir(): void;
  /**
   * One frame, drawn if it differs from the last. Returns false at rest.
   *
   * @param calm less motion was asked for
   */
  step(engine: AudioEngine, settings: ViewSettings, elapsedSeconds: number, calm: boolean): boolean;
  /** Grid and legends for a canvas of this size, with the strip of `AXIS_HEIGHT` below it. */
  scales(size: CanvasSize, scale: FrequencyScale, lang: string): SVGTemplateResult;
}
