import { css, html, type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';

const styles = css`
  .caption {
    display: block;
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .cue {
    display: block;
    white-space: pre-line;
  }

  /* Who speaks, as WebVTT's voice tags say. */
  .cue span[title]::before {
    content: attr(title) ':';
    margin-inline-end: 0.3em;
    font-weight: 650;
  }

  /* Above the ruler of the display, beside the meters; above what is drawn there. */
  :host(.float) {
    grid-area: 2 / 1;
    place-self: end center;
    z-index: 2;
    max-width: max(calc(100% - 92px), min(280px, calc(100% - 44px)));
    margin-bottom: 28px;
    pointer-events: none;
  }

  :host(.float) .caption {
    padding: 3px 10px;
    border-radius: 6px;
    background: var(--rusty-audio-ink);
    color: var(--rusty-audio-surface);
    text-align: center;
    outline: 1px solid transparent;
  }

  /* In the place of its content, whose room it keeps: nothing moves as it comes and goes. */
  :host(:not(.float)) {
    display: grid;
    min-height: 1lh;
  }

  :host(:not(.float)) .said,
  :host(:not(.float)) .caption {
    grid-area: 1 / 1;
    min-width: 0;
  }

  .caption ~ .said {
    visibility: hidden;
  }

  :host(:not(.float)) .caption {
    align-self: center;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: var(--_caption-lines, 1);
    overflow: hidden;
    font-size: var(--_caption-size, 0.8125rem);
  }
`;

/**
 * What is being said: the active cues of the captions that are shown. As long as there are none it
 * shows its content, the words in whose place it stands. A part of the faces; drawn by the cues' own events.
 */
export class RustyAudioCaptions extends FaceElement {
  static override readonly styles = [controls, styles];

  readonly #player = new EngineController(this, () => []);
  #track: TextTrack | null = null;

  @state() private accessor cues: readonly VTTCue[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.#follow(this.#player.settings?.caption ?? null);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(null);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.isConnected) this.#follow(this.#player.settings?.caption ?? null);
  }

  protected override render() {
    const content = html`<div class="said"><slot></slot></div>`;
    if (this.cues.length === 0) return content;
    return html`<div class="caption" part="caption" lang=${this.#track?.language ?? ''} dir="auto">
        ${this.cues.map((cue) => html`<span class="cue">${cue.getCueAsHTML()}</span>`)}
      </div>
      ${content}`;
  }

  #follow(track: TextTrack | null): void {
    if (track === this.#track) return;
    this.#track?.removeEventListener('cuechange', this.#read);
    this.#track = track;
    track?.addEventListener('cuechange', this.#read);
    this.#read();
  }

  readonly #read = (): void => {
    this.cues = [...(this.#track?.activeCues ?? [])].filter((cue) => cue instanceof VTTCue);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-captions': RustyAudioCaptions;
  }
}
