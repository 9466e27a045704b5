import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { AnimationLoop } from './animation-loop.ts';
import { BarsDisplay } from './bars-display.ts';
import { CanvasSizeController, type CanvasSize } from './canvas-size.ts';
import { colorProbe, colorProbeStyles } from './color-probe.ts';
import { DisplaySurface, type SurfaceKind } from './display-surface.ts';
import type { DisplayName, SpectrumDisplay } from './display.ts';
import { createDisplay, displayFor } from './displays.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { AXIS_HEIGHT } from './frequency-axis.ts';
import { allStringsFor, type AllStrings } from './late-strings.ts';
import { plotStyles } from './plot.styles.ts';
import { isSounding } from './rest-watch.ts';
import { isSparkline } from './spectrum-drawing.ts';
import { spectrumStyles } from './spectrum.styles.ts';
import { warn } from './console-warning.ts';

/** A lost WebGL context that isn't back by then is given up for canvas 2D. */
const RESTORE_PATIENCE_MS = 1000;

/**
 * The sound that is heard now, in the way that the player's `visualizer` says: bars or a line over
 * frequency, with held peaks, a spectrogram of the last ten seconds, or an oscilloscope. Where the
 * equalizer changes the sound, bars and line stand before a ghost of the sound before it.
 *
 * Belongs inside a `rusty-audio-player`, which sets display, scale and range. Takes the width and
 * height it is given: 60, 48 or 30 bars by width, below 120 px a sparkline without axis. Draws only
 * while it is on screen and something moves, and holds a WebGL context only while it is on screen;
 * where the page has none left it draws in 2D. Flashes more than three times a second become calm.
 *
 * @summary Live spectrum of a player.
 * @tag rusty-audio-spectrum
 * @csspart plot - The recess that holds the picture, grid and axis.
 */
