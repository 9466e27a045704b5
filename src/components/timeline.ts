import { html, nothing, type PropertyValues } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { Overview } from '../engine/audio-engine.ts';
import { LazyPart } from '../engine/lazy-part.ts';
import { AnimationLoop } from './animation-loop.ts';
import { CanvasSizeController, type CanvasSize } from './canvas-size.ts';
import { controlStringsFor, errorCause, type ControlStrings } from './control-strings.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { canSeek, playbackState } from './playback-state.ts';
import { icon } from './icons.ts';
import { clockText } from './playback-text.ts';
import { spokenTime } from './spoken-time.ts';
import { request } from './requests.ts';
import type { SectionFlags } from './section-flags.ts';
import { SeekGestures } from './seek-gestures.ts';
import { barCountOf, drawTimeline, timelineGeometry } from './timeline-drawing.ts';
import {
  readTimelinePalette,
  timelinePaletteProbe,
  timelinePaletteStyles,
  type TimelinePalette,
} from './timeline-palette.ts';
import { chapterAt, ruler, rulerMarks } from './timeline-ruler.ts';
import { timelineStyles } from './timeline.styles.ts';
import { waveformBars, type Waveform } from './waveform.ts';

/** Movements are drawn in steps of this many CSS pixels. */
const STEP_PIXELS = 0.25;

/** Loaded with the first section of the page. */
const FLAGS = new LazyPart(() => import('./section-flags.ts'));

/**
 * The seek bar: the sound of the track as a waveform, what of it has been played, what is buffered,
 * its chapters, and the section that is played over and over. It runs in the direction of the text.
 *
 * Click or drag to seek: the sound follows when the pointer lets go; Escape gives up. Arrows move
 * by 5 seconds, Page keys by a tenth of the track, Home and End to its ends. The flags A and B are
 * dragged, or moved by keys when they have the focus. Where a track can't be played the bar says
 * why in words and offers to try again. Below 48 px of height it is the bare waveform.
 *
 * @summary Seek bar of a player.
 * @tag rusty-audio-timeline
 * @csspart seek - The bar, an ARIA slider.
 * @csspart well - The recess behind the waveform.
 * @csspart flag - The flags A and B.
 * @csspart tip - The time, and the chapter, under the pointer.
 * @csspart message - The sentence in place of the bar: an error, or that there is nothing to play.
 * @csspart retry - The key "Try again".
 */
