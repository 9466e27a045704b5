/** The spectrum behind the curve may fill this part of the plot. */
const HEIGHT_SHARE = 0.92;
const HEADROOM_CSS = 14;

/** How many points the outline has. */
export const GHOST_POINTS = 121;

/** A neutral outline of the live spectrum on a 2D canvas. `draw` allocates nothing. */
export class EqualizerGhost {
  readonly #context: CanvasRenderingContext2D;
  #left = 0;
  #right = 0;
  #scale = 1;
  color = '';

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  /** All in CSS pixels: the canvas, and where the axis begins and ends on it. */
  resize(
    width: number,
    height: number,
    devicePixelRatio: number,
    left: number,
    right: number,
  ): void {
    const { canvas } = this.#context;
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    this.#scale = devicePixelRatio;
    this.#left = left * devicePixelRatio;
    this.#right = right * devicePixelRatio;
  }

  /** @param levels heights from 0 to 1, evenly spaced over the axis */
  draw(levels: Float32Array): void {
    const context = this.#context;
    const { width, height } = context.canvas;
    const step = (this.#right - this.#left) / Math.max(1, levels.length - 1);
    const fullHeight = (height - HEADROOM_CSS * this.#scale) * HEIGHT_SHARE;
    context.clearRect(0, 0, width, height);
    context.fillStyle = this.color;
    context.beginPath();
    context.moveTo(this.#left, height);
    for (let point = 0; point < levels.length; point++) {
      context.lineTo(this.#left + point * step, height - (levels[point] ?? 0) * fullHeight);
    }
    context.lineTo(this.#right, height);
    context.fill();
  }
}
