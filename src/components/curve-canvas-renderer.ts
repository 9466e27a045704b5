import {
  curveLayout,
  type CurveLayout,
  type CurvePalette,
  type CurveRenderer,
  type Rgba,
} from './curve-drawing.ts';
import type { Rgb } from './spectrum-drawing.ts';

/** Curves on a 2D canvas. */
export class CanvasCurveRenderer implements CurveRenderer {
  readonly #context: CanvasRenderingContext2D;
  #layout: CurveLayout = curveLayout(1, 1, 1);
  #stroke = '';
  #fill = '';
  #peaks = '';
  #ghost = '';

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void {
    this.#layout = curveLayout(cssWidth, cssHeight, devicePixelRatio);
    this.#context.canvas.width = this.#layout.canvasWidth;
    this.#context.canvas.height = this.#layout.canvasHeight;
    this.#context.lineJoin = 'round';
  }

  setPalette({ stroke, fill, peaks, ghost }: CurvePalette): void {
    this.#stroke = css(stroke);
    this.#fill = css(fill);
    this.#peaks = css(peaks);
    this.#ghost = css(ghost);
  }

  draw(curve: Float32Array, peaks: Float32Array | null, ghost: Float32Array | null): void {
    const { canvasWidth, canvasHeight, strokeWidth, peaksWidth, plain } = this.#layout;
    this.#context.clearRect(0, 0, canvasWidth, canvasHeight);
    if (ghost && !plain) this.#paintBelow(ghost, this.#ghost);
    this.#paintBelow(curve, this.#fill);
    if (peaks && !plain) this.#paintAlong(peaks, this.#peaks, peaksWidth);
    this.#paintAlong(curve, this.#stroke, strokeWidth);
  }

  dispose(): void {
    this.#context.clearRect(0, 0, this.#layout.canvasWidth, this.#layout.canvasHeight);
  }

  #paintBelow(heights: Float32Array, color: string): void {
    const { canvasWidth, canvasHeight } = this.#layout;
    this.#trace(heights);
    this.#context.lineTo(canvasWidth, canvasHeight);
    this.#context.lineTo(0, canvasHeight);
    this.#context.fillStyle = color;
    this.#context.fill();
  }

  #paintAlong(heights: Float32Array, color: string, width: number): void {
    this.#trace(heights);
    this.#context.strokeStyle = color;
    this.#context.lineWidth = width;
    this.#context.stroke();
  }

  /** From edge to edge; before the first point and behind the last one the curve goes on level. */
  #trace(heights: Float32Array): void {
    const { canvasWidth, canvasHeight, plotHeight } = this.#layout;
    const last = heights.length - 1;
    const pitch = canvasWidth / heights.length;
    this.#context.beginPath();
    for (let point = -1; point <= last + 1; point++) {
      const height = heights[Math.min(last, Math.max(0, point))] ?? 0;
      this.#context.lineTo((point + 0.5) * pitch, canvasHeight - height * plotHeight);
    }
  }
}

function css([red, green, blue, alpha = 255]: Rgb | Rgba): string {
  return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
}
