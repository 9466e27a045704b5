import type { SVGTemplateResult } from 'lit';
import type { AudioEngine } from '../engine/audio-engine.ts';
import type { CanvasSize } from './canvas-size.ts';
import { readSpectrogramShades } from './display-palettes.ts';
import type { DisplaySurface } from './display-surface.ts';
import type { SpectrumDisplay } from './display.ts';
import { FlashGuard, harmlessShare } from './flash-guard.ts';
import type { FrequencyScale } from './frequency-scale-names.ts';
import { LevelReader } from './level-reader.ts';
import type { ViewSettings } from './player-context.ts';
import { isSounding } from './rest-watch.ts';
import type { SpectrogramRenderer } from './spectrogram-drawing.ts';
import { SpectrogramHistory } from './spectrogram-history.ts';
import { createSpectrogramRenderer } from './spectrogram-renderer.ts';
import { SPAN_SECONDS, spectrogramScales } from './spectrogram-scales.ts';

const COLUMN_CSS = 2;
/** No screen shows more: 60 a second. */
const MOST_COLUMNS = SPAN_SECONDS * 60;
/** A step of the colours that changes their luminance by a tenth, at least, is a flash's. */
const FLASHING_SWING = 0.1;
/** Calm motion scrolls so seldom, in one step. */
const CALM_STEP_SECONDS = 1;

/** Levels as colours, frequencies upwards, the last seconds from left to right. */
export class SpectrogramDisplay implements SpectrumDisplay {
  readonly name = 'spectrogram';
  readonly #reader = new LevelReader();
  readonly #guard = new FlashGuard();
  #history = new SpectrogramHistory(1, 1);
  /** The highest levels since the last column. */
  #column = new Float32Array(1);
  #swing = 1;
  /** Of the time that has gone by, what is not yet in a column. */
  #dueSeconds = 0;
  /** Columns that are not yet drawn, and how long ago the last was. */
  #fresh = 0;
  #sinceDrawnSeconds = 0;
  #axes: readonly [string, number, number] = ['', 0, 0];
  #renderer: SpectrogramRenderer | undefined;

  attach(surface: DisplaySurface): void {
    this.#renderer = createSpectrogramRenderer(surface);
  }

  detach(): void {
    this.#renderer?.dispose();
    this.#renderer = undefined;
  }

  resize({ width, height, pixelRatio }: CanvasSize): void {
    const columns = Math.min(MOST_COLUMNS, Math.max(1, Math.round(width / COLUMN_CSS)));
    const rows = Math.max(1, Math.round(height));
    if (columns !== this.#history.columns || rows !== this.#history.rows) {
      this.#history = this.#history.resampled(columns, rows);
      this.#column = new Float32Array(rows);
      this.#reader.setCount(rows);
    }
    this.#swing = Math.min(FLASHING_SWING, harmlessShare(width, height));
    this.#renderer?.resize(width, height, pixelRatio);
    this.#reload();
  }

  readColors(probe: Element): void {
    this.#renderer?.setShades(readSpectrogramShades(probe));
    this.#reload();
  }

  stir(): void {
    // It moves with the sound alone.
  }

  step(
    engine: AudioEngine,
    settings: ViewSettings,
    elapsedSeconds: number,
    calm: boolean,
  ): boolean {
    const { snapshot } = engine;
    this.#keepAxes(settings);
    if (!isSounding(snapshot)) return false;
    if (snapshot.waiting || snapshot.seeking) return true;
    this.#listen(engine, settings, elapsedSeconds);
    const flashes = this.#guard.observe(this.#reader.meanHeight, this.#swing, elapsedSeconds);
    this.#sinceDrawnSeconds += elapsedSeconds;
    const waits = (calm || flashes) && this.#sinceDrawnSeconds < CALM_STEP_SECONDS;
    if (this.#fresh > 0 && !waits) this.#draw();
    return true;
  }

  scales(size: CanvasSize, scale: FrequencyScale, lang: string): SVGTemplateResult {
    return spectrogramScales(size, scale, lang);
  }

  /** What was seen with other axes would be told wrongly by these. */
  #keepAxes({ frequencyScale, minDecibels, maxDecibels }: ViewSettings): void {
    const [scale, min, max] = this.#axes;
    if (scale === frequencyScale && min === minDecibels && max === maxDecibels) return;
    this.#axes = [frequencyScale, minDecibels, maxDecibels];
    this.#history.clear();
    this.#reload();
  }

  #listen(engine: AudioEngine, settings: ViewSettings, elapsedSeconds: number): void {
    this.#reader.read(engine, settings);
    const { heights } = this.#reader;
    for (let row = 0; row < heights.length; row++) {
      this.#column[row] = Math.max(this.#column[row] ?? 0, heights[row] ?? 0);
    }
    const columnSeconds = SPAN_SECONDS / this.#history.columns;
    this.#dueSeconds += elapsedSeconds;
    for (; this.#dueSeconds >= columnSeconds; this.#dueSeconds -= columnSeconds) {
      this.#history.push(this.#column);
      this.#fresh += 1;
      this.#column.set(heights);
    }
  }

  #reload(): void {
    this.#renderer?.load(this.#history);
    this.#draw();
  }

  #draw(): void {
    this.#renderer?.draw(this.#history, this.#fresh);
    this.#fresh = 0;
    this.#sinceDrawnSeconds = 0;
  }
}
