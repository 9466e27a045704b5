import { html, type TemplateResult } from 'lit';

/** A key that a player has with a playlist alone. */
export type PlaylistKeyKind = 'shuffle' | 'repeat' | 'list';

/** Its place; the key itself comes with the playlist. */
export function playlistKey(kind: PlaylistKeyKind): TemplateResult {
  return html`<rusty-audio-playlist-key kind=${kind}></rusty-audio-playlist-key>`;
}
