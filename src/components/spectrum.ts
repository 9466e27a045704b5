import { LitElement, html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { AnimationLoop } from './animation-loop.ts';
import { CanvasSizeController, type CanvasSize } from './canvas-size.ts';
import { colorProbe, colorProbeStyles, readSpectrumPalette } from './color-probe.ts';
import { EngineController } from './engine-controller.ts';
import { AXIS_HEIGHT, frequencyAxis } from './frequency-axis.ts';
import { LiveLevels } from './live-levels.ts';
import { plotStyles } from './plot.styles.ts';
import { HEADROOM_CSS, isSparkline, type SpectrumRenderer } from './spectrum-drawing.ts';
import { createSpectrumRenderer } from './spectrum-renderer.ts';
import { spectrumStyles } from './spectrum.styles.ts';
import { allStringsFor, type AllStrings } from './late-strings.ts';

/** Grid lines, as fractions of the plot. */
const GRID: readonly number[] = [0.2, 0.4, 0.6, 0.8, 1];
/** A lost WebGL context that isn't back by then is given up for canvas 2D. */
const RESTORE_PATIENCE_MS = 1000;

/**
 * The sound that is heard now, as bars over frequency, with peak caps.
 *
 * Belongs inside a `rusty-audio-player`, which sets scale and range. Takes the width and height it
 * is given: 60, 48 or 30 bars by width, below 120 px a sparkline without axis. Draws only while it
 * is on screen and something moves.
 *
 * @summary Live spectrum of a player.
 * @tag rusty-audio-spectrum
 * @csspart plot - The recess that holds bars, grid and axis.
 */
export class RustyAudioSpectrum extends LitElement {
  static override styles = [plotStyles, colorProbeStyles, spectrumStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    snapshot.mode,
    snapshot.paused,
    snapshot.ended,
    snapshot.seeking,
    snapshot.waiting,
    snapshot.readyState,
    snapshot.error,
  ]);
  readonly #loop = new AnimationLoop(this, (elapsedSeconds) => this.#frame(elapsedSeconds));
  readonly #canvasSize = new CanvasSizeController(this, (size) => {
    this.#resize(size);
  });
  #renderer: SpectrumRenderer | undefined;
  readonly #live = new LiveLevels();
  #restoreTimer: ReturnType<typeof setTimeout> | undefined;

  @state() private accessor size: CanvasSize = { width: 0, height: 0, pixelRatio: 1 };
  /** Replaced when a canvas has lost its context for good. */
  @state() private accessor canvas: HTMLCanvasElement | undefined = undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.canvas ??= document.createElement('canvas');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#restoreTimer);
    this.#renderer?.dispose();
    this.#renderer = undefined;
    this.canvas = undefined;
  }

  protected override render(): TemplateResult {
    const silent = this.#player.snapshot?.mode === 'native';
    const sparkline = isSparkline(this.size.width);
    const words = this.#words;
    return html`
      <div
        class="plot ${silent ? 'silent' : ''}"
        part="plot"
        role="img"
        aria-label=${this.#description()}
      >
        ${sparkline ? nothing : this.#scales()} ${this.canvas}
        ${
          silent && !sparkline
            ? html`<div class="hush">
                <b>${words.noSpectrum}</b><span>${words.soundUnaffected}</span>
              </div>`
            : nothing
        }
      </div>
      ${colorProbe(() => {
        this.#readPalette();
      })}
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('canvas') && this.canvas) this.#canvasSize.observe(this.canvas);
    this.#live.stir();
    this.#loop.wake();
  }

  get #words(): AllStrings {
    return allStringsFor(this.#player.settings?.lang ?? '');
  }

  #description(): string {
    const { snapshot, settings } = this.#player;
    const words = this.#words;
    if (snapshot?.mode === 'native') return words.spectrumOffNative;
    const scale = words.scales[settings?.frequencyScale ?? 'log'];
    const moves = snapshot && !snapshot.paused && !snapshot.ended;
    return moves ? words.spectrumLive(scale) : words.spectrumResting(scale);
  }

  #scales(): TemplateResult | typeof nothing {
    const { width, height } = this.size;
    if (width === 0) return nothing;
    const plotHeight = height - HEADROOM_CSS;
    return html`<svg
      viewBox="0 0 ${width} ${height + AXIS_HEIGHT}"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      ${GRID.map(
        (part) =>
          svg`<rect class="grid" x="0" y=${Math.round(height - part * plotHeight)} width=${width} height="1"></rect>`,
      )}
      ${frequencyAxis(this.#player.settings?.frequencyScale ?? 'log', {
        left: 0,
        right: width,
        ground: height,
        width,
        lang: this.#words.locale,
      })}
    </svg>`;
  }

  /** Also makes the renderer, so that a player that is never laid out takes no context. */
  #resize(size: CanvasSize): void {
    if (!this.canvas) return;
    if (!this.#renderer) {
      this.#renderer = createSpectrumRenderer(this.canvas);
      this.canvas.addEventListener('webglcontextlost', this.#onContextLost);
      this.canvas.addEventListener('webglcontextrestored', this.#onContextRestored);
      this.#readPalette();
    }
    const renderer = this.#renderer;
    renderer.resize(size.width, size.height, size.pixelRatio);
    this.#live.setBarCount(renderer.barCount);
    // The canvas was cleared; the picture comes back before the browser paints.
    renderer.draw(this.#live.levels, this.#live.peaks);
    this.size = size;
  }

  readonly #onContextLost = (): void => {
    this.#restoreTimer = setTimeout(() => {
      this.#giveUpContext();
    }, RESTORE_PATIENCE_MS);
  };

  readonly #onContextRestored = (): void => {
    clearTimeout(this.#restoreTimer);
  };

  /** A page has few contexts and takes them from the oldest: that one goes on in 2D. */
  #giveUpContext(): void {
    const canvas = document.createElement('canvas');
    // A canvas keeps its first kind of context, so `createSpectrumRenderer` finds no WebGL2 here.
    canvas.getContext('2d');
    this.#renderer?.dispose();
    this.#renderer = undefined;
    this.canvas = canvas;
  }

  #readPalette(): void {
    const probe = this.renderRoot.querySelector('.color-probe');
    if (!probe || !this.#renderer) return;
    this.#renderer.setPalette(readSpectrumPalette(probe));
    this.#renderer.draw(this.#live.levels, this.#live.peaks);
  }

  #frame(elapsedSeconds: number): boolean {
    const { engine, settings } = this.#player;
    const renderer = this.#renderer;
    if (!engine || !settings || !renderer) return false;
    const { frequencyScale, minDecibels, maxDecibels } = settings;
    const goesOn = this.#live.step(
      engine,
      frequencyScale,
      minDecibels,
      maxDecibels,
      elapsedSeconds,
      this.#loop.calm,
    );
    if (this.#live.moved) renderer.draw(this.#live.levels, this.#live.peaks);
    return goesOn;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-spectrum': RustyAudioSpectrum;
  }
}
