import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { controls } from './controls.styles.ts';
import { cssProperties } from './css-properties.ts';
import { FaceElement } from './face-element.ts';
import { sliderStyles } from './slider.styles.ts';

/** The user moved the slider; `value` is what was asked for. The owner sets it back as a fact. */
export class SliderInputEvent extends Event {
  readonly value: number;

  constructor(value: number) {
    super('rusty-audio-slider', { bubbles: true });
    this.value = value;
  }
}

/**
 * @summary A horizontal slider over ruled ticks. It shows `value` and asks its owner to change it.
 *
 * Arrows move by `step`, Page keys by ten steps, Home and End to the ends. The element itself is
 * the ARIA slider: give it `aria-label`.
 *
 * @fires rusty-audio-slider - The user asks for another value.
 */
export class RustyAudioSlider extends FaceElement {
  static override readonly styles = [controls, sliderStyles];

  @property({ type: Number }) accessor min = 0;
  @property({ type: Number }) accessor max = 1;
  @property({ type: Number }) accessor step = 0.05;
  @property({ type: Number }) accessor value = 0;
  /** Where the coloured part begins; the lowest value unless it grows from a middle. */
  @property({ type: Number }) accessor origin = NaN;
  /** Number of ruled ticks. */
  @property({ type: Number }) accessor ticks = 11;
  /** The value in words, for screen readers. */
  @property({ attribute: false }) accessor valueText = '';

  constructor() {
    super();
    this.addEventListener('pointerdown', (event) => {
      this.#onPointerDown(event);
    });
    this.addEventListener('pointermove', (event) => {
      this.#onPointerMove(event);
    });
    this.addEventListener('keydown', (event) => {
      this.#onKeyDown(event);
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'slider';
    this.tabIndex = 0;
    this.ariaOrientation = 'horizontal';
  }

  protected override willUpdate(): void {
    this.ariaValueMin = String(this.min);
    this.ariaValueMax = String(this.max);
    this.ariaValueNow = String(this.value);
    this.ariaValueText = this.valueText;
  }

  protected override render() {
    const share = this.#share(this.value);
    const origin = Number.isNaN(this.origin) ? 0 : this.#share(this.origin);
    const percent = (value: number) => `${(value * 100).toFixed(2)}%`;
    const ticks = Array.from({ length: this.ticks }, (_, index) => index / (this.ticks - 1));
    return html`<div class="track">
      ${ticks.map(
        (at) => html`<i class="tick" ${cssProperties({ 'inset-inline-start': percent(at) })}></i>`,
      )}
      <i class="groove"></i>
      ${
        share === origin
          ? nothing
          : html`<i
              class="fill"
              ${cssProperties({
                'inset-inline-start': percent(Math.min(share, origin)),
                width: percent(Math.abs(share - origin)),
              })}
            ></i>`
      }
      <i class="thumb" ${cssProperties({ 'inset-inline-start': percent(share) })}></i>
    </div>`;
  }

  #share(value: number): number {
    return Math.min(1, Math.max(0, (value - this.min) / (this.max - this.min)));
  }

  #ask(value: number): void {
    const clamped = Math.min(this.max, Math.max(this.min, value));
    if (clamped !== this.value) this.dispatchEvent(new SliderInputEvent(clamped));
  }

  #onPointerDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    // A press that is repeated by script has no pointer.
    if (event.isTrusted) this.setPointerCapture(event.pointerId);
    this.focus({ preventScroll: true });
    this.#askAt(event.clientX);
  }

  #onPointerMove(event: PointerEvent): void {
    if (this.hasPointerCapture(event.pointerId)) this.#askAt(event.clientX);
  }

  #askAt(clientX: number): void {
    const { left, width } = this.getBoundingClientRect();
    const padding = 8;
    const along = (clientX - left - padding) / Math.max(1, width - 2 * padding);
    const share = getComputedStyle(this).direction === 'rtl' ? 1 - along : along;
    this.#ask(this.min + Math.min(1, Math.max(0, share)) * (this.max - this.min));
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inline = getComputedStyle(this).direction === 'rtl' ? -1 : 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: 1,
      ArrowDown: -1,
      ArrowRight: inline,
      ArrowLeft: -inline,
      PageUp: 10,
      PageDown: -10,
      Home: -Infinity,
      End: Infinity,
    };
    const count = steps[event.key];
    if (count === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#ask(Number((this.value + count * this.step).toFixed(6)));
  }
}

declare global {
  interface HTMLElementEventMap {
    'rusty-audio-slider': SliderInputEvent;
  }
  interface HTMLElementTagNameMap {
    'rusty-audio-slider': RustyAudioSlider;
  }
}
