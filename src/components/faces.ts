import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.ts';
import type { ViewSettings } from './player-context.ts';
import { stage } from './stage.ts';
import type { Strings } from './strings.ts';

/** What the default faces are drawn from. The small ones: `small-faces.ts`. */
export interface Face {
  readonly settings: ViewSettings;
  readonly strings: Strings;
  /** There is nothing to play. */
  readonly empty: boolean;
  /** The picture that could not be shown. */
  readonly brokenArtwork: string;
  readonly artworkFailed: (artwork: string) => void;
}

/** Large: cover, title, display, seek bar, all the keys. */
export function fullFace(face: Face): TemplateResult {
  const { visualizer } = face.settings;
  const equalizer = visualizer === 'equalizer';
  return html`<header class="head">
      ${cover(face)} ${text(face)}
      <rusty-audio-mode-badge class="side" exportparts="badge, note"></rusty-audio-mode-badge>
      <div class="bar">
        <rusty-audio-display-switch exportparts="display-switch"></rusty-audio-display-switch>
        ${
          equalizer
            ? html`<rusty-audio-equalizer-controls
                part="equalizer-controls"
              ></rusty-audio-equalizer-controls>`
            : html`<rusty-audio-peak-readout part="readout"></rusty-audio-peak-readout>`
        }
      </div>
    </header>
    ${face.settings.transcript ? transcript() : stage(visualizer)}
    ${face.settings.caption && captionsFloat(face.settings) ? captions() : nothing} ${timeline()}
    <rusty-audio-transport
      part="transport"
      exportparts="time, bank, play, tools, menu"
    ></rusty-audio-transport>
    ${face.settings.playlist?.shown ? html`<slot name="playlist"></slot>` : nothing}`;
}

export function timeline(): TemplateResult {
  return html`<rusty-audio-timeline
    part="timeline"
    exportparts="seek, well, flag, tip, message, retry"
  ></rusty-audio-timeline>`;
}

/** Over the display, where there is one; else in place of what is told of the track. */
function captionsFloat({ layout, visualizer, transcript }: ViewSettings): boolean {
  return layout === 'full' && visualizer !== 'none' && transcript === null;
}

function captions(content: unknown = nothing): TemplateResult {
  return html`<rusty-audio-captions
    class=${content === nothing ? 'float' : ''}
    exportparts="caption"
    >${content}</rusty-audio-captions
  >`;
}

function transcript(): TemplateResult {
  return html`<rusty-audio-transcript closable part="transcript"></rusty-audio-transcript>`;
}

export function text(face: Face): TemplateResult {
  const { settings } = face;
  const inPlace = settings.caption !== null && !captionsFloat(settings);
  const words = inPlace && settings.transcript === null;
  if (words && settings.layout === 'mini') {
    return html`<div class="text">${captions(html`${titleOf(face)} ${byline(face)}`)}</div>`;
  }
  return html`<div class="text">
    ${titleOf(face)} ${words ? captions(byline(face)) : byline(face)}
  </div>`;
}

function titleOf({ settings: { title }, strings, empty }: Face): TemplateResult {
  return html`<slot name="title"
    ><p class="title clip" part="title" dir="auto" title=${title}>
      ${title || (empty ? strings.noTrack : strings.untitled)}
    </p></slot
  >`;
}

function byline({
  settings: { artist, album },
  strings: { separator },
}: Face): TemplateResult | typeof nothing {
  if (!artist && !album) return nothing;
  return html`<p class="by clip" part="byline" dir="auto">
    ${artist}${
      album
        ? html`<span class="album"
            >${artist ? html`<span class="comma">${separator}</span>` : nothing}${album}</span
          >`
        : nothing
    }
  </p>`;
}

export function cover({
  settings: { artwork },
  brokenArtwork,
  artworkFailed,
}: Face): TemplateResult {
  const shown = artwork !== '' && artwork !== brokenArtwork;
  return html`<div class="cover" part="cover">
    <slot name="artwork">
      ${
        shown
          ? html`<img
              src=${artwork}
              alt=""
              @error=${() => {
                artworkFailed(artwork);
              }}
            />`
          : html`<div class="no-cover">${icon('note')}</div>`
      }
    </slot>
  </div>`;
}
