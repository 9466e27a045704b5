import { html, nothing, type ReactiveController } from 'lit';
import type { LoopSection } from '../engine/audio-engine.ts';
import { cssProperties } from './css-properties.ts';
import type { FaceElement } from './face-element.ts';
import { allStringsFor, type AllStrings } from './late-strings.ts';
import { wear } from './foreign-styles.ts';
import { SHORTEST_SECTION_SECONDS } from './loop-keys.ts';
import { spokenTime } from './spoken-time.ts';
import { request } from './requests.ts';
import { sectionFlagsStyles } from './section-flags.styles.ts';

const KEY_STEP_SECONDS = 1;
const PAGE_STEP_SECONDS = 10;

type End = 'a' | 'b';

/** How the flags find places on the timeline. */
export interface SectionPlaces {
  /** What the player has. */
  section(): LoopSection | null;
  durationSeconds(): number;
  secondsAt(clientX: number): number;
  rightToLeft(): boolean;
}

/**
 * The flags A and B of the section that is played over and over. Each is a slider: drag it, or move
 * it by arrows (1 second) and Page keys (10 seconds); Delete gives the section up, Escape a drag.
 */
export class SectionFlags implements ReactiveController {
  readonly #host: FaceElement;
  readonly #places: SectionPlaces;
  /** Where a drag has moved one of the ends. */
  #drag: { readonly end: End; readonly section: LoopSection } | undefined;

  constructor(host: FaceElement, places: SectionPlaces) {
    this.#host = host;
    this.#places = places;
    host.addController(this);
    wear(host.renderRoot, [sectionFlagsStyles]);
  }

  hostDisconnected(): void {
    this.#drag = undefined;
  }

  /** As it is shown: while a flag is dragged, with the flag under the pointer. */
  get section(): LoopSection | null {
    return this.#drag?.section ?? this.#places.section();
  }

  render(lang: string): unknown {
    const { section } = this;
    if (!section) return nothing;
    const strings = allStringsFor(lang);
    const { startSeconds, endSeconds } = section;
    return html`${this.#flag('a', startSeconds, strings)}
    ${endSeconds === null ? nothing : this.#flag('b', endSeconds, strings)}`;
  }

  #flag(end: End, seconds: number, strings: AllStrings) {
    const duration = this.#places.durationSeconds();
    const [least, most] = this.#limits(end);
    return html`<div
      class="flag ${end}"
      role="slider"
      tabindex="0"
      aria-label=${end === 'a' ? strings.sectionStart : strings.sectionEnd}
      aria-valuemin=${Math.floor(least)}
      aria-valuemax=${Math.floor(most)}
      aria-valuenow=${Math.floor(seconds)}
      aria-valuetext=${spokenTime(seconds, strings.locale)}
      ${cssProperties({ 'inset-inline-start': `${((seconds / duration) * 100).toFixed(3)}%` })}
      @pointerdown=${(event: PointerEvent) => {
        this.#onPointerDown(event, end);
      }}
      @pointermove=${this.#onPointerMove}
      @pointerup=${this.#onPointerUp}
      @pointercancel=${this.#giveUp}
      @keydown=${(event: KeyboardEvent) => {
        this.#onKeyDown(event, end, seconds);
      }}
    >
      <span class="letter" part="flag">${end.toUpperCase()}</span>
    </div>`;
  }

  /** Where an end may stand. */
  #limits(end: End): [least: number, most: number] {
    const { section } = this;
    const duration = this.#places.durationSeconds();
    if (end === 'b') return [(section?.startSeconds ?? 0) + SHORTEST_SECTION_SECONDS, duration];
    return [0, (section?.endSeconds ?? duration) - SHORTEST_SECTION_SECONDS];
  }

  #moved(end: End, seconds: number): LoopSection | null {
    const { section } = this;
    if (!section) return null;
    const [least, most] = this.#limits(end);
    const place = Math.max(least, Math.min(most, seconds));
    return end === 'a' ? { ...section, startSeconds: place } : { ...section, endSeconds: place };
  }

  #onPointerDown(event: PointerEvent, end: End): void {
    const { section } = this;
    if (event.button !== 0 || !section) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#drag = { end, section };
  }

  readonly #onPointerMove = (event: PointerEvent): void => {
    if (!this.#drag) return;
    const { end } = this.#drag;
    const section = this.#moved(end, this.#places.secondsAt(event.clientX));
    if (section) this.#drag = { end, section };
    this.#host.requestUpdate();
  };

  readonly #onPointerUp = (): void => {
    if (!this.#drag) return;
    const { section } = this.#drag;
    this.#giveUp();
    request(this.#host, { type: 'section', section });
  };

  readonly #giveUp = (): void => {
    this.#drag = undefined;
    this.#host.requestUpdate();
  };

  #onKeyDown(event: KeyboardEvent, end: End, seconds: number): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const [least, most] = this.#limits(end);
    const inline = this.#places.rightToLeft() ? -1 : 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: seconds + inline * KEY_STEP_SECONDS,
      ArrowLeft: seconds - inline * KEY_STEP_SECONDS,
      ArrowUp: seconds + KEY_STEP_SECONDS,
      ArrowDown: seconds - KEY_STEP_SECONDS,
      PageUp: seconds + PAGE_STEP_SECONDS,
      PageDown: seconds - PAGE_STEP_SECONDS,
      Home: least,
      End: most,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      request(this.#host, { type: 'section', section: this.#moved(end, target) });
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      request(this.#host, { type: 'section', section: null });
    } else if (event.key === 'Escape' && this.#drag) {
      this.#giveUp();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }
}
