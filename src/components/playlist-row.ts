import { html, nothing, type TemplateResult } from 'lit';
import type { Track } from '../playlist/track.ts';
import { icon } from './icons.ts';
import { menuKeyDown } from './menu-keys.ts';
import type { PlaylistEntry } from './player-context.ts';
import type { PlaylistWords } from './playlist-words.ts';
import { clockText } from './playback-text.ts';
import { spokenTime } from './spoken-time.ts';
import { numberText } from './quantity-text.ts';
import { stringsFor } from './strings.ts';

/** What a row shows, and whom it tells. */
export interface RowView {
  readonly track: Track;
  readonly entry: PlaylistEntry;
  readonly index: number;
  readonly count: number;
  readonly current: boolean;
  readonly failed: boolean;
  /** The one row of the list that the tab key reaches. */
  readonly reachable: boolean;
  readonly menuOpen: boolean;
  readonly words: PlaylistWords;
  /** For numbers and times. */
  readonly locale: string;
  readonly actions: RowActions;
}

export interface RowActions {
  play(index: number): void;
  toggleMenu(track: Track): void;
  /** From the row's menu, which closes. */
  move(track: Track, to: number): void;
  remove(track: Track): void;
}

export function playlistRow(row: RowView): TemplateResult {
  const { track, entry, index, current, failed, reachable, words, locale, actions } = row;
  const { title, artist, durationSeconds } = entry;
  const length = durationSeconds ?? NaN;
  const spoken = [title, failed ? words.failedTrack : artist];
  if (Number.isFinite(length)) spoken.push(spokenTime(length, locale));
  const state = `${current ? 'current' : ''} ${failed ? 'failed' : ''}`;
  return html`<li class="track ${state}" part="track ${current ? 'current-track' : ''}">
    <span class="number" aria-hidden="true"
      >${
        failed ? icon('warning') : current ? playingMark() : numberText(index + 1, locale, 0, 0)
      }</span
    >
    <button
      class="name"
      type="button"
      tabindex=${reachable ? 0 : -1}
      aria-label=${spoken.filter(Boolean).join(stringsFor(locale).separator)}
      aria-current=${current ? 'true' : nothing}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
      @click=${() => {
        actions.play(index);
      }}
    >
      <span class="title clip" dir="auto">${title}</span>
      ${
        failed || artist
          ? html`<span class="artist clip" dir="auto">${failed ? words.failedTrack : artist}</span>`
          : nothing
      }
    </button>
    <span class="duration" aria-hidden="true"
      >${Number.isFinite(length) ? clockText(length, locale) : nothing}</span
    >
    <div class="row-menu ${row.menuOpen ? 'open' : ''}">
      <button
        type="button"
        tabindex=${reachable ? 0 : -1}
        aria-label=${words.rowMenu(title)}
        aria-haspopup="menu"
        aria-expanded=${row.menuOpen}
        @click=${() => {
          actions.toggleMenu(track);
        }}
      >
        ${icon('more')}
      </button>
      ${row.menuOpen ? rowMenu(row) : nothing}
    </div>
  </li>`;
}

/** What the pointer drags and the keys do, for those who can't use either. */
function rowMenu({ track, entry, index, count, words, actions }: RowView): TemplateResult {
  return html`<div
    class="popover settings"
    popover="manual"
    part="menu"
    role="group"
    aria-label=${words.rowMenu(entry.title)}
    @keydown=${menuKeyDown}
  >
    <div role="menu" aria-label=${words.rowMenu(entry.title)}>
      ${
        index > 0
          ? item(words.moveUp, () => {
              actions.move(track, index - 1);
            })
          : nothing
      }
      ${
        index < count - 1
          ? item(words.moveDown, () => {
              actions.move(track, index + 1);
            })
          : nothing
      }
      ${item(words.remove, () => {
        actions.remove(track);
      })}
    </div>
  </div>`;
}

function item(name: string, press: () => void): TemplateResult {
  return html`<div class="row" role="menuitem" tabindex="-1" @click=${press}>
    <span></span><span class="clip">${name}</span>
  </div>`;
}

/** Stands in place of the current track's number. */
function playingMark(): TemplateResult {
  return html`<svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">
    <path d="M1 12V7h3v5zM5.5 12V1h3v11zM10 12V5h3v7z" fill="currentColor" />
  </svg>`;
}
