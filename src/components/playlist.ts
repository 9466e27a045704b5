import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Track } from '../playlist/track.ts';
import { controls } from './controls.styles.ts';
import { takeFiles } from './file-drop.ts';
import { lateIcon } from './late-icons.ts';
import { focusMenu } from './menu-keys.ts';
import { isTypedInto } from './player-keys.ts';
import { PlaylistHost } from './playlist-host.ts';
import { playlistRow, type RowActions } from './playlist-row.ts';
import { playlistWordsFor, type PlaylistWords } from './playlist-words.ts';
import { playlistStyles } from './playlist.styles.ts';
import { popoverStyles } from './popover.styles.ts';
import { Popover } from './popover.ts';
import { minutesText, numberText, pluralOf } from './quantity-text.ts';
import { request } from './requests.ts';
import { RowDrag } from './row-drag.ts';
import { settingsMenuStyles } from './settings-menu.styles.ts';
import { stringsFor } from './strings.ts';

/**
 * A list of tracks that its player plays one after the other: joined without a gap, or cross-faded.
 * It stands inside a player. In the full face it is a column from 1040 px on, and below that a drawer
 * that a key opens; in the small faces the menu "More" has it.
 *
 * The tracks are links inside the element (`<a href data-title data-artist data-album data-artwork
 * data-duration>`; without `data-title` the link's text is the title), or a
 * `<script type="application/json">` with an array of addresses or
 * `{src, title, artist, album, artwork, duration}`, or a file (`src`), or the property `tracks`, which
 * goes before all. Addresses are relative to where they are written. What can't be read is told in the
 * console by its line, and the others are kept.
 *
 * The listener may drag tracks to another place, remove them, and drop files of their own on the
 * player. Keys in the list: arrows, Home and End go through it, Enter plays, Alt with the arrows moves
 * a track, Delete removes it. Shift+N and Shift+P in the player go to the next and previous track.
 *
 * @summary Tracks that are played one after the other.
 * @tag rusty-audio-playlist
 *
 * @attr {string} src - URL of a list: M3U, M3U8, PLS, XSPF or JSON.
 * @attr {boolean} [shuffle=false] - Tracks are played in an order of chance. `"false"` is off.
 * @attr {'off'|'all'|'one'} [repeat=off] - What happens at the end: `one` is the player's `loop`.
 * @attr {number} [crossfade=0] - Seconds for which a track and the next one sound together, 0 to 12.
 * @attr {boolean} open - Whether the list is shown in the full face; default: where it is a column.
 *
 * @event {Event} playlistchange - Tracks, their order, what is known of them, or the current one have changed. Bubbles, composed.
 *
 * @csspart list - The tracks.
 * @csspart track - One track.
 * @csspart current-track - The track that is played.
 * @csspart menu - The menu of a track.
 */
export class RustyAudioPlaylist extends PlaylistHost {
  static override readonly styles = [controls, popoverStyles, settingsMenuStyles, playlistStyles];

  readonly #menu = new Popover(this, 'row-menu.open', 'below');
  #menuTrack: Track | null = null;
  #menuWasOpen = false;
  /** The row that the tab key reaches. */
  #reached: Track | null = null;
  #shownCurrent: Track | null = null;

  /** Files hang over the player. */
  @state() private accessor taking = false;
  /** For a screen reader. */
  @state() private accessor said = '';
  /** What went wrong with the list or with files, to be read. */
  @state() private accessor problem = '';
  @query('ol') private accessor list!: HTMLElement | null;
  @query('input') private accessor input!: HTMLInputElement | null;

