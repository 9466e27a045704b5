import { CanvasSpectrumRenderer } from './canvas-renderer.ts';
import type { DisplaySurface } from './display-surface.ts';
import { linkProgram, plainTexture, uniformsOf } from './gl-program.ts';
import {
  RAMP_STEPS,
  barLayout,
  type BarLayout,
  type Rgb,
  type SpectrumPalette,
  type SpectrumRenderer,
} from './spectrum-drawing.ts';
import { ATTRIBUTE, FRAGMENT_SHADER, PART, VERTEX_SHADER } from './spectrum-shaders.ts';

const UNIFORMS = [
  'u_canvas',
  'u_plotHeight',
  'u_barWidth',
  'u_capHeight',
  'u_restGap',
  'u_part',
  'u_ink',
  'u_faint',
  'u_ghost',
  'u_well',
  'u_ramp',
] as const;
type UniformName = (typeof UNIFORMS)[number];

/** Everything that it holds in the context. */
interface GpuResources {
  readonly program: WebGLProgram;
  readonly vertexArray: WebGLVertexArrayObject;
  readonly lefts: WebGLBuffer;
  readonly levels: WebGLBuffer;
  readonly peaks: WebGLBuffer;
  readonly ghosts: WebGLBuffer;
  readonly ramp: WebGLTexture;
  readonly uniforms: Readonly<Record<UniformName, WebGLUniformLocation | null>>;
}

/** The renderer for a surface; both look the same. */
export function createSpectrumRenderer(surface: DisplaySurface): SpectrumRenderer {
  return surface.gl
    ? new WebGlSpectrumRenderer(surface.gl)
    : new CanvasSpectrumRenderer(surface.flat);
}

/** Instanced bars and caps: four draw calls a frame at most, small uploads, no allocation. */
export class WebGlSpectrumRenderer implements SpectrumRenderer {
  readonly #gl: WebGL2RenderingContext;
  readonly #resources: GpuResources;
  #layout: BarLayout = barLayout(1, 1, 1);

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#resources = createResources(gl);
  }

  get barCount(): number {
    return this.#layout.count;
  }

  resize(cssWidth: number, cssHeight: number, devicePixelRatio: number): void {
    const gl = this.#gl;
    const layout = barLayout(cssWidth, cssHeight, devicePixelRatio);
    this.#layout = layout;
    gl.canvas.width = layout.canvasWidth;
    gl.canvas.height = layout.canvasHeight;
    const { lefts, levels, peaks, ghosts, uniforms } = this.#resources;
    gl.viewport(0, 0, layout.canvasWidth, layout.canvasHeight);
    gl.bindBuffer(gl.ARRAY_BUFFER, lefts);
    gl.bufferData(gl.ARRAY_BUFFER, layout.lefts, gl.STATIC_DRAW);
    for (const buffer of [levels, peaks, ghosts]) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, layout.lefts.byteLength, gl.DYNAMIC_DRAW);
    }
    gl.uniform2f(uniforms.u_canvas, layout.canvasWidth, layout.canvasHeight);
    gl.uniform1f(uniforms.u_plotHeight, layout.plotHeight);
    gl.uniform1f(uniforms.u_barWidth, layout.barWidth);
    gl.uniform1f(uniforms.u_capHeight, layout.capHeight);
    gl.uniform1f(uniforms.u_restGap, layout.restGap);
  }

  setPalette(palette: SpectrumPalette): void {
    const gl = this.#gl;
    const { uniforms } = this.#resources;
    gl.uniform4fv(uniforms.u_ink, unit(palette.ink));
    gl.uniform4fv(uniforms.u_faint, unit(palette.faint));
    gl.uniform4fv(uniforms.u_ghost, unit(palette.ghost));
    gl.uniform4fv(uniforms.u_well, unit(palette.well));
    // Copied: WebGL takes plain byte arrays for this format, not clamped ones.
    const bytes = new Uint8Array(palette.ramp);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, RAMP_STEPS, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }

  draw(levels: Float32Array, peaks: Float32Array, ghost: Float32Array | null = null): void {
    const gl = this.#gl;
    const { levels: levelBuffer, peaks: peakBuffer, ghosts: ghostBuffer } = this.#resources;
    const { count, capHeight } = this.#layout;
    // Another number of bars is on its way.
    if (levels.length !== count) return;
    const showsGhost = ghost !== null && capHeight > 0;
    gl.clear(gl.COLOR_BUFFER_BIT);
    if (showsGhost) {
      this.#upload(ghostBuffer, ghost);
      this.#paint(PART.ghosts);
    }
    this.#upload(levelBuffer, levels);
    this.#paint(PART.bars);
    if (showsGhost) this.#paint(PART.notches);
    if (capHeight === 0) return;
    this.#upload(peakBuffer, peaks);
    this.#paint(PART.caps);
  }

  dispose(): void {
    const gl = this.#gl;
    const { program, vertexArray, lefts, levels, peaks, ghosts, ramp } = this.#resources;
    gl.deleteVertexArray(vertexArray);
    for (const buffer of [lefts, levels, peaks, ghosts]) gl.deleteBuffer(buffer);
    gl.deleteTexture(ramp);
    gl.deleteProgram(program);
  }

  #upload(buffer: WebGLBuffer, values: Float32Array): void {
    const gl = this.#gl;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, values);
  }

  #paint(part: number): void {
    const gl = this.#gl;
    gl.uniform1i(this.#resources.uniforms.u_part, part);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, this.#layout.count);
  }
}

function unit([red, green, blue]: Rgb): Float32Array {
  return new Float32Array([red / 255, green / 255, blue / 255, 1]);
}

/** Program, buffers and texture, all bound: nothing else draws in this context meanwhile. */
function createResources(gl: WebGL2RenderingContext): GpuResources {
  const program = linkProgram(gl, VERTEX_SHADER, FRAGMENT_SHADER);
  gl.useProgram(program);
  gl.clearColor(0, 0, 0, 0);

  const vertexArray = gl.createVertexArray();
  gl.bindVertexArray(vertexArray);
  const perBar = (location: number): WebGLBuffer => {
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, 1, gl.FLOAT, false, 0, 0);
    gl.vertexAttribDivisor(location, 1);
    return buffer;
  };

  const ramp = plainTexture(gl, 0);
  const uniforms = uniformsOf(gl, program, UNIFORMS);
  gl.uniform1i(uniforms.u_ramp, 0);

  return {
    program,
    vertexArray,
    lefts: perBar(ATTRIBUTE.left),
    levels: perBar(ATTRIBUTE.level),
    peaks: perBar(ATTRIBUTE.peak),
    ghosts: perBar(ATTRIBUTE.ghost),
    ramp,
    uniforms,
  };
}
