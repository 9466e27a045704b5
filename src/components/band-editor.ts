import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  BAND_RANGES,
  BAND_TYPES,
  maxBandFrequency,
  validateBand,
  type EqBand,
} from '../engine/equalizer.ts';
import { hasGain, hasQ, resetBand } from './band-editing.ts';
import { bandName } from './band-words.ts';
import { bandEditorStyles } from './band-editor.styles.ts';
import { controls } from './controls.styles.ts';
import { FaceElement } from './face-element.ts';
import { signedText } from './quantity-text.ts';
import { request } from './requests.ts';
import { allStringsFor, type AllStrings } from './late-strings.ts';

type Quantity = 'frequency' | 'gain' | 'q';

/**
 * One band in figures: type, on or off, and frequency, gain and Q to be typed. Asks for changes;
 * shows what the band then is, or what was wrong. Loaded and registered on first need.
 *
 * @summary A band's type and figures.
 * @tag rusty-audio-band-editor
 */
export class RustyAudioBandEditor extends FaceElement {
  static override styles = [controls, bandEditorStyles];

  /** 0 to 7. */
  @property({ type: Number }) accessor index = 0;
  /** As it is; the owner sets it. */
  @property({ attribute: false }) accessor band: EqBand | undefined = undefined;
  /** Hz; bounds the frequency. */
  @property({ attribute: false }) accessor sampleRate = 48_000;
  @property({ attribute: false }) accessor strings: AllStrings = allStringsFor('en');

  @state() private accessor problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.role = 'dialog';
  }

  /** To the first field. */
  override focus(): void {
    this.renderRoot.querySelector('select')?.focus();
  }

  protected override willUpdate(): void {
    this.ariaLabel = bandName(this.index, this.strings);
  }

  protected override render(): TemplateResult {
    const { band, strings, index } = this;
    const type = band?.type ?? 'peaking';
    return html`<div class="title">
        ${bandName(index, strings)}
        <label class="state"
          ><input
            type="checkbox"
            .checked=${band?.enabled ?? false}
            @change=${(event: Event) => {
              this.#ask({ enabled: (event.target as HTMLInputElement).checked });
            }}
          />${strings.bandOn}</label
        >
      </div>
      <label
        >${strings.bandType}
        <select @change=${this.#chooseType}>
          ${BAND_TYPES.map(
            (each) =>
              html`<option value=${each} ?selected=${each === type}>
                ${strings.bandTypes[each]}
              </option>`,
          )}
        </select></label
      >
      ${this.#field(strings.bandFrequency, 'frequency', true)}
      ${this.#field(strings.bandGain, 'gain', hasGain(type))}
      ${this.#field(strings.bandQ, 'q', hasQ(type))}
      <div class="problem" role="alert">${this.problem}</div>
      <button
        type="button"
        class="tool"
        @click=${() => {
          this.#ask(resetBand(index));
        }}
      >
        ${strings.bandReset}
      </button>`;
  }

  #field(label: string, quantity: Quantity, isUsed: boolean): TemplateResult {
    return html`<label
      >${label}
      <input
        type="number"
        step="any"
        inputmode="decimal"
        name=${quantity}
        ?disabled=${!isUsed}
        .value=${String(this.band?.[quantity] ?? '')}
        @change=${(event: Event) => {
          // What is no number is NaN, and is told like one that is out of range.
          this.#ask({ [quantity]: (event.target as HTMLInputElement).valueAsNumber });
        }}
    /></label>`;
  }

  #chooseType(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    const type = BAND_TYPES.find((each) => each === value);
    if (type) this.#ask({ type });
  }

  #ask(change: Partial<EqBand>): void {
    const { band } = this;
    if (!band) return;
    try {
      validateBand({ ...band, ...change }, this.sampleRate);
      this.problem = '';
    } catch {
      this.problem = this.#problemOf(change);
      return;
    }
    request(this, { type: 'eq-band', index: this.index, band: change });
  }

  /** What may be typed into the field that was changed. */
  #problemOf(change: Partial<EqBand>): string {
    const { strings, sampleRate } = this;
    const { minFrequency, minGainDb, maxGainDb, minQ, maxQ } = BAND_RANGES;
    const ranges = {
      frequency: [strings.bandFrequency, minFrequency, maxBandFrequency(sampleRate)],
      gain: [strings.bandGain, minGainDb, maxGainDb],
      q: [strings.bandQ, minQ, maxQ],
    } as const satisfies Record<Quantity, unknown>;
    const quantity = (['frequency', 'gain', 'q'] as const).find((each) => each in change);
    if (!quantity) return '';
    const [label, ...limits] = ranges[quantity];
    const [least = '', most = ''] = limits.map((limit) => signedText(limit, strings.locale));
    return strings.bandOutOfRange(label, least, most);
  }
}

if (!customElements.get('rusty-audio-band-editor')) {
  customElements.define('rusty-audio-band-editor', RustyAudioBandEditor);
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-band-editor': RustyAudioBandEditor;
  }
}
