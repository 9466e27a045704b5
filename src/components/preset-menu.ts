import { html, nothing, svg, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { bandResponseDb, type EqBand } from '../engine/equalizer.ts';
import { PRESETS, presetBands, presetOf, type PresetName } from '../engine/equalizer-presets.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { positionToFrequency } from './frequency-scale.ts';
import { Popover } from './popover.ts';
import { popoverStyles } from './popover.styles.ts';
import { presetMenuStyles } from './preset-menu.styles.ts';
import { request } from './requests.ts';
import { allStringsFor, type AllStrings } from './late-strings.ts';

const NAMES = Object.keys(PRESETS) as readonly PresetName[];

/** A preset's drawing: CSS pixels, and the gain in dB that reaches its edge. */
const CURVE = { width: 56, height: 20, points: 29, edgeDb: 8, margin: 1 } as const;
/** For the drawings only; the curves differ nowhere visibly between sample rates. */
const CURVE_SAMPLE_RATE = 48_000;

/** The response of a preset as path data. */
function presetCurve(name: PresetName): string {
  const bands = presetBands(name);
  const middle = CURVE.height / 2;
  return Array.from({ length: CURVE.points }, (_, index) => {
    const part = index / (CURVE.points - 1);
    const hz = positionToFrequency('log', part);
    const db = bands.reduce((sum, band) => sum + bandResponseDb(band, hz, CURVE_SAMPLE_RATE), 0);
    const lift = Math.min(1, Math.max(-1, db / CURVE.edgeDb)) * (middle - CURVE.margin);
    return `${index ? 'L' : 'M'}${(part * CURVE.width).toFixed(1)} ${(middle - lift).toFixed(1)}`;
  }).join('');
}

/**
 * The presets of the equalizer: a button with the present one's name, and a list in which each
 * draws its curve; below it the comparison of two settings, and import and export. Asks for a
 * preset; shows "Custom" when the bands are none of them.
 *
 * @summary Picks an equalizer preset.
 * @tag rusty-audio-preset-menu
 * @csspart button - The button with the name.
 * @csspart menu - The open list.
 */
export class RustyAudioPresetMenu extends FaceElement {
  static override styles = [controls, popoverStyles, presetMenuStyles];

  /** The bands as they are; the owner sets them. */
  @property({ attribute: false }) accessor bands: readonly EqBand[] = [];
  @property({ type: Boolean }) accessor disabled = false;

  @property({ attribute: false }) accessor strings: AllStrings = allStringsFor('en');

  readonly #popover = new Popover(this, 'anchor', 'below');
  readonly #player = new EngineController(this, (snapshot) => [snapshot.eqSlot]);

  @state() private accessor page: 'presets' | 'exchange' = 'presets';

  protected override render(): TemplateResult {
    const { strings } = this;
    const present = presetOf(this.bands);
    const label = present ? strings.presetNames[present] : strings.customPreset;
    const isOpen = this.#popover.open && !this.disabled;
    return html`<div class="anchor">
      <button
        type="button"
        class="pick"
        part="button"
        aria-haspopup="dialog"
        aria-expanded=${isOpen ? 'true' : 'false'}
        aria-disabled=${this.disabled ? 'true' : 'false'}
        aria-label=${strings.presetIs(label)}
        @click=${this.#toggle}
        @keydown=${this.#buttonKey}
      >
        <span class="clip">${label}</span>
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5 9l7 7 7-7"></path>
        </svg>
      </button>
      ${
        isOpen
          ? html`<div
              class="popover menu"
              popover="manual"
              part="menu"
              role="dialog"
              aria-label=${this.page === 'presets' ? strings.presets : strings.exchangeTitle}
              tabindex="-1"
            >
              ${
                this.page === 'presets'
                  ? this.#presets(present)
                  : html`<rusty-audio-equalizer-exchange></rusty-audio-equalizer-exchange>`
              }
            </div>`
          : nothing
      }
    </div>`;
  }

  #presets(present: PresetName | undefined): TemplateResult {
    const { strings } = this;
    const slot = this.#player.snapshot?.eqSlot ?? 'A';
    return html`<div
        class="list"
        role="listbox"
        aria-label=${strings.presets}
        @keydown=${this.#menuKey}
      >
        ${NAMES.map((name) => this.#option(name, name === present))}
      </div>
      <div class="more">
        <button
          type="button"
          class="compare"
          title=${strings.compareTitle}
          @click=${() => {
            request(this, { type: 'eq-compare' });
          }}
        >
          ${strings.compareKey(slot)}
        </button>
        <button type="button" class="exchange" @click=${this.#exchange}>${strings.exchange}</button>
      </div>`;
  }

  #option(name: PresetName, isPresent: boolean): TemplateResult {
    return html`<div
      class="option"
      role="option"
      tabindex="-1"
      aria-selected=${isPresent ? 'true' : 'false'}
      data-name=${name}
      @click=${() => {
        this.#choose(name);
      }}
    >
      ${
        isPresent
          ? html`<svg class="icon check" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M4 12.5l5 5L20 6.5"></path>
            </svg>`
          : html`<span></span>`
      }
      <span>${this.strings.presetNames[name]}</span>
      <svg class="curve" viewBox="0 0 ${CURVE.width} ${CURVE.height}" aria-hidden="true">
        ${svg`<path d=${presetCurve(name)}></path>`}
      </svg>
    </div>`;
  }

  get #options(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.option')];
  }

  #toggle(): void {
    if (this.#popover.open) this.#close();
    else void this.#show();
  }

  async #show(): Promise<void> {
    if (this.disabled) return;
    this.page = 'presets';
    this.#popover.toggle();
    await this.updateComplete;
    const present = this.renderRoot.querySelector<HTMLElement>('.option[aria-selected="true"]');
    (present ?? this.#options[0])?.focus();
  }

  async #exchange(): Promise<void> {
    await import('./equalizer-exchange.ts');
    if (!this.#popover.open) return;
    // The row that has the focus goes away.
    this.renderRoot.querySelector<HTMLElement>('.menu')?.focus();
    this.page = 'exchange';
    await this.updateComplete;
    const exchange = this.renderRoot.querySelector('rusty-audio-equalizer-exchange');
    await exchange?.updateComplete;
    exchange?.focus();
  }

  #close(): void {
    this.#popover.leave();
  }

  #choose(name: PresetName): void {
    request(this, { type: 'eq-preset', name });
    this.#close();
  }

  #buttonKey(event: KeyboardEvent): void {
    if (this.#popover.open || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    event.stopPropagation();
    void this.#show();
  }

  #menuKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const options = this.#options;
    const at = options.findIndex((option) => option === event.target);
    const name = NAMES[at];
    switch (event.key) {
      case 'ArrowDown':
        options[Math.min(at + 1, options.length - 1)]?.focus();
        break;
      case 'ArrowUp':
        options[Math.max(at - 1, 0)]?.focus();
        break;
      case 'Home':
        options[0]?.focus();
        break;
      case 'End':
        options.at(-1)?.focus();
        break;
      case 'Enter':
      case ' ':
        if (name) this.#choose(name);
        break;
      default:
        if (!this.#focusByLetter(event.key, at)) return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** The next option after `at` that begins with the letter. */
  #focusByLetter(key: string, at: number): boolean {
    if (key.length !== 1) return false;
    const { locale, presetNames } = this.strings;
    const order = NAMES.map((_, step) => (at + 1 + step) % NAMES.length);
    const found = order.find((index) => {
      const name = NAMES[index];
      return name && presetNames[name].toLocaleLowerCase(locale).startsWith(key.toLowerCase());
    });
    if (found !== undefined) this.#options[found]?.focus();
    return found !== undefined;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-preset-menu': RustyAudioPresetMenu;
  }
}