export class RustyAudioTimeline extends FaceElement {
  static override readonly styles = [controls, timelinePaletteStyles, timelineStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    playbackState(snapshot),
    snapshot.error,
    snapshot.duration,
    snapshot.buffered,
    snapshot.paused,
    snapshot.ended,
    snapshot.seeking,
    snapshot.waiting,
    snapshot.overview,
    snapshot.section,
    snapshot.paused ? snapshot.currentTime : 0,
  ]);
  readonly #loop = new AnimationLoop(this, () => this.#draw());
  readonly #canvasSize = new CanvasSizeController(this, (size) => {
    this.size = size;
  });
  readonly #gestures = new SeekGestures(this, {
    durationSeconds: () => this.#duration,
    currentTime: () => this.#player.engine?.currentTime ?? 0,
    seek: (seconds) => {
      request(this, { type: 'seek', seconds });
      this.#speakPosition();
    },
    hover: (seconds) => {
      this.#showTip(seconds);
    },
  });
  /** Loaded with the first section. */
  #flags: SectionFlags | undefined;
  #canvas: HTMLCanvasElement | undefined;
  #palette: TimelinePalette | undefined;
  #waveform: { readonly of: Overview; readonly bars: Waveform } | undefined;
  #drawnX = NaN;
  #spokenOccasion = '';

  @state() private accessor size: CanvasSize = { width: 0, height: 0, pixelRatio: 1 };
  /** What a screen reader is told; it does not follow every tick. */
  @state() private accessor spokenSeconds = 0;
  @state() private accessor currentChapter = -1;

  @query('.tip') private accessor tip!: HTMLElement | null;
  @query('.hover-line') private accessor hoverLine!: HTMLElement | null;
  @query('.head') private accessor head!: HTMLElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#canvas) return;
    this.#canvas = document.createElement('canvas');
    this.#canvasSize.observe(this.#canvas);
  }

  /** Seconds; 0 while there is nothing to move about in. */
  get #duration(): number {
    const { snapshot } = this.#player;
    return snapshot && canSeek(snapshot) ? snapshot.duration : 0;
  }

  protected override willUpdate(): void {
    const { seeking, paused, duration, section = null } = this.#player.snapshot ?? {};
    if (section !== null && !this.#flags) void this.#loadFlags();
    const occasion = `${seeking} ${paused} ${duration}`;
    if (occasion !== this.#spokenOccasion) this.#speakPosition();
    this.#spokenOccasion = occasion;
  }

  protected override render() {
    const { snapshot, settings } = this.#player;
    const strings = controlStringsFor(settings?.lang ?? '');
    const state = playbackState(snapshot);
    if (state === 'error') {
      return html`<div class="message error" part="message">
        ${icon('warning')}
        <p>
          <b>${strings.failed}</b
          ><span class="cause"
            >${snapshot?.error ? errorCause(snapshot.error, strings.locale) : ''}</span
          >
        </p>
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
    return html`${this.#ruler(strings, state === 'loading')}
      ${this.#bar(strings, state === 'loading')}
      ${this.#duration > 0 ? this.#flags?.render(settings?.lang ?? '') : nothing}
      <div class="tip" part="tip" hidden></div>
      ${timelinePaletteProbe(() => {
        this.#palette = undefined;
        this.#paint();
      })}`;
  }

  async #loadFlags(): Promise<void> {
    try {
      const { SectionFlags } = await FLAGS.load();
      this.#flags ??= new SectionFlags(this, {
        section: () => this.#player.snapshot?.section ?? null,
        durationSeconds: () => this.#duration,
        secondsAt: (clientX) => this.#gestures.secondsAt(clientX),
        rightToLeft: () => this.#gestures.rightToLeft,
      });
      this.requestUpdate();
    } catch {
      // The section is played and drawn without them; the next one tries again.
    }
  }

  #ruler(strings: ControlStrings, loading: boolean) {
    const { snapshot, settings } = this.#player;
    const duration = this.#duration;
    if (duration === 0) {
      const word = loading ? strings.loading : snapshot?.duration === Infinity ? strings.live : '';
      return html`<div class="ruler" aria-hidden="true">${word}</div>`;
    }
    const chapters = settings?.chapters ?? [];
    const marks = rulerMarks(chapters, duration, this.size.width, strings.locale);
    return ruler(marks, duration, this.currentChapter);
  }

  #bar(strings: ControlStrings, loading: boolean) {
    const { snapshot } = this.#player;
    const duration = this.#duration;
    const enabled = duration > 0;
    const spoken = Math.min(this.#gestures.draggedTo ?? this.spokenSeconds, duration);
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
      @keydown=${this.#gestures.onKeyDown}
      @pointerdown=${this.#gestures.onPointerDown}
      @pointermove=${this.#gestures.onPointerMove}
      @pointerup=${this.#gestures.onPointerUp}
      @pointercancel=${this.#gestures.giveUp}
      @pointerleave=${this.#gestures.onPointerLeave}
    >
      <div class="well" part="well"></div>
      ${this.#canvas}
      <div class="hover-line" hidden></div>
      <div class="head" ?hidden=${!enabled}></div>
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('size')) this.#showTip(undefined);
    this.#drawnX = NaN;
    this.#draw();
    if (this.#duration === 0) this.#paint();
    this.#loop.wake();
  }

  /** Draws what moves with the sound; runs at display rate, without Lit. */
  #draw(): boolean {
    const { engine, snapshot, settings } = this.#player;
    const duration = this.#duration;
    if (!engine || !snapshot || duration === 0) return false;
    const seconds = this.#gestures.draggedTo ?? engine.currentTime;
    const share = Math.min(1, Math.max(0, seconds / duration));
    const x = Math.round((share * this.size.width) / STEP_PIXELS) * STEP_PIXELS;
    if (x !== this.#drawnX && this.head) {
      this.#drawnX = x;
      this.head.style.setProperty('--_x', `${x}px`);
      this.#paint();
    }
    this.currentChapter = chapterAt(settings?.chapters ?? [], seconds);
    return !snapshot.paused && !snapshot.ended;
  }

  #paint(): void {
    const { snapshot, settings } = this.#player;
    const context = this.#canvas?.getContext('2d');
    this.#palette ??= readTimelinePalette(this.renderRoot);
    if (!context || !snapshot || !this.#palette || this.size.width === 0) return;
    const { width, height, pixelRatio } = this.size;
    const duration = this.#duration;
    const section = this.#flags?.section ?? snapshot.section;
    const share = (seconds: number) => Math.min(1, Math.max(0, seconds / duration));
    const picture = {
      geometry: timelineGeometry(width, height),
      pixelRatio,
      resting: duration === 0,
      waveform: this.#bars(barCountOf(width, pixelRatio)),
      played: Number.isNaN(this.#drawnX) ? 0 : this.#drawnX / width,
      buffered: snapshot.buffered.map(({ start, end }) => [share(start), share(end)] as const),
      chapters: (settings?.chapters ?? []).map(({ startSeconds }) => share(startSeconds)),
      section:
        section &&
        ([share(section.startSeconds), share(section.endSeconds ?? section.startSeconds)] as const),
    };
    drawTimeline(context, picture, this.#palette);
  }

  /** The overview brought to the width; kept as long as neither changes. */
  #bars(count: number): Waveform | null {
    const overview = this.#player.snapshot?.overview;
    if (!overview) return null;
    if (this.#waveform?.of !== overview || this.#waveform.bars.peaks.length !== count) {
      this.#waveform = { of: overview, bars: waveformBars(overview, count) };
    }
    return this.#waveform.bars;
  }

  readonly #speakPosition = (): void => {
    this.spokenSeconds = this.#player.engine?.currentTime ?? 0;
  };

  readonly #retry = (): void => {
    request(this, { type: 'retry' });
  };

  /** The moment under the pointer; undefined takes the tip away. */
  #showTip(seconds: number | undefined): void {
    const { tip, hoverLine } = this;
    if (!tip || !hoverLine) return;
    tip.hidden = seconds === undefined;
    hoverLine.hidden = seconds === undefined;
    if (seconds === undefined) return;
    const { settings } = this.#player;
    const chapters = settings?.chapters ?? [];
    const time = document.createElement('b');
    time.textContent = clockText(seconds, controlStringsFor(settings?.lang ?? '').locale);
    const chapter = chapters[chapterAt(chapters, seconds)]?.title;
    tip.replaceChildren(time, ...(chapter ? [` ${chapter}`] : []));
    const { width } = this.size;
    const x = (seconds / this.#duration) * width;
    const start = Math.min(width - tip.offsetWidth, Math.max(0, x - tip.offsetWidth / 2));
    tip.style.setProperty('inset-inline-start', `${start}px`);
    hoverLine.style.setProperty('inset-inline-start', `${x - 0.5}px`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-timeline': RustyAudioTimeline;
  }
}
