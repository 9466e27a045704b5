import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Signs that only a playlist needs, on a 24 px field, stroked. */
const DRAWINGS = {
  shuffle: svg`<path d="M3.5 7H6c4.5 0 6 10 11 10h3M3.5 17H6c1.7 0 3-1.4 4-3.2M13.4 9.4C14.3 8 15.4 7 17 7h3M17.5 4.2 20.3 7l-2.8 2.8M17.5 14.2l2.8 2.8-2.8 2.8"/>`,
  repeat: svg`<path d="M4 11V9.5A3.5 3.5 0 0 1 7.5 6H19M16 3l3 3-3 3M20 13v1.5a3.5 3.5 0 0 1-3.5 3.5H5M8 21l-3-3 3-3"/>`,
  'repeat-one': svg`<path d="M4 11V9.5A3.5 3.5 0 0 1 7.5 6H19M16 3l3 3-3 3M20 13v1.5a3.5 3.5 0 0 1-3.5 3.5H5M8 21l-3-3 3-3"/><path d="M10.8 10.6l1.7-1v5"/>`,
  list: svg`<path d="M4 6.5h16M4 12h16M4 17.5h10"/>`,
  add: svg`<path d="M12 5.5v13M5.5 12h13"/>`,
  close: svg`<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>`,
} as const satisfies Record<string, SVGTemplateResult>;

export type PlaylistIconName = keyof typeof DRAWINGS;

export function playlistIcon(name: PlaylistIconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${DRAWINGS[name]}</svg>`;
}

/** Stands in place of the current track's number. */
export function playingMark(): TemplateResult {
  return html`<svg width="14" height="12" viewBox="0 0 14 12" aria-hidden="true">
    <path d="M1 12V7h3v5zM5.5 12V1h3v11zM10 12V5h3v7z" fill="currentColor" />
  </svg>`;
}
