import { html, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { encodeSetting, urlWithSetting } from '../engine/equalizer-link.ts';
import { textOfSetting } from '../engine/equalizer-text.ts';
import { autoPreampDb } from '../engine/equalizer.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { equalizerExchangeStyles } from './equalizer-exchange.styles.ts';
import { FaceElement } from './face-element.ts';
import { MAX_SETTING_BYTES } from './setting-drop.ts';
import { importSetting } from './setting-import.ts';
import { allStringsFor, type AllStrings } from './late-strings.ts';

const FILE_NAME = 'equalizer.txt';

/**
 * Brings settings in and out as Equalizer APO text: pasted, dropped, from a file; downloaded,
 * copied, as a link. Loaded and registered on first need.
 *
 * @summary Import and export of the equalizer's setting.
 * @tag rusty-audio-equalizer-exchange
 */
export class RustyAudioEqualizerExchange extends FaceElement {
  static override styles = [controls, equalizerExchangeStyles];

  readonly #player = new EngineController(this, (snapshot) => [snapshot.eqBands]);

  @state() private accessor status = '';

  /** To the text. */
  override focus(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  protected override render(): TemplateResult {
    const strings = this.#strings;
    return html`<div
      role="group"
      aria-label=${strings.exchangeTitle}
      @dragover=${(event: DragEvent) => {
        event.preventDefault();
      }}
      @drop=${this.#drop}
    >
      <label
        ><span class="title">${strings.exchangeText}</span
        ><textarea spellcheck="false" placeholder=${strings.exchangeHint}></textarea>
      </label>
      <div class="keys">
        ${this.#key(strings.exchangeApply, () => {
          this.#import(this.#textarea?.value ?? '');
        })}
        ${this.#key(strings.exchangeFile, () => {
          this.renderRoot.querySelector('input')?.click();
        })}
        ${this.#key(strings.exchangeDownload, () => {
          this.#download();
        })}
        ${this.#key(strings.exchangeCopy, () => {
          void this.#copy(this.#text);
        })}
        ${this.#key(strings.exchangeLink, () => {
          void this.#copy(this.#link);
        })}
      </div>
      <input type="file" accept=".txt,.cfg,text/plain" hidden @change=${this.#fileChosen} />
      <div class="status" role="status">${this.status}</div>
    </div>`;
  }

  #key(label: string, press: () => void): TemplateResult {
    return html`<button type="button" class="pick" @click=${press}>${label}</button>`;
  }

  get #strings(): AllStrings {
    return allStringsFor(this.#player.settings?.lang ?? '');
  }

  get #textarea(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  #import(text: string): void {
    const { engine } = this.#player;
    if (engine) this.status = importSetting(this, text, engine.sampleRate, this.#strings);
  }

  async #importFile(file: File): Promise<void> {
    const text = await file.slice(0, MAX_SETTING_BYTES).text();
    if (this.#textarea) this.#textarea.value = text;
    this.#import(text);
  }

  #fileChosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    // The same file may be chosen again.
    if (file) void this.#importFile(file).finally(() => (input.value = ''));
  }

  #drop(event: DragEvent): void {
    const file = event.dataTransfer?.files[0];
    const text = event.dataTransfer?.getData('text/plain') ?? '';
    event.preventDefault();
    event.stopPropagation();
    if (file) void this.#importFile(file);
    else if (text !== '') {
      if (this.#textarea) this.#textarea.value = text;
      this.#import(text);
    }
  }

  get #text(): string {
    const { engine, snapshot } = this.#player;
    if (!engine || !snapshot) return '';
    const { eqBands, eqPreamp } = snapshot;
    const automatic = (): number => Number(autoPreampDb(eqBands, engine.sampleRate).toFixed(2));
    return textOfSetting(eqBands, eqPreamp === 'auto' ? automatic() : eqPreamp);
  }

  get #link(): string {
    const { snapshot } = this.#player;
    if (!snapshot) return '';
    const { eqBands, eqPreamp } = snapshot;
    return urlWithSetting(location.href, encodeSetting({ bands: eqBands, preamp: eqPreamp }));
  }

  #download(): void {
    const url = URL.createObjectURL(new Blob([this.#text], { type: 'text/plain' }));
    const anchor = document.createElement('a');
    anchor.href = url;
    anchor.download = FILE_NAME;
    this.renderRoot.append(anchor);
    anchor.click();
    anchor.remove();
    // The download has taken the blob over.
    URL.revokeObjectURL(url);
  }

  /** Where the clipboard is denied, the text stands selected in the field. */
  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.status = this.#strings.exchangeCopied;
    } catch {
      if (this.#textarea) this.#textarea.value = text;
      this.#textarea?.select();
      this.status = this.#strings.exchangeNotCopied;
    }
  }
}

if (!customElements.get('rusty-audio-equalizer-exchange')) {
  customElements.define('rusty-audio-equalizer-exchange', RustyAudioEqualizerExchange);
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-equalizer-exchange': RustyAudioEqualizerExchange;
  }
}
