/**
 * Browsers give a page about 16 WebGL contexts and take one from the oldest canvas to give it to the
 * next. All displays of a page together stay below that, so that its other pictures keep theirs.
 */
export const MOST_WEBGL_CONTEXTS = 12;
let contextsInUse = 0;

export type SurfaceKind = 'best' | '2d';

/**
 * A canvas and its one drawing context: WebGL2, or 2D where WebGL2 is missing or all of the page's
 * are in use. What draws in it comes and goes; `dispose` gives the context back to the page, and the
 * canvas can't be used again. Main thread.
 */
export class DisplaySurface {
  readonly canvas: HTMLCanvasElement;
  readonly gl: WebGL2RenderingContext | null;
  readonly #flat: CanvasRenderingContext2D | null;
  #disposed = false;

  /** @param canvas has no context yet, or a 2D one */
  constructor(canvas: HTMLCanvasElement, kind: SurfaceKind = 'best') {
    this.canvas = canvas;
    this.gl =
      kind === 'best' && contextsInUse < MOST_WEBGL_CONTEXTS
        ? canvas.getContext('webgl2', {
            alpha: true,
            antialias: false,
            depth: false,
            stencil: false,
            powerPreference: 'low-power',
          })
        : null;
    this.#flat = this.gl ? null : canvas.getContext('2d');
    if (this.gl) contextsInUse += 1;
  }

  /** @throws {Error} when the surface is drawn on by WebGL2, or by nothing at all */
  get flat(): CanvasRenderingContext2D {
    if (!this.#flat) throw new Error('This canvas offers neither WebGL2 nor 2D drawing.');
    return this.#flat;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    if (this.gl) {
      contextsInUse -= 1;
      // Now, not when memory is collected.
      this.gl.getExtension('WEBGL_lose_context')?.loseContext();
    }
    this.canvas.width = 0;
    this.canvas.height = 0;
  }
}