  protected override render(): TemplateResult {
    const words = this.#words;
    const { entries } = this.playback.queue;
    return html`<section class=${this.taking ? 'taking' : ''} aria-label=${words.playlist}>
      <header>
        <h2>${words.playlist}</h2>
        <span class="summary">${this.#summary()}</span>
        ${this.#key('add', words.addFiles, () => this.input?.click())}
        ${
          this.settings?.composed === false
            ? this.#key('close', words.closeList, () =>
                request(this, { type: 'show-playlist', shown: false }),
              )
            : nothing
        }
      </header>
      ${this.problem ? html`<p class="problem">${this.problem}</p>` : nothing}
      ${
        entries.length === 0
          ? html`<p class="empty">${words.noTracks}</p>`
          : html`<ol part="list" @keydown=${this.#onKeyDown} @pointerdown=${this.#onPointerDown}>
              ${repeat(
                entries,
                (track) => track,
                (track, index) => this.#row(track, index, words),
              )}
            </ol>`
      }
      <input type="file" accept="audio/*" multiple hidden @change=${this.#filesChosen} />
      <div class="spoken" role="status">${this.said}</div>
    </section>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (this.#menu.open && !this.#menuWasOpen) focusMenu(this.renderRoot);
    this.#menuWasOpen = this.#menu.open;
    const { current } = this.playback.queue;
    if (current !== this.#shownCurrent) {
      this.#shownCurrent = current;
      this.#showCurrent();
    }
  }

  protected override trackSkipped(title: string): void {
    this.said = this.#words.skipped(title);
  }

  protected override listFailed(problem: string): void {
    this.problem = problem && this.#words.listFailed;
  }

  protected override entered(player: HTMLElement, signal: AbortSignal): void {
    takeFiles(
      player,
      {
        hovering: (over) => {
          this.taking = over;
        },
        dropped: (files) => {
          this.#addFiles(files);
        },
      },
      signal,
    );
    player.addEventListener('keydown', this.#onPlayerKeyDown, { signal });
  }

  get #locale(): string {
    return this.settings?.lang ?? 'en';
  }

  get #words(): PlaylistWords {
    return playlistWordsFor(this.#locale);
  }

  #summary(): string {
    const { entries } = this.playback.queue;
    if (entries.length === 0) return '';
    const tracks = this.#tracks(entries.length);
    const lengths = entries.map((track) => this.playback.entryOf(track).durationSeconds ?? NaN);
    const seconds = lengths.reduce((sum, length) => sum + length, 0);
    if (!Number.isFinite(seconds)) return tracks;
    const minutes = Math.max(1, Math.round(seconds / 60));
    const time = minutesText(minutes, this.#locale, 'short');
    return `${tracks}${stringsFor(this.#locale).separator}${time}`;
  }

  #number(value: number): string {
    return numberText(value, this.#locale, 0, 0);
  }

  /** `7 tracks`. */
  #tracks(count: number): string {
    return this.#words.tracks(this.#number(count), pluralOf(count, this.#locale));
  }

  #key(sign: 'add' | 'close', name: string, press: () => void): TemplateResult {
    return html`<button class="tool" type="button" aria-label=${name} @click=${press}>
      ${lateIcon(sign)}
    </button>`;
  }

  #row(track: Track, index: number, words: PlaylistWords): TemplateResult {
    const { entries, current } = this.playback.queue;
    const reached = this.#reached && entries.includes(this.#reached) ? this.#reached : current;
    return playlistRow({
      track,
      entry: this.playback.entryOf(track),
      index,
      count: entries.length,
      current: track === current,
      failed: this.playback.hasFailed(track),
      reachable: track === (reached ?? entries[0]),
      menuOpen: this.#menu.open && track === this.#menuTrack,
      words,
      locale: this.#locale,
      actions: this.#actions,
    });
  }

