import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { bandResponseDb, type EqBand } from '../engine/equalizer.ts';
import { AnimationLoop } from './animation-loop.ts';
import { bandAfterKey, hasQ, qAfterWheel, resetBand } from './band-editing.ts';
import { CanvasSizeController, type CanvasSize } from './canvas-size.ts';
import { colorProbe, colorProbeStyles, readGhostColor } from './color-probe.ts';
import { EngineController } from './engine-controller.ts';
import {
  HANDLE_REACH,
  equalizerCurves,
  equalizerGrid,
  equalizerHandles,
  equalizerReadout,
  isReadoutHigh,
  type EqualizerPicture,
} from './equalizer-drawing.ts';
import { EqualizerGeometry, gainRangeDb, nearestPoint, type Point } from './equalizer-geometry.ts';
import { EqualizerGhost, GHOST_POINTS } from './equalizer-ghost.ts';
import { equalizerStyles } from './equalizer.styles.ts';
import { FaceElement } from './face-element.ts';
import { AXIS_HEIGHT } from './frequency-axis.ts';
import { positionToFrequency } from './frequency-scale.ts';
import { HandleDrag } from './handle-drag.ts';
import { LiveLevels } from './live-levels.ts';
import { plotStyles } from './plot.styles.ts';
import { Popover } from './popover.ts';
import { request } from './requests.ts';
import { SettingDrop } from './setting-drop.ts';
import { allStringsFor, type AllStrings } from './late-strings.ts';

const CURVE_POINTS = 241;
const CURVE_HZ = Float32Array.from({ length: CURVE_POINTS }, (_, index) =>
  positionToFrequency('log', index / (CURVE_POINTS - 1)),
);

/**
 * The response curve over the live spectrum, with a handle for each of the eight bands. A handle is
 * dragged for frequency and gain, with Shift for Q; the wheel changes Q, too; a double click
 * resets; a right click or a long press opens its figures, as the readout does. Each handle is a
 * slider for the keyboard: arrows for gain and frequency (with Shift: finer), Page keys for Q, Home
 * and End for the scale's ends, Enter for the figures, Delete to reset, X to compare two settings.
 *
 * Equalizer APO or AutoEq text, and share links, may be dropped here, or pasted while the focus is
 * inside.
 *
 * Belongs inside a `rusty-audio-player`. It asks the player for changes and shows what the player
 * then has.
 *
 * @summary Equalizer curve with handles.
 * @tag rusty-audio-equalizer
 * @csspart plot - The recess that holds curve, handles, grid and axis.
 * @csspart curve - The response of all bands together, without the preamp.
 * @csspart handle - A band's handle.
 * @csspart readout - The selected band in figures, a key.
 * @csspart editor - The selected band's figures to be typed.
 * @csspart notice - What became of a text that was dropped or pasted.
 */
export class RustyAudioEqualizer extends FaceElement {
  static override styles = [plotStyles, colorProbeStyles, equalizerStyles];

  /** Without presets, preamp and bypass above the plot. */
  @property({ type: Boolean, attribute: 'plot-only' }) accessor plotOnly = false;

