import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { REPEATS } from '../playlist/play-queue.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { icon } from './icons.ts';
import { lateIcon } from './late-icons.ts';
import type { PlaylistPosition } from './player-context.ts';
import type { PlaylistKeyKind } from './playlist-place.ts';
import { playlistWordsFor, type PlaylistWords } from './playlist-words.ts';
import { request, type PlayerRequest } from './requests.ts';

interface KeyFace {
  readonly name: string;
  readonly sign: TemplateResult;
  readonly pressed: boolean;
  readonly wish: PlayerRequest;
}

/** What a key shows and asks for. */
const FACES: Readonly<
  Record<PlaylistKeyKind, (list: PlaylistPosition, words: PlaylistWords) => KeyFace>
> = {
  shuffle: ({ shuffle }, words) => ({
    name: words.shuffle,
    sign: lateIcon('shuffle'),
    pressed: shuffle,
    wish: { type: 'shuffle', shuffle: !shuffle },
  }),
  repeat: ({ repeat }, words) => ({
    name: words.repeat[repeat],
    sign: repeat === 'one' ? lateIcon('repeat-one') : icon('loop'),
    pressed: repeat !== 'off',
    wish: { type: 'repeat', repeat: REPEATS[(REPEATS.indexOf(repeat) + 1) % REPEATS.length]! },
  }),
  list: ({ shown }, words) => ({
    name: words.playlist,
    sign: lateIcon('list'),
    pressed: shown,
    wish: { type: 'show-playlist', shown: !shown },
  }),
};

/** A key that only a player with a playlist has: shuffle, repeat, or the list itself. */
export class RustyAudioPlaylistKey extends FaceElement {
  static override readonly styles = [
    controls,
    css`
      :host {
        display: inline-block;
      }
    `,
  ];

  /** Which key it is. */
  @property() accessor kind: PlaylistKeyKind = 'list';

  readonly #player = new EngineController(this, () => []);
  #wasShown = false;

  protected override render() {
    const { settings } = this.#player;
    if (!settings?.playlist) return;
    const words = playlistWordsFor(settings.lang);
    const { name, sign, pressed, wish } = FACES[this.kind](settings.playlist, words);
    return html`<button
      class="tool"
      type="button"
      aria-label=${name}
      aria-pressed=${pressed}
      @click=${() => request(this, wish)}
    >
      ${sign}
    </button>`;
  }

  /** A list that is closed from within gives the focus back to its key. */
  protected override updated(): void {
    const shown = this.#player.settings?.playlist?.shown ?? false;
    const closed = this.#wasShown && !shown;
    this.#wasShown = shown;
    if (this.kind !== 'list' || !closed) return;
    if (focusedHost(this.ownerDocument)?.localName === 'rusty-audio-playlist') {
      this.renderRoot.querySelector('button')?.focus();
    }
  }
}

/** The innermost element whose shadow root has the focus. */
function focusedHost(page: Document): Element | null {
  let host: Element | null = null;
  let active = page.activeElement;
  while (active?.shadowRoot?.activeElement) {
    host = active;
    active = active.shadowRoot.activeElement;
  }
  return host;
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-playlist-key': RustyAudioPlaylistKey;
  }
}