  readonly #actions: RowActions = {
    play: (index) => {
      this.#reached = this.playback.queue.entries[index] ?? null;
      request(this, { type: 'track', index });
    },
    toggleMenu: (track) => {
      this.#menuTrack = track;
      this.#reached = track;
      this.#menu.toggle();
    },
    move: (track, to) => {
      this.#menu.close();
      this.#moveTrack(track, to);
    },
    remove: (track) => {
      this.#menu.close();
      this.#removeTrack(track);
    },
  };

  /** Into view within the list: the page stays where it is. */
  #showCurrent(): void {
    const row = this.list?.querySelector<HTMLElement>('.current');
    if (!row || !this.list) return;
    const { offsetTop, offsetHeight } = row;
    const top = offsetTop - this.list.offsetTop;
    const { scrollTop, clientHeight } = this.list;
    if (top < scrollTop) this.list.scrollTop = top;
    else if (top + offsetHeight > scrollTop + clientHeight) {
      this.list.scrollTop = top + offsetHeight - clientHeight;
    }
  }

  #moveTrack(track: Track, to: number): void {
    const { entries } = this.playback.queue;
    const from = entries.indexOf(track);
    if (from < 0 || to < 0 || to >= entries.length) return;
    this.moveTrack(from, to);
    const { title } = this.playback.entryOf(track);
    this.said = this.#words.moved(title, this.#number(to + 1), this.#number(entries.length));
    void this.#focusRow(track);
  }

  #removeTrack(track: Track): void {
    const { title } = this.playback.entryOf(track);
    const index = this.playback.queue.entries.indexOf(track);
    this.removeTrack(index);
    this.said = this.#words.removed(title);
    const { entries } = this.playback.queue;
    const neighbour = entries[Math.min(index, entries.length - 1)];
    if (neighbour) void this.#focusRow(neighbour);
  }

  async #focusRow(track: Track): Promise<void> {
    this.#reached = track;
    this.requestUpdate();
    await this.updateComplete;
    this.#nameKeys[this.playback.queue.entries.indexOf(track)]?.focus();
  }

  get #nameKeys(): readonly HTMLElement[] {
    return [...(this.list?.querySelectorAll<HTMLElement>('.name') ?? [])];
  }

  #onKeyDown(event: KeyboardEvent): void {
    const { entries } = this.playback.queue;
    const at = this.#nameKeys.findIndex((key) => key === event.target);
    const track = entries[at];
    if (track === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: entries.length - 1 }[
      event.key
    ];
    if (event.altKey) {
      if (target === undefined || !event.key.startsWith('Arrow')) return;
      this.#moveTrack(track, target);
    } else if (event.key === 'Delete') this.#removeTrack(track);
    else if (target !== undefined) {
      const to = entries[target];
      if (to) void this.#focusRow(to);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  readonly #onPlayerKeyDown = (event: KeyboardEvent): void => {
    const wish = { N: 'next', P: 'previous' }[event.key] as 'next' | 'previous' | undefined;
    const [origin] = event.composedPath();
    if (wish === undefined || !event.shiftKey || event.defaultPrevented) return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (!(origin instanceof Element) || isTypedInto(origin)) return;
    event.preventDefault();
    this.playback.fulfil({ type: wish });
  };

  #onPointerDown(event: PointerEvent): void {
    const { target } = event;
    const row = target instanceof Element ? target.closest<HTMLElement>('.track') : null;
    if (!row || !this.list || event.button !== 0 || !(target instanceof Element)) return;
    if (target.closest('.row-menu')) return;
    if (event.pointerType === 'touch' && !target.closest('.number')) return;
    const rows = [...this.list.querySelectorAll('.track')];
    const track = this.playback.queue.entries[rows.indexOf(row)];
    if (!track) return;
    new RowDrag(this.list, row, event, (to) => {
      this.#moveTrack(track, to);
    });
  }

  #filesChosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.#addFiles([...(input.files ?? [])]);
    // The same files may be chosen again.
    input.value = '';
  }

  #addFiles(files: readonly File[]): void {
    const words = this.#words;
    const refused = this.addFiles(files);
    const added = files.length - refused.length;
    this.problem = refused.map(({ name }) => words.notAudio(name)).join(' ');
    this.said = [added > 0 ? words.added(this.#tracks(added)) : '', this.problem]
      .filter(Boolean)
      .join(' ');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-playlist': RustyAudioPlaylist;
  }
}
