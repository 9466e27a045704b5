import type { LitElement } from 'lit';
import { wear } from './foreign-styles.ts';
import type { ViewSettings } from './player-context.ts';
import { playlistPanelStyles } from './playlist-panel.styles.ts';

/** From this width of the player on the list is a column beside it, CSS pixels. */
const COLUMN_PIXELS = 1040;
const SLOT = 'playlist';

/**
 * Where a playlist stands in its player, and whether it is shown there: in the full face's slot; in a
 * face that the author composes, wherever that puts it.
 */
export class PlaylistPanel {
  readonly #element: LitElement;
  readonly #changed: () => void;
  #player: HTMLElement | null = null;
  #isWide = false;
  #open: boolean | null = null;

  /** @param changed it is shown now, or no more */
  constructor(element: LitElement, changed: () => void) {
    this.#element = element;
    this.#changed = changed;
  }

  /** In the full face. */
  get shown(): boolean {
    return this.#open ?? this.#isWide;
  }

  /** null: where there is a column for it. */
  set open(open: boolean | null) {
    this.#open = open;
    this.#changed();
  }

  /** @param signal ends with the stay in this player */
  enter(player: HTMLElement, signal: AbortSignal): void {
    this.#player = player;
    if (player.shadowRoot) wear(player.shadowRoot, [playlistPanelStyles]);
    const size = new ResizeObserver(([entry]) => {
      const isWide = (entry?.contentRect.width ?? 0) >= COLUMN_PIXELS;
      if (isWide === this.#isWide) return;
      this.#isWide = isWide;
      this.#changed();
    });
    size.observe(player);
    signal.addEventListener('abort', () => {
      size.disconnect();
      this.#player = null;
    });
  }

  /** A child of the player goes to the slot of the default face; the author's own slot is left alone. */
  stand({ composed }: ViewSettings): void {
    const element = this.#element;
    if (element.parentElement !== this.#player || !['', SLOT].includes(element.slot)) return;
    if (composed) element.removeAttribute('slot');
    else element.slot = SLOT;
  }
}
