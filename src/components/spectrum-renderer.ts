import { CanvasSpectrumRenderer } from './canvas-renderer.ts';
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
  'u_ramp',
] as const;
type UniformName = (typeof UNIFORMS)[number];

/** Everything that dies with the context. */
interface GpuResources {
  readonly program: WebGLProgram;
  readonly vertexArray: WebGLVertexArrayObject;
  readonly lefts: WebGLBuffer;
  readonly levels: WebGLBuffer;
  readonly peaks: WebGLBuffer;
  readonly ramp: WebGLTexture;
  readonly uniforms: Readonly<Record<UniformName, WebGLUniformLocation | null>>;
}

/**
 * The renderer for a canvas that has no context yet: WebGL2, or canvas 2D with the same look where
 * WebGL2 is missing. Throws if the canvas gives neither.
 */
export function createSpectrumRenderer(canvas: HTMLCanvasElement): SpectrumRenderer {
  const gl = canvas.getContext('webgl2', {
    alpha: true,
    antialias: false,
    depth: false,
    stencil: false,
    powerPreference: 'low-power',
  });
  return gl ? new WebGlSpectrumRenderer(canvas, gl) : new CanvasSpectrumRenderer(canvas);
}

/**
 * Instanced bars and caps: two draw calls a frame, two small uploads, no allocation. A lost context
 * is rebuilt when the browser gives it back, and shows the last frame again.
 */
export class WebGlSpectrumRenderer implements SpectrumRenderer {
  readonly #canvas: HTMLCanvasElement;
  readonly #gl: WebGL2RenderingContext;
  #resources: GpuResources | undefined;
  #layout: BarLayout = barLayout(1, 1, 1);
  #palette: SpectrumPalette | undefined;
  #levels = new Float32Array(1);
  #peaks = new Float32Array(1);

  constructor(canvas: HTMLCanvasElement, gl: WebGL2RenderingContext) {
    this.#canvas = canvas;
    this.#gl = gl;
    canvas.addEventListener('webglcontextlost', this.#onLost);
    canvas.addEventListener('webglcontextrestored', this.#onRestored);
    if (gl.isContextLost()) return;
    this.#resources = createResources(gl);
    this.#uploadLayout();
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
    this.#uploadLayout();
  }

  setPalette(palette: SpectrumPalette): void {
    this.#palette = palette;
    this.#uploadPalette();
  }

  draw(levels: Float32Array, peaks: Float32Array): void {
    for (let bar = 0; bar < this.#layout.count; bar++) {
      this.#levels[bar] = levels[bar] ?? 0;
      this.#peaks[bar] = peaks[bar] ?? 0;
    }
    this.#paint();
  }

  dispose(): void {
    this.#canvas.removeEventListener('webglcontextlost', this.#onLost);
    this.#canvas.removeEventListener('webglcontextrestored', this.#onRestored);
    this.#resources = undefined;
    // A page has only about 16 contexts: this one goes back now, not when memory is collected.
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  readonly #onLost = (event: Event): void => {
    // Without this the browser never restores the context.
    event.preventDefault();
    this.#resources = undefined;
  };

  readonly #onRestored = (): void => {
    this.#resources = createResources(this.#gl);
    this.#uploadLayout();
    this.#uploadPalette();
    this.#paint();
  };

  #uploadLayout(): void {
    const resources = this.#resources;
    if (!resources) return;
    const gl = this.#gl;
    const layout = this.#layout;
    gl.viewport(0, 0, layout.canvasWidth, layout.canvasHeight);
    gl.bindBuffer(gl.ARRAY_BUFFER, resources.lefts);
    gl.bufferData(gl.ARRAY_BUFFER, layout.lefts, gl.STATIC_DRAW);
    for (const buffer of [resources.levels, resources.peaks]) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferData(gl.ARRAY_BUFFER, layout.lefts.byteLength, gl.DYNAMIC_DRAW);
    }
    gl.uniform2f(resources.uniforms.u_canvas, layout.canvasWidth, layout.canvasHeight);
    gl.uniform1f(resources.uniforms.u_plotHeight, layout.plotHeight);
    gl.uniform1f(resources.uniforms.u_barWidth, layout.barWidth);
    gl.uniform1f(resources.uniforms.u_capHeight, layout.capHeight);
    gl.uniform1f(resources.uniforms.u_restGap, layout.restGap);
  }

  #uploadPalette(): void {
    const resources = this.#resources;
    const palette = this.#palette;
    if (!resources || !palette) return;
    const gl = this.#gl;
    gl.uniform4fv(resources.uniforms.u_ink, unit(palette.ink));
    gl.uniform4fv(resources.uniforms.u_faint, unit(palette.faint));
    // Copied: WebGL takes plain byte arrays for this format, not clamped ones.
    const bytes = new Uint8Array(palette.ramp);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, RAMP_STEPS, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  }

  #paint(): void {
    const resources = this.#resources;
    if (!resources || !this.#palette) return;
    const gl = this.#gl;
    const { count, capHeight } = this.#layout;
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.bindBuffer(gl.ARRAY_BUFFER, resources.levels);
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, this.#levels);
    gl.uniform1i(resources.uniforms.u_part, PART.bars);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
    if (capHeight === 0) return;
    gl.bindBuffer(gl.ARRAY_BUFFER, resources.peaks);
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, this.#peaks);
    gl.uniform1i(resources.uniforms.u_part, PART.caps);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
  }
}

function unit([red, green, blue]: Rgb): Float32Array {
  return new Float32Array([red / 255, green / 255, blue / 255, 1]);
}

/** Program, buffers and texture, all bound: nothing else draws in this context. */
function createResources(gl: WebGL2RenderingContext): GpuResources {
  const program = linkProgram(gl);
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

  const ramp = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, ramp);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);

  const uniforms = Object.fromEntries(
    UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]),
  ) as Record<UniformName, WebGLUniformLocation | null>;
  gl.uniform1i(uniforms.u_ramp, 0);

  return {
    program,
    vertexArray,
    lefts: perBar(ATTRIBUTE.left),
    levels: perBar(ATTRIBUTE.level),
    peaks: perBar(ATTRIBUTE.peak),
    ramp,
    uniforms,
  };
}

function linkProgram(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram();
  const sources = [
    [gl.VERTEX_SHADER, VERTEX_SHADER],
    [gl.FRAGMENT_SHADER, FRAGMENT_SHADER],
  ] as const;
  for (const [type, source] of sources) {
    const shader = gl.createShader(type);
    // Null only while the context is lost; then the rest of the set-up is void as well.
    if (!shader) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    throw new Error(`The spectrum's shaders do not link: ${gl.getProgramInfoLog(program) ?? ''}`);
  }
  return program;
}
