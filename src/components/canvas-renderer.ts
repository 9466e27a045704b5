import {
  RAMP_STEPS,
  barLayout,
  rampStep,
  type BarLayout,
  type Rgb,
  type SpectrumPalette,
  type SpectrumRenderer,
} from './spectrum-drawing.ts';

/**
 * The spectrum on a 2D canvas, pixel for pixel what the WebGL2 renderer draws. Throws if the canvas
 * already has another kind of context.
 */
export class CanvasSpectrumRenderer implements SpectrumRenderer {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #layout: BarLayout = barLayout(1, 1, 1);
  #ink = '';
  #faint = '';
  /** CSS colours, made once, so that a frame builds no strings. */
  #ramp: readonly string[] = [];
  #levels = new Float32Array(1);
  #peaks = new Float32Array(1);

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This canvas offers neither WebGL2 nor 2D drawing.');
    this.#canvas = canvas;
    this.#context = context;
    canvas.addEventListener('contextrestored', this.#paint);
  }

  get barCount(): number {
    return this.#layout.count;
  }

  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void {
    const layout = barLayout(cssWidth, cssHeight, devicePixelRatio);
    if (layout.count !== this.#layout.count) {
      this.#levels = new Float32Array(layout.count);
      this.#peaks = new Float32Array(layout.count);
    }
    this.#layout = layout;
    this.#canvas.width = layout.canvasWidth;
    this.#canvas.height = layout.canvasHeight;
  }

  setPalette(palette: SpectrumPalette): void {
    this.#ink = css(palette.ink);
    this.#faint = css(palette.faint);
    this.#ramp = Array.from({ length: RAMP_STEPS }, (_, step) => {
      const [red = 0, green = 0, blue = 0] = palette.ramp.subarray(step * 4, step * 4 + 3);
      return css([red, green, blue]);
    });
  }

  draw(levels: Float32Array, peaks: Float32Array): void {
    for (let bar = 0; bar < this.#layout.count; bar++) {
      this.#levels[bar] = levels[bar] ?? 0;
      this.#peaks[bar] = peaks[bar] ?? 0;
    }
    this.#paint();
  }

  dispose(): void {
    this.#canvas.removeEventListener('contextrestored', this.#paint);
    this.#canvas.width = 0;
    this.#canvas.height = 0;
  }

  readonly #paint = (): void => {
    if (this.#ramp.length === 0) return;
    const context = this.#context;
    const { canvasWidth, canvasHeight, plotHeight, barWidth, capHeight } = this.#layout;
    context.clearRect(0, 0, canvasWidth, canvasHeight);
    for (let bar = 0; bar < this.#layout.count; bar++) {
      const left = this.#layout.lefts[bar] ?? 0;
      const level = this.#levels[bar] ?? 0;
      const height = Math.round(level * plotHeight);
      context.fillStyle = this.#ramp[rampStep(level)] ?? '';
      context.fillRect(left, canvasHeight - height, barWidth, height);
      if (capHeight === 0) continue;
      const lift = Math.round((this.#peaks[bar] ?? 0) * plotHeight);
      context.fillStyle = lift > 0 ? this.#ink : this.#faint;
      const bottom = lift > 0 ? lift : this.#layout.restGap;
      context.fillRect(left, canvasHeight - bottom - capHeight, barWidth, capHeight);
    }
  };
}

function css([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}
