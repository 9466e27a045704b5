import type { DisplaySurface } from './display-surface.ts';
import { WHOLE_CANVAS_SHADER, linkProgram, plainTexture, uniformsOf } from './gl-program.ts';
import { CanvasSpectrogramRenderer } from './spectrogram-canvas-renderer.ts';
import { SHADES, type SpectrogramRenderer } from './spectrogram-drawing.ts';
import type { SpectrogramHistory } from './spectrogram-history.ts';

const UNIT = { history: 0, shades: 1 } as const;
const UNIFORMS = ['u_history', 'u_shades', 'u_canvas', 'u_next'] as const;

/** A column of time is a row of the texture, so that it lies in one piece. */
const FRAGMENT_SHADER = `#version 300 es
precision highp float;
precision highp int;

uniform highp sampler2D u_history;
uniform sampler2D u_shades;
uniform vec2 u_canvas;
uniform int u_next;

out vec4 colour;

void main() {
  ivec2 size = textureSize(u_history, 0);
  vec2 place = gl_FragCoord.xy / u_canvas;
  int row = int(place.y * float(size.x));
  int column = (int(place.x * float(size.y)) + u_next) % size.y;
  float level = texelFetch(u_history, ivec2(row, column), 0).r;
  colour = texelFetch(u_shades, ivec2(int(level * ${SHADES - 1}.0 + 0.5), 0), 0);
}
`;

/** The renderer for a surface; both look the same. */
export function createSpectrogramRenderer(surface: DisplaySurface): SpectrogramRenderer {
  return surface.gl
    ? new WebGlSpectrogramRenderer(surface.gl)
    : new CanvasSpectrogramRenderer(surface.flat);
}

/** The history is a texture and a ring as well: it scrolls by where the reading begins. */
export class WebGlSpectrogramRenderer implements SpectrogramRenderer {
  readonly #gl: WebGL2RenderingContext;
  readonly #program: WebGLProgram;
  readonly #history: WebGLTexture;
  readonly #shades: WebGLTexture;
  readonly #uniforms;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#program = linkProgram(gl, WHOLE_CANVAS_SHADER, FRAGMENT_SHADER);
    gl.useProgram(this.#program);
    this.#uniforms = uniformsOf(gl, this.#program, UNIFORMS);
    this.#history = plainTexture(gl, UNIT.history);
    this.#shades = plainTexture(gl, UNIT.shades);
    gl.uniform1i(this.#uniforms.u_history, UNIT.history);
    gl.uniform1i(this.#uniforms.u_shades, UNIT.shades);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  }

  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void {
    const gl = this.#gl;
    gl.canvas.width = Math.max(1, Math.round(cssWidth * devicePixelRatio));
    gl.canvas.height = Math.max(1, Math.round(cssHeight * devicePixelRatio));
    gl.viewport(0, 0, gl.canvas.width, gl.canvas.height);
    gl.uniform2f(this.#uniforms.u_canvas, gl.canvas.width, gl.canvas.height);
  }

  setShades(shades: Uint8ClampedArray): void {
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE0 + UNIT.shades);
    // Copied: WebGL takes plain byte arrays for this format, not clamped ones.
    const bytes = new Uint8Array(shades);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, SHADES, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }

  load({ columns, rows, values }: SpectrogramHistory): void {
    const gl = this.#gl;
    gl.activeTexture(gl.TEXTURE0 + UNIT.history);
    const kind = [gl.RED, gl.UNSIGNED_BYTE] as const;
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, rows, columns, 0, ...kind, values);
  }

  draw(history: SpectrogramHistory, fresh: number): void {
    const gl = this.#gl;
    const { columns, rows, values, next } = history;
    gl.activeTexture(gl.TEXTURE0 + UNIT.history);
    for (let age = Math.min(fresh, columns); age > 0; age--) {
      const at = (next - age + columns) % columns;
      const kind = gl.UNSIGNED_BYTE;
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, at, rows, 1, gl.RED, kind, values, at * rows);
    }
    gl.uniform1i(this.#uniforms.u_next, next);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  dispose(): void {
    const gl = this.#gl;
    // The next to draw here finds the context as it was at first.
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    gl.activeTexture(gl.TEXTURE0);
    gl.deleteTexture(this.#history);
    gl.deleteTexture(this.#shades);
    gl.deleteProgram(this.#program);
  }
}
