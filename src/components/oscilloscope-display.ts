import type { SVGTemplateResult } from 'lit';
import type { AudioEngine } from '../engine/audio-engine.ts';
import type { CanvasSize } from './canvas-size.ts';
import type { CurveRenderer } from './curve-drawing.ts';
import { createCurveRenderer } from './curve-renderer.ts';
import type { DisplaySurface } from './display-surface.ts';
import { readCurvePalette } from './display-palettes.ts';
import type { SpectrumDisplay } from './display.ts';
import { FlashGuard, harmlessShare } from './flash-guard.ts';
import type { FrequencyScale } from './frequency-scale-names.ts';
import { oscilloscopeScales, spanSeconds } from './oscilloscope-scales.ts';
import { OscilloscopeTrigger } from './oscilloscope-trigger.ts';
import type { ViewSettings } from './player-context.ts';
import { RestWatch } from './rest-watch.ts';

/** The trace begins within this time: a period of 20 Hz. */
const SEARCH_SECONDS = 0.05;
/** What the engine keeps at most. */
const MOST_FRAMES = 16_384;
/** Calm motion shows another trace so seldom. */
const CALM_STEP_SECONDS = 0.25;

/** The samples that are heard, over time, from a rising zero crossing on. */
export class OscilloscopeDisplay implements SpectrumDisplay {
  readonly name = 'oscilloscope';
  readonly #rest = new RestWatch();
  readonly #guard = new FlashGuard();
  #samples = new Float32Array(0);
  #trigger = new OscilloscopeTrigger(0);
  #traceFrames = 0;
  /** 0 to 1; silence is in the middle. */
  #heights = new Float32Array(1).fill(0.5);
  #spanSeconds = 0;
  #swing = 1;
  #sinceDrawnSeconds = Infinity;
  #renderer: CurveRenderer | undefined;

  attach(surface: DisplaySurface): void {
    this.#renderer = createCurveRenderer(surface);
  }

  detach(): void {
    this.#renderer?.dispose();
    this.#renderer = undefined;
  }

  resize({ width, height, pixelRatio }: CanvasSize): void {
    const points = Math.max(2, Math.round(width));
    if (points !== this.#heights.length) this.#heights = new Float32Array(points).fill(0.5);
    this.#spanSeconds = spanSeconds(width);
    this.#swing = harmlessShare(width, height);
    this.#sinceDrawnSeconds = Infinity;
    this.#renderer?.resize(width, height, pixelRatio);
    this.#draw();
  }

  readColors(probe: Element): void {
    this.#renderer?.setPalette({ ...readCurvePalette(probe), fill: [0, 0, 0, 0] });
    this.#draw();
  }

  stir(): void {
    this.#rest.stir();
  }

  step(
    engine: AudioEngine,
    _settings: ViewSettings,
    elapsedSeconds: number,
    calm: boolean,
  ): boolean {
    this.#listen(engine);
    const flashes = this.#guard.observe(this.#coverage(), this.#swing, elapsedSeconds);
    this.#sinceDrawnSeconds += elapsedSeconds;
    const waits = (calm || flashes) && this.#sinceDrawnSeconds < CALM_STEP_SECONDS;
    const moved = !waits && this.#trace();
    if (moved) {
      this.#sinceDrawnSeconds = 0;
      this.#draw();
    }
    return this.#rest.step(moved, engine.snapshot, elapsedSeconds);
  }

  scales(size: CanvasSize, _scale: FrequencyScale, lang: string): SVGTemplateResult {
    return oscilloscopeScales(size, lang);
  }

  #listen(engine: AudioEngine): void {
    const { sampleRate } = engine;
    const traceFrames = Math.round(this.#spanSeconds * sampleRate);
    if (traceFrames !== this.#traceFrames) {
      const searchFrames = Math.round(SEARCH_SECONDS * sampleRate);
      this.#traceFrames = traceFrames;
      this.#trigger = new OscilloscopeTrigger(traceFrames);
      this.#samples = new Float32Array(Math.min(MOST_FRAMES, traceFrames + searchFrames));
    }
    engine.readWaveform(this.#samples);
  }

  /** About what share of the plot a dense trace of the newest samples fills. */
  #coverage(): number {
    const end = this.#samples.length;
    let sum = 0;
    for (let at = end - this.#traceFrames; at < end; at++) sum += Math.abs(this.#samples[at] ?? 0);
    return (2 * sum) / Math.max(1, this.#traceFrames);
  }

  /** From samples to heights. Returns whether anything has changed. */
  #trace(): boolean {
    const start = this.#trigger.find(this.#samples);
    const points = this.#heights.length;
    let moved = false;
    for (let point = 0; point < points; point++) {
      const place = start + ((point + 0.5) / points) * this.#traceFrames;
      const sample = Math.fround(0.5 + cubicAt(this.#samples, place) / 2);
      const height = Math.min(1, Math.max(0, sample));
      if (height !== this.#heights[point]) moved = true;
      this.#heights[point] = height;
    }
    return moved;
  }

  #draw(): void {
    this.#renderer?.draw(this.#heights, null, null);
  }
}

/** Between samples: E. Catmull and R. Rom's cubic (1974). Beyond the ends it is 0. */
function cubicAt(samples: Float32Array, place: number): number {
  const at = Math.floor(place);
  const t = place - at;
  const before = samples[at - 1] ?? 0;
  const left = samples[at] ?? 0;
  const right = samples[at + 1] ?? 0;
  const after = samples[at + 2] ?? 0;
  const slope = (right - before) / 2;
  const endSlope = (after - left) / 2;
  const rise = left - right;
  const cubic = 2 * rise + slope + endSlope;
  return left + t * (slope + t * (-3 * rise - 2 * slope - endSlope + t * cubic));
}
