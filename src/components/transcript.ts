import { html, nothing, type PropertyValues } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { lateIcon } from './late-icons.ts';
import type { Transcript } from './player-context.ts';
import { clockText } from './playback-text.ts';
import { request } from './requests.ts';
import { allStringsFor, type AllStrings } from './late-strings.ts';
import { transcriptStyles } from './transcript.styles.ts';

/**
 * All that is said in a track, one key a cue. What is being said is marked and kept in sight, by
 * scrolling within this element alone; as soon as the reader scrolls it stays where it is, until
 * "Follow" or a press on a cue. Arrows, Home and End move between cues, Enter seeks.
 *
 * @tag rusty-audio-transcript
 */
export class RustyAudioTranscript extends FaceElement {
  static override readonly styles = [controls, transcriptStyles];

  /** There is a key that closes it. */
  @property({ type: Boolean }) accessor closable = false;

  readonly #player = new EngineController(this, () => []);
  #transcript: Transcript | null = null;

  @state() private accessor follows = true;

  @query('.cues') private accessor list!: HTMLElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#transcript?.track.addEventListener('cuechange', this.#mark);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#transcript?.track.removeEventListener('cuechange', this.#mark);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const transcript = this.#player.settings?.transcript ?? null;
    if (transcript === this.#transcript) return;
    this.#transcript?.track.removeEventListener('cuechange', this.#mark);
    this.#transcript = transcript;
    if (this.isConnected) transcript?.track.addEventListener('cuechange', this.#mark);
    this.follows = true;
  }

  protected override render() {
    const { settings } = this.#player;
    const strings = allStringsFor(settings?.lang ?? '');
    return html`${this.#cues(strings)}
    ${
      this.follows
        ? nothing
        : html`<button class="pick follow" type="button" @click=${this.#follow}>
            ${strings.transcriptFollow}
          </button>`
    }
    ${
      this.closable
        ? html`<button
            class="tool close"
            type="button"
            aria-label=${strings.transcriptClose}
            @click=${() => request(this, { type: 'transcript', shown: false })}
          >
            ${lateIcon('close')}
          </button>`
        : nothing
    }`;
  }

  #cues(strings: AllStrings) {
    const { track, cues = [] } = this.#transcript ?? {};
    if (cues.length === 0) return html`<p class="waiting">${strings.transcriptWaiting}</p>`;
    return html`<ol
      class="cues"
      aria-label=${strings.transcript}
      lang=${track?.language || nothing}
      @keydown=${this.#onKeyDown}
      @wheel=${this.#stay}
      @touchmove=${this.#stay}
      @pointerdown=${this.#onPointerDown}
    >
      ${guard([cues, strings.locale], () => cues.map((cue, index) => this.#row(cue, index, strings)))}
    </ol>`;
  }

  #row(cue: VTTCue, index: number, { locale }: AllStrings) {
    return html`<li>
      <button
        class="cue"
        type="button"
        tabindex=${index === 0 ? 0 : -1}
        @click=${() => {
          this.follows = true;
          request(this, { type: 'seek', seconds: cue.startTime });
        }}
      >
        <time>${clockText(cue.startTime, locale)}</time>
        <span dir="auto">${cue.getCueAsHTML()}</span>
      </button>
    </li>`;
  }

  protected override updated(): void {
    this.#mark();
  }

  get #keys(): HTMLElement[] {
    return [...(this.list?.querySelectorAll<HTMLElement>('.cue') ?? [])];
  }

  /** Marks what is being said, or was said last. */
  readonly #mark = (): void => {
    const { track, cues = [] } = this.#transcript ?? {};
    const active = [...(track?.activeCues ?? [])];
    const keys = this.#keys;
    for (const [index, key] of keys.entries()) {
      const current = active.includes(cues[index]!);
      if (current) key.setAttribute('aria-current', 'true');
      else key.removeAttribute('aria-current');
    }
    const seconds = this.#player.engine?.currentTime ?? 0;
    const last = cues.findLastIndex(({ startTime }) => startTime <= seconds);
    if (!this.follows || !keys[last]) return;
    this.#show(keys[last]);
    if (!this.list?.contains(this.shadowRoot?.activeElement ?? null)) this.#reach(keys[last]);
  };

  /** Scrolls the list, never the page. */
  #show(key: HTMLElement): void {
    const { list } = this;
    if (list) list.scrollTop = key.offsetTop - (list.clientHeight - key.offsetHeight) / 2;
  }

  /** The Tab key reaches this one of them. */
  #reach(reached: HTMLElement): void {
    for (const key of this.#keys) key.tabIndex = key === reached ? 0 : -1;
  }

  readonly #follow = (): void => {
    this.follows = true;
  };

  readonly #stay = (): void => {
    this.follows = false;
  };

  /** On the list itself: its scroll bar. */
  readonly #onPointerDown = ({ target, currentTarget }: PointerEvent): void => {
    if (target === currentTarget) this.#stay();
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const keys = this.#keys;
    const at = keys.findIndex((key) => key === this.shadowRoot?.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: keys.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    const key = keys[Math.min(keys.length - 1, Math.max(0, to))]!;
    this.#stay();
    this.#reach(key);
    key.focus({ preventScroll: true });
    this.#show(key);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-transcript': RustyAudioTranscript;
  }
}