export class RustyAudioSpectrum extends FaceElement {
  static override styles = [plotStyles, colorProbeStyles, spectrumStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    snapshot.mode,
    snapshot.paused,
    snapshot.ended,
    snapshot.seeking,
    snapshot.waiting,
    snapshot.readyState,
    snapshot.error,
    snapshot.eqBands,
    snapshot.eqBypass,
    snapshot.eqPreamp,
  ]);
  readonly #loop = new AnimationLoop(
    this,
    (elapsedSeconds) => this.#frame(elapsedSeconds),
    (onScreen) => {
      if (onScreen) this.#takeSurface('best');
      else this.#changeCanvas();
    },
  );
  readonly #canvasSize = new CanvasSizeController(this, (size) => {
    this.#resize(size);
  });
  #surface: DisplaySurface | undefined;
  #chosen: DisplayName = 'bars';
  #restoreTimer: ReturnType<typeof setTimeout> | undefined;

  @state() private accessor size: CanvasSize = { width: 0, height: 0, pixelRatio: 1 };
  @state() private accessor display: SpectrumDisplay = new BarsDisplay();
  /** Replaced when a canvas has lost its context for good, or has given it back. */
  @state() private accessor canvas: HTMLCanvasElement | undefined = undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.canvas ??= document.createElement('canvas');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dropSurface();
    this.canvas = undefined;
  }

  protected override render(): TemplateResult {
    const { snapshot, settings } = this.#player;
    const silent = snapshot?.mode === 'native';
    const sparkline = isSparkline(this.size.width);
    const words = allStringsFor(settings?.lang ?? '');
    return html`
      <div
        class="plot ${this.display.name} ${silent ? 'silent' : ''}"
        part="plot"
        role="img"
        aria-label=${this.#description(words)}
      >
        ${sparkline ? nothing : this.#scales(words)} ${this.canvas}
        ${
          silent && !sparkline
            ? html`<div class="hush">
                <b>${words.noSpectrum}</b><span>${words.soundUnaffected}</span>
              </div>`
            : nothing
        }
      </div>
      ${colorProbe(() => {
        this.#readColors();
      })}
    `;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('canvas') && this.canvas) this.#canvasSize.observe(this.canvas);
    void this.#choose(displayFor(this.#player.settings?.visualizer));
    this.display.stir();
    this.#loop.wake();
  }

  #description(words: AllStrings): string {
    const { snapshot, settings } = this.#player;
    if (snapshot?.mode === 'native') return words.spectrumOffNative;
    const live = snapshot !== undefined && isSounding(snapshot);
    const scale = words.scales[settings?.frequencyScale ?? 'log'];
    switch (this.display.name) {
      case 'bars':
      case 'line':
        return live ? words.spectrumLive(scale) : words.spectrumResting(scale);
      case 'spectrogram':
        return live ? words.spectrogramLive(scale) : words.spectrogramResting(scale);
      case 'oscilloscope':
        return live ? words.oscilloscopeLive : words.oscilloscopeResting;
    }
  }

  #scales({ locale }: AllStrings): TemplateResult | typeof nothing {
    const { width, height } = this.size;
    const scale = this.#player.settings?.frequencyScale ?? 'log';
    if (width === 0) return nothing;
    return html`<svg
      viewBox="0 0 ${width} ${height + AXIS_HEIGHT}"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      ${this.display.scales(this.size, scale, locale)}
    </svg>`;
  }

  async #choose(name: DisplayName): Promise<void> {
    if (name === this.#chosen) return;
    this.#chosen = name;
    try {
      const display = await createDisplay(name);
      // Another may have been chosen while this one was loaded.
      if (name === this.#chosen) this.#show(display);
    } catch (error) {
      if (name === this.#chosen) this.#chosen = this.display.name;
      warn(this, `${name} could not be loaded. ${String(error)}`);
    }
  }

  #show(display: SpectrumDisplay): void {
    this.display.detach();
    this.display = display;
    this.#attach();
  }

  /** A display that can't be seen takes no context. */
  #takeSurface(kind: SurfaceKind): void {
    const { canvas } = this;
    if (!canvas || this.#surface || this.size.width === 0 || !this.#loop.onScreen) return;
    this.#surface = new DisplaySurface(canvas, kind);
    canvas.addEventListener('webglcontextlost', this.#onContextLost);
    canvas.addEventListener('webglcontextrestored', this.#onContextRestored);
    canvas.addEventListener('contextrestored', this.#onContextRestored);
    this.#attach();
  }

  /** The context goes back to the page. */
  #dropSurface(): void {
    clearTimeout(this.#restoreTimer);
    const surface = this.#surface;
    if (!surface) return;
    surface.canvas.removeEventListener('webglcontextlost', this.#onContextLost);
    surface.canvas.removeEventListener('webglcontextrestored', this.#onContextRestored);
    surface.canvas.removeEventListener('contextrestored', this.#onContextRestored);
    this.display.detach();
    surface.dispose();
    this.#surface = undefined;
  }

  /** A canvas that has given its context back can't be used again. */
  #changeCanvas(): void {
    if (!this.#surface) return;
    this.#dropSurface();
    this.canvas = document.createElement('canvas');
  }

  #attach(): void {
    if (!this.#surface) return;
    this.display.attach(this.#surface);
    this.#readColors();
    this.display.resize(this.size);
  }

  #resize(size: CanvasSize): void {
    this.size = size;
    // The canvas was cleared; the picture comes back before the browser paints.
    if (this.#surface) this.display.resize(size);
    else this.#takeSurface('best');
  }

  readonly #onContextLost = (event: Event): void => {
    // Without this the browser never restores the context.
    event.preventDefault();
    this.display.detach();
    this.#restoreTimer = setTimeout(() => {
      this.#changeCanvas();
      this.#takeSurface('2d');
    }, RESTORE_PATIENCE_MS);
  };

  readonly #onContextRestored = (): void => {
    clearTimeout(this.#restoreTimer);
    this.display.detach();
    this.#attach();
  };

  #readColors(): void {
    const probe = this.renderRoot.querySelector('.color-probe');
    if (probe && this.#surface) this.display.readColors(probe);
  }

  #frame(elapsedSeconds: number): boolean {
    const { engine, settings } = this.#player;
    if (!engine || !settings || !this.#surface) return false;
    return this.display.step(engine, settings, elapsedSeconds, this.#loop.calm);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-spectrum': RustyAudioSpectrum;
  }
}
