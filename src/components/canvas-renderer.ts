import {
  RAMP_STEPS,
  barLayout,
  rampStep,
  type BarLayout,
  type Rgb,
  type SpectrumPalette,
  type SpectrumRenderer,
} from './spectrum-drawing.ts';

/** The spectrum on a 2D canvas, pixel for pixel what the WebGL2 renderer draws. */
export class CanvasSpectrumRenderer implements SpectrumRenderer {
  readonly #context: CanvasRenderingContext2D;
  #layout: BarLayout = barLayout(1, 1, 1);
  #ink = '';
  #faint = '';
  #ghost = '';
  #well = '';
  /** CSS colours, made once, so that a frame builds no strings. */
  #ramp: readonly string[] = [];

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  get barCount(): number {
    return this.#layout.count;
  }

  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void {
    const layout = barLayout(cssWidth, cssHeight, devicePixelRatio);
    this.#layout = layout;
    this.#context.canvas.width = layout.canvasWidth;
    this.#context.canvas.height = layout.canvasHeight;
  }

  setPalette(palette: SpectrumPalette): void {
    this.#ink = css(palette.ink);
    this.#faint = css(palette.faint);
    this.#ghost = css(palette.ghost);
    this.#well = css(palette.well);
    this.#ramp = Array.from({ length: RAMP_STEPS }, (_, step) => {
      const [red = 0, green = 0, blue = 0] = palette.ramp.subarray(step * 4, step * 4 + 3);
      return css([red, green, blue]);
    });
  }

  draw(levels: Float32Array, peaks: Float32Array, ghost: Float32Array | null = null): void {
    // Another number of bars, or the palette, is on its way.
    if (this.#ramp.length === 0 || levels.length !== this.#layout.count) return;
    const { canvasWidth, canvasHeight, plotHeight, capHeight, restGap } = this.#layout;
    const showsGhost = ghost !== null && capHeight > 0;
    this.#context.clearRect(0, 0, canvasWidth, canvasHeight);
    for (let bar = 0; bar < levels.length; bar++) {
      const level = levels[bar] ?? 0;
      const lift = Math.round((peaks[bar] ?? 0) * plotHeight);
      const input = showsGhost ? (ghost[bar] ?? 0) : 0;
      const inputTop = Math.round(input * plotHeight);
      if (showsGhost) this.#fill(bar, 0, inputTop, this.#ghost);
      this.#fill(bar, 0, Math.round(level * plotHeight), this.#ramp[rampStep(level)] ?? '');
      if (showsGhost && level > input) {
        const bottom = Math.max(0, inputTop - restGap);
        this.#fill(bar, bottom, inputTop - bottom, this.#well);
      }
      const capBottom = lift > 0 ? lift : restGap;
      this.#fill(bar, capBottom, capHeight, lift > 0 ? this.#ink : this.#faint);
    }
  }

  dispose(): void {
    const { canvasWidth, canvasHeight } = this.#layout;
    this.#context.clearRect(0, 0, canvasWidth, canvasHeight);
  }

  #fill(bar: number, bottom: number, height: number, color: string): void {
    const { canvasHeight, barWidth, lefts } = this.#layout;
    this.#context.fillStyle = color;
    this.#context.fillRect(lefts[bar] ?? 0, canvasHeight - bottom - height, barWidth, height);
  }
}

function css([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`;
}
