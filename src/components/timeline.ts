import { html, LitElement, nothing, svg, type PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import { AnimationLoop } from './animation-loop.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { icon } from './icons.ts';
import { canSeek, playbackState } from './playback-state.ts';
import { request } from './requests.ts';
import { stringsFor, type Strings } from './strings.ts';
import { clockText, spokenTime } from './quantity-text.ts';
import * as drawing from './timeline-drawing.ts';
import { timelineStyles } from './timeline.styles.ts';

/** Arrow keys, in seconds; Page keys go by a tenth of the track. */
const KEY_STEP_SECONDS = 5;
/** Movements are drawn in steps of this many CSS pixels. */
const STEP_PIXELS = 0.25;

/**
 * The seek bar: what has been played, what is buffered, what is still to come.
 *
 * Click or drag to seek: the sound follows when the pointer lets go; Escape gives up. Arrows move
 * by 5 seconds, Page keys by a tenth of the track, Home and End to its ends. Where a track can't be
 * played the bar says why in words and offers to try again.
 *
 * @summary Seek bar of a player.
 * @tag rusty-audio-timeline
 * @csspart seek - The bar, an ARIA slider.
 * @csspart well - The recess behind the marks.
 * @csspart tip - The time under the pointer.
 * @csspart message - The sentence in place of the bar: an error, or that there is nothing to play.
 * @csspart retry - The key "Try again".
 */
export class RustyAudioTimeline extends LitElement {
  static override readonly styles = [controls, timelineStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    playbackState(snapshot),
    snapshot.error,
    snapshot.duration,
    snapshot.buffered,
    snapshot.paused,
    snapshot.ended,
    snapshot.seeking,
    snapshot.waiting,
    snapshot.paused ? snapshot.currentTime : 0,
  ]);
  readonly #loop = new AnimationLoop(this, () => this.#draw());
  #observer: ResizeObserver | undefined;
  #drawnX = NaN;
  #spokenOccasion = '';

  @state() private accessor geometry = drawing.timelineGeometry(0, 0);
  /** What a screen reader is told; it does not follow every tick. */
  @state() private accessor spokenSeconds = 0;
  /** Where the pointer would go, in seconds, while it is down. */
  @state() private accessor draggedTo: number | undefined = undefined;

  @query('.seek') private accessor bar!: HTMLElement | null;
  @query('.tip') private accessor tip!: HTMLElement | null;
  @query('.hover-line') private accessor hoverLine!: SVGRectElement | null;
  @query('#played rect') private accessor playedClip!: SVGRectElement | null;
  @query('.line.played') private accessor playedLine!: SVGRectElement | null;
  @query('.head') private accessor head!: SVGGElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      this.geometry = drawing.timelineGeometry(width, height);
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override willUpdate(): void {
    const { seeking, paused, duration } = this.#player.snapshot ?? {};
    const occasion = `${seeking} ${paused} ${duration}`;
    if (occasion !== this.#spokenOccasion) this.#speakPosition();
    this.#spokenOccasion = occasion;
  }

  protected override render() {
    const { snapshot, settings } = this.#player;
    const strings = stringsFor(settings?.lang ?? '');
    const state = playbackState(snapshot);
    if (state === 'error') {
      return html`<div class="message error" part="message">
        ${icon('warning')}
        <p><b>${strings.failed}</b><span class="cause">${snapshot?.error?.message}</span></p>
        <button class="pick" part="retry" type="button" @click=${this.#retry}>
          ${strings.tryAgain}
        </button>
      </div>`;
    }
    if (state === 'empty') {
      return html`<div class="message" part="message">
        <p><b>${strings.empty}</b></p>
      </div>`;
    }
    return this.#bar(strings, state === 'loading');
  }

  #bar(strings: Strings, loading: boolean) {
    const { snapshot } = this.#player;
    const enabled = canSeek(snapshot);
    const duration = enabled ? (snapshot?.duration ?? 0) : 0;
    const spoken = Math.min(this.draggedTo ?? this.spokenSeconds, duration);
    const valueText = enabled
      ? strings.timeOf(spokenTime(spoken, strings.locale), spokenTime(duration, strings.locale))
      : snapshot?.duration === Infinity
        ? strings.liveSpoken
        : loading
          ? strings.loading
          : strings.unknownDuration;
    return html`<div
      class="seek"
      part="seek"
      role="slider"
      tabindex="0"
      aria-label=${strings.seek}
      aria-disabled=${enabled ? nothing : 'true'}
      aria-valuemin="0"
      aria-valuemax=${Math.floor(duration)}
      aria-valuenow=${Math.floor(spoken)}
      aria-valuetext=${valueText}
      @focus=${this.#speakPosition}
      @keydown=${this.#onKeyDown}
      @pointerdown=${this.#onPointerDown}
      @pointermove=${this.#onPointerMove}
      @pointerup=${this.#onPointerUp}
      @pointercancel=${this.#giveUpDrag}
      @pointerleave=${this.#hideTip}
    >
      ${this.geometry.ruler > 0 ? html`<div class="well" part="well"></div>` : nothing}
      ${this.#drawing(strings, enabled, loading)}
      <div class="tip" part="tip" hidden></div>
    </div>`;
  }

  #drawing(strings: Strings, enabled: boolean, loading: boolean) {
    const { geometry } = this;
    const { width, height, ruler } = geometry;
    if (width === 0) return nothing;
    const ticks = drawing.tickPath(geometry);
    const legend = (x: number, text: string) =>
      svg`<text class="legend" x=${x} y="13">${text}</text>`;
    if (!enabled) {
      const word = loading
        ? strings.loading
        : this.#player.snapshot?.duration === Infinity
          ? strings.live
          : '';
      return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
        ${ruler > 0 ? legend(0, word) : nothing}
        <path class="resting" d=${ticks}></path>
      </svg>`;
    }
    const duration = this.#player.snapshot?.duration ?? 0;
    const line = drawing.bufferLine(geometry);
    const ready = (this.#player.snapshot?.buffered ?? []).map(({ start, end }) => ({
      x: (start / duration) * width,
      width: ((Math.min(end, duration) - start) / duration) * width,
    }));
    const marks = ruler > 0 ? drawing.rulerTimes(duration, geometry) : [];
    return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
      <defs>
        <clipPath id="ready">
          ${ready.map((r) => svg`<rect x=${r.x} y="0" width=${r.width} height=${height}></rect>`)}
        </clipPath>
        <clipPath id="played"><rect x="0" y="0" width="0" height=${height}></rect></clipPath>
      </defs>
      ${marks.map((seconds) => {
        const x = Math.round((seconds / duration) * width);
        return svg`<rect class="ruler" x=${x} y="4" width="1" height="14"></rect>
          ${legend(x + 7, clockText(seconds, strings.locale))}`;
      })}
      <path class="far" d=${ticks}></path>
      <path class="ready" clip-path="url(#ready)" d=${ticks}></path>
      <path class="played" clip-path="url(#played)" d=${ticks}></path>
      <rect
        class="line ready"
        clip-path="url(#ready)"
        x=${line.x}
        y=${line.y}
        width=${line.width}
        height=${line.height}
      ></rect>
      <rect class="line played" x=${line.x} y=${line.y} width="0" height=${line.height}></rect>
      <g class="head">${drawing.playhead(geometry)}</g>
      <rect
        class="hover-line"
        visibility="hidden"
        x="-0.5"
        y=${ruler}
        width="1"
        height=${height - ruler}
      ></rect>
    </svg>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('geometry')) this.#hideTip();
    this.#drawnX = NaN;
    this.#draw();
    this.#loop.wake();
  }

  /** Places what moves with the sound; runs at display rate, without Lit. */
  #draw(): boolean {
    const { engine, snapshot } = this.#player;
    if (!engine || !snapshot || !canSeek(snapshot)) return false;
    const { width } = this.geometry;
    const seconds = this.draggedTo ?? engine.currentTime;
    const share = Math.min(1, Math.max(0, seconds / snapshot.duration));
    const x = Math.round((share * width) / STEP_PIXELS) * STEP_PIXELS;
    if (x !== this.#drawnX && this.head) {
      this.#drawnX = x;
      this.head.setAttribute('transform', `translate(${x} 0)`);
      this.playedClip?.setAttribute('width', String(x));
      this.playedLine?.setAttribute('width', String(Math.max(0, x - 1)));
    }
    return !snapshot.paused && !snapshot.ended;
  }

  readonly #speakPosition = (): void => {
    this.spokenSeconds = this.#player.engine?.currentTime ?? 0;
  };

  readonly #retry = (): void => {
    request(this, { type: 'retry' });
  };

  #seek(seconds: number): void {
    const { snapshot } = this.#player;
    if (!snapshot || !canSeek(snapshot)) return;
    request(this, { type: 'seek', seconds: Math.min(snapshot.duration, Math.max(0, seconds)) });
    this.#speakPosition();
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const { engine, snapshot } = this.#player;
    if (event.altKey || event.ctrlKey || event.metaKey || !engine || !snapshot) return;
    if (event.key === 'Escape' && this.draggedTo !== undefined) {
      event.stopPropagation();
      this.#giveUpDrag();
      return;
    }
    if (!canSeek(snapshot)) return;
    const now = engine.currentTime;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: now + KEY_STEP_SECONDS,
      ArrowUp: now + KEY_STEP_SECONDS,
      ArrowLeft: now - KEY_STEP_SECONDS,
      ArrowDown: now - KEY_STEP_SECONDS,
      PageUp: now + snapshot.duration / 10,
      PageDown: now - snapshot.duration / 10,
      Home: 0,
      End: snapshot.duration,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#seek(target);
  };

  #secondsAt(clientX: number): number {
    const { left, width } = this.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)));
    return share * (this.#player.snapshot?.duration ?? 0);
  }

  readonly #onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !canSeek(this.#player.snapshot)) return;
    this.bar?.setPointerCapture(event.pointerId);
    this.draggedTo = this.#secondsAt(event.clientX);
    this.#showTip(event.clientX);
  };

  readonly #onPointerMove = (event: PointerEvent): void => {
    if (!canSeek(this.#player.snapshot)) return;
    if (this.draggedTo !== undefined) this.draggedTo = this.#secondsAt(event.clientX);
    this.#showTip(event.clientX);
  };

  readonly #onPointerUp = (event: PointerEvent): void => {
    if (this.draggedTo === undefined) return;
    this.draggedTo = undefined;
    this.#seek(this.#secondsAt(event.clientX));
    if (event.pointerType !== 'mouse') this.#hideTip();
  };

  readonly #giveUpDrag = (): void => {
    this.draggedTo = undefined;
    this.#hideTip();
  };

  #showTip(clientX: number): void {
    const { tip, hoverLine } = this;
    if (!tip || !hoverLine) return;
    const { left, width } = this.getBoundingClientRect();
    const x = Math.min(width, Math.max(0, clientX - left));
    const { locale } = stringsFor(this.#player.settings?.lang ?? '');
    tip.textContent = clockText(this.#secondsAt(clientX), locale);
    tip.hidden = false;
    const tipLeft = Math.min(width - tip.offsetWidth, Math.max(0, x - tip.offsetWidth / 2));
    tip.style.setProperty('transform', `translateX(${tipLeft}px)`);
    hoverLine.setAttribute('transform', `translate(${x} 0)`);
    hoverLine.setAttribute('visibility', 'visible');
  }

  readonly #hideTip = (): void => {
    if (this.tip) this.tip.hidden = true;
    this.hoverLine?.setAttribute('visibility', 'hidden');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-timeline': RustyAudioTimeline;
  }
}