  readonly #player = new EngineController(this, (snapshot) => [
    snapshot.mode,
    snapshot.modeReason,
    snapshot.paused,
    snapshot.ended,
    snapshot.eqBands,
    snapshot.eqBypass,
    snapshot.eqPreamp,
  ]);
  readonly #loop = new AnimationLoop(this, (elapsedSeconds) => this.#frame(elapsedSeconds));
  readonly #canvasSize = new CanvasSizeController(this, (size) => {
    this.#resize(size);
  });
  /** Of the sound before the curve, so that the curve does not move its own ground. */
  readonly #live = new LiveLevels('input');
  readonly #editing = new Popover(this, 'editing', 'below');
  readonly #dropped = new SettingDrop(this, this.#player);
  readonly #onWheel = {
    handleEvent: (event: WheelEvent): void => {
      this.#wheel(event);
    },
    // Turning Q must not scroll the page.
    passive: false,
  };
  #ghost: EqualizerGhost | undefined;
  #picture: EqualizerPicture | undefined;

  @state() private accessor size: CanvasSize = { width: 0, height: 0, pixelRatio: 1 };
  @state() private accessor selected = -1;
  @state() private accessor drag: HandleDrag | undefined = undefined;

  constructor() {
    super();
    this.#live.setBarCount(GHOST_POINTS);
  }

  protected override render(): TemplateResult {
    const { snapshot } = this.#player;
    const strings = this.#strings;
    const native = snapshot?.mode === 'native';
    const picture = native ? undefined : this.#makePicture();
    this.#picture = picture;
    return html`
      ${
        this.plotOnly
          ? nothing
          : html`<rusty-audio-equalizer-controls></rusty-audio-equalizer-controls>`
      }
      <div
        class="plot"
        part="plot"
        role="group"
        aria-label=${strings.equalizer}
        aria-description=${strings.bandHelp}
      >
        <canvas ?hidden=${native}></canvas>
        ${
          picture
            ? html`<svg
                  class="${picture.bypass ? 'is-bypassed' : ''} ${this.drag ? 'dragging' : ''}"
                  viewBox="0 0 ${picture.geometry.width} ${picture.geometry.height}"
                  @pointerdown=${this.#press}
                  @pointermove=${this.#move}
                  @pointerup=${this.#release}
                  @pointercancel=${this.#release}
                  @lostpointercapture=${this.#release}
                  @dblclick=${this.#doubleClick}
                  @contextmenu=${this.#contextMenu}
                  @wheel=${this.#onWheel}
                  @keydown=${this.#keyDown}
                  @focusin=${this.#focusIn}
                >
                  ${equalizerGrid(picture.geometry, strings.locale)} ${equalizerCurves(picture)}
                  ${equalizerHandles(picture)}
                </svg>
                ${this.#editor(picture)}`
            : nothing
        }
        ${
          native
            ? html`<div class="hush">
                <b>${strings.equalizerOffNative}</b
                ><span lang="en" dir="ltr">${snapshot.modeReason}</span>
              </div>`
            : nothing
        }
        <div class="notice" part="notice" role="status">${this.#dropped.notice}</div>
      </div>
      ${colorProbe(() => {
        this.#readColor();
      })}
    `;
  }

  get #strings(): AllStrings {
    return allStringsFor(this.#player.settings?.lang ?? '');
  }

  /** The readout, and what opens from it. */
  #editor(picture: EqualizerPicture): TemplateResult {
    const { bands, selected, strings } = picture;
    const isOpen = this.#editing.open;
    return html`<div class="editing ${isReadoutHigh(picture) ? 'high' : ''}">
      ${equalizerReadout(picture, isOpen, () => {
        if (isOpen) this.#editing.close();
        else void this.#edit(selected);
      })}
      ${
        isOpen && bands[selected]
          ? html`<rusty-audio-band-editor
              part="editor"
              popover="manual"
              .index=${selected}
              .band=${bands[selected]}
              .sampleRate=${this.#player.engine?.sampleRate ?? 0}
              .strings=${strings}
            ></rusty-audio-band-editor>`
          : nothing
      }
    </div>`;
  }

  async #edit(index: number): Promise<void> {
    this.selected = index;
    await import('./band-editor.ts');
    if (!this.#editing.open) this.#editing.toggle();
    await this.updateComplete;
    const editor = this.renderRoot.querySelector('rusty-audio-band-editor');
    await editor?.updateComplete;
    editor?.focus();
  }

  protected override firstUpdated(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return;
    this.#ghost = new EqualizerGhost(context);
    this.#readColor();
    this.#canvasSize.observe(canvas);
  }

  protected override updated(): void {
    this.#live.stir();
    this.#loop.wake();
  }

  /** Undefined until there is a player and a size. */
  #makePicture(): EqualizerPicture | undefined {
    const { engine, snapshot } = this.#player;
    const { width, height } = this.size;
    if (!engine || !snapshot || width === 0) return undefined;
    const bands = snapshot.eqBands;
    // Under the finger the scale stays what it was.
    const rangeDb = this.drag?.geometry.rangeDb ?? gainRangeDb(bands.map((band) => band.gain));
    const geometry = new EqualizerGeometry(width, height + AXIS_HEIGHT, rangeDb);
    const frequencies = Float32Array.from(bands, (band) => band.frequency);
    const heights = engine.getFrequencyResponse(frequencies);
    const own = bands[this.selected];
    const ownDb = (hz: number): number => (own ? bandResponseDb(own, hz, engine.sampleRate) : 0);
    return {
      geometry,
      bands,
      bypass: snapshot.eqBypass,
      curve: geometry.curve(CURVE_HZ, engine.getFrequencyResponse(CURVE_HZ)),
      ownCurve: own ? geometry.curve(CURVE_HZ, CURVE_HZ.map(ownDb)) : '',
      handles: bands.map((band, index) => ({
        x: geometry.xOf(band.frequency),
        y: geometry.yOf(heights[index] ?? 0),
      })),
      selected: this.selected,
      strings: this.#strings,
    };
  }

  #change(index: number, band: Partial<EqBand>): void {
    request(this, { type: 'eq-band', index, band });
  }

  /** In CSS pixels of the plot, also when the page scales the player. */
  #pointOf(event: MouseEvent, { width, height }: EqualizerGeometry): Point {
    const box = this.renderRoot.querySelector('.plot')?.getBoundingClientRect();
    if (!box) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - box.left) * width) / box.width,
      y: ((event.clientY - box.top) * height) / box.height,
    };
  }

  /** The handle that a pointer means: of those in reach, the nearest. */
  #handleAt(event: MouseEvent): number {
    const picture = this.#picture;
    if (!picture) return -1;
    return nearestPoint(picture.handles, this.#pointOf(event, picture.geometry), HANDLE_REACH);
  }

  #press(event: PointerEvent): void {
    const { engine } = this.#player;
    const index = this.#handleAt(event);
    if (!engine || !this.#picture || event.button !== 0 || this.drag || index < 0) return;
    event.preventDefault();
    const { geometry, bands } = this.#picture;
    const from = this.#pointOf(event, geometry);
    this.drag = new HandleDrag(index, event.pointerId, from, geometry, bands, engine.sampleRate);
    this.renderRoot.querySelector('svg')?.setPointerCapture(event.pointerId);
    this.renderRoot
      .querySelector<SVGElement>(`[data-index="${index}"]`)
      ?.focus({ preventScroll: true });
    this.selected = index;
  }

  #move(event: PointerEvent): void {
    const { drag } = this;
    if (drag?.pointerId !== event.pointerId) return;
    this.#change(drag.index, drag.bandAt(this.#pointOf(event, drag.geometry), event.shiftKey));
  }

  #release(event: PointerEvent): void {
    if (this.drag?.pointerId === event.pointerId) this.drag = undefined;
  }

  #doubleClick(event: MouseEvent): void {
    const index = this.#handleAt(event);
    if (index >= 0) this.#change(index, resetBand(index));
  }

  /** A long press of a finger is one, too. */
  #contextMenu(event: MouseEvent): void {
    const index = this.#handleAt(event);
    if (index < 0) return;
    event.preventDefault();
    this.drag = undefined;
    void this.#edit(index);
  }

  #wheel(event: WheelEvent): void {
    const index = this.drag?.index ?? this.#handleAt(event);
    const band = this.#picture?.bands[index];
    // Ctrl and wheel is the page's zoom.
    if (!band || !hasQ(band.type) || event.ctrlKey) return;
    event.preventDefault();
    this.selected = index;
    this.#change(index, { q: qAfterWheel(band.q, event) });
  }

  #keyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const index = indexOf(event);
    const band = this.#picture?.bands[index];
    const rangeDb = this.#picture?.geometry.rangeDb;
    if (!band || !rangeDb) return;
    const changed = bandAfterKey(event, index, band, rangeDb);
    if (changed) this.#change(index, changed);
    else if (event.key === 'Enter') void this.#edit(index);
    else if (event.key.toLowerCase() === 'x') request(this, { type: 'eq-compare' });
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #focusIn(event: FocusEvent): void {
    this.selected = indexOf(event);
  }

  #resize(size: CanvasSize): void {
    const { left, right } = new EqualizerGeometry(size.width, size.height, 12);
    this.#ghost?.resize(size.width, size.height, size.pixelRatio, left, right);
    this.#live.setPlotSize(size.width, size.height);
    this.#ghost?.draw(this.#live.levels);
    this.size = size;
  }

  #readColor(): void {
    const probe = this.renderRoot.querySelector('.color-probe');
    if (!probe || !this.#ghost) return;
    this.#ghost.color = readGhostColor(probe);
    this.#ghost.draw(this.#live.levels);
  }

  #frame(elapsedSeconds: number): boolean {
    const { engine, settings } = this.#player;
    if (!engine || !settings || !this.#ghost) return false;
    const { minDecibels, maxDecibels } = settings;
    // The curve's axis is logarithmic whatever the spectrum's is.
    const axes = { frequencyScale: 'log', minDecibels, maxDecibels } as const;
    const goesOn = this.#live.step(engine, axes, elapsedSeconds, this.#loop.calm);
    if (this.#live.moved) this.#ghost.draw(this.#live.levels);
    return goesOn;
  }
}

/** Which band's handle an event happened on; -1: none. */
function indexOf(event: Event): number {
  const handle = event.target instanceof Element ? event.target.closest('[data-index]') : null;
  return Number(handle?.getAttribute('data-index') ?? -1);
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-equalizer': RustyAudioEqualizer;
  }
}
