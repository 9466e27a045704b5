import { CanvasCurveRenderer } from './curve-canvas-renderer.ts';
import { curveLayout, type CurvePalette, type CurveRenderer, type Rgba } from './curve-drawing.ts';
import { CURVE_FRAGMENT_SHADER, ROW } from './curve-shaders.ts';
import type { DisplaySurface } from './display-surface.ts';
import { WHOLE_CANVAS_SHADER, linkProgram, plainTexture, uniformsOf } from './gl-program.ts';
import type { Rgb } from './spectrum-drawing.ts';

const ROWS = Object.keys(ROW).length;
const UNIFORMS = [
  'u_data',
  'u_canvas',
  'u_plotHeight',
  'u_count',
  'u_strokeWidth',
  'u_peaksWidth',
  'u_hasPeaks',
  'u_hasGhost',
  'u_stroke',
  'u_fill',
  'u_peaks',
  'u_ghost',
] as const;

/** The renderer for a surface; both look the same but for the blending of edges. */
export function createCurveRenderer(surface: DisplaySurface): CurveRenderer {
  return surface.gl ? new WebGlCurveRenderer(surface.gl) : new CanvasCurveRenderer(surface.flat);
}

/**
 * One small upload and one draw call a frame: each pixel measures its distance to the curve, so that
 * joints, steep flanks and layers need no geometry.
 */
export class WebGlCurveRenderer implements CurveRenderer {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #texture: WebGLTexture;
  readonly #uniforms;
  #data = new Float32Array(0);
  #plain = false;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = linkProgram(gl, WHOLE_CANVAS_SHADER, CURVE_FRAGMENT_SHADER);
    gl.useProgram(this.#program);
    this.#texture = plainTexture(gl, 0);
    this.#uniforms = uniformsOf(gl, this.#program, UNIFORMS);
    gl.uniform1i(this.#uniforms.u_data, 0);
  }

  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void {
    const gl = this.#gl;
    const layout = curveLayout(cssWidth, cssHeight, devicePixelRatio);
    this.#plain = layout.plain;
    gl.canvas.width = layout.canvasWidth;
    gl.canvas.height = layout.canvasHeight;
    gl.viewport(0, 0, layout.canvasWidth, layout.canvasHeight);
    gl.uniform2f(this.#uniforms.u_canvas, layout.canvasWidth, layout.canvasHeight);
    gl.uniform1f(this.#uniforms.u_plotHeight, layout.plotHeight);
    gl.uniform1f(this.#uniforms.u_strokeWidth, layout.strokeWidth);
    gl.uniform1f(this.#uniforms.u_peaksWidth, layout.peaksWidth);
  }

  setPalette({ stroke, fill, peaks, ghost }: CurvePalette): void {
    const gl = this.#gl;
    gl.uniform4fv(this.#uniforms.u_stroke, premultiplied(stroke));
    gl.uniform4fv(this.#uniforms.u_fill, premultiplied(fill));
    gl.uniform4fv(this.#uniforms.u_peaks, premultiplied(peaks));
    gl.uniform4fv(this.#uniforms.u_ghost, premultiplied(ghost));
  }

  draw(curve: Float32Array, peaks: Float32Array | null, ghost: Float32Array | null): void {
    const gl = this.#gl;
    const count = curve.length;
    if (count === 0) return;
    if (this.#data.length !== ROWS * count) this.#reserve(count);
    this.#data.set(curve, ROW.curve * count);
    if (peaks) this.#data.set(peaks, ROW.peaks * count);
    if (ghost) this.#data.set(ghost, ROW.ghost * count);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, count, ROWS, gl.RED, gl.FLOAT, this.#data);
    gl.uniform1i(this.#uniforms.u_hasPeaks, peaks && !this.#plain ? 1 : 0);
    gl.uniform1i(this.#uniforms.u_hasGhost, ghost && !this.#plain ? 1 : 0);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  dispose(): void {
    this.#gl.deleteTexture(this.#texture);
    this.#gl.deleteProgram(this.#program);
  }

  #reserve(count: number): void {
    const gl = this.#gl;
    this.#data = new Float32Array(ROWS * count);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, count, ROWS, 0, gl.RED, gl.FLOAT, null);
    gl.uniform1i(this.#uniforms.u_count, count);
  }
}

function premultiplied([red, green, blue, alpha = 255]: Rgb | Rgba): Float32Array {
  const scale = alpha / 255 / 255;
  return new Float32Array([red * scale, green * scale, blue * scale, alpha / 255]);
}
