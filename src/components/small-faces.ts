/** The compact and the mini face, with what only they need: loaded when one is wanted. */
import { html, nothing, type TemplateResult } from 'lit';
import { cover, text, timeline, type Face } from './faces.ts';
import { icon } from './icons.ts';
import { restingSettings } from './resting-places.ts';

export { smallFacesStyles } from './small-faces.styles.ts';

/** 144 px: cover, text and a small spectrum above the seek bar, the keys below. */
export function compactFace(face: Face): TemplateResult {
  return html`${cover(face)}
    <div class="top">
      ${text(face)}
      ${
        face.settings.visualizer === 'none'
          ? nothing
          : html`<rusty-audio-spectrum class="spark" part="stage"></rusty-audio-spectrum>`
      }
      <rusty-audio-mode-badge class="side" exportparts="badge, note"></rusty-audio-mode-badge>
    </div>
    ${timeline(face)} ${keys('compact')}
    <rusty-audio-clock exportparts="time"></rusty-audio-clock>
    ${settings(face)}`;
}

/** 56 px: one line. */
export function miniFace(face: Face): TemplateResult {
  return html`${keys('mini')} ${cover(face)} ${text(face)} ${timeline(face)}
    <rusty-audio-clock exportparts="time"></rusty-audio-clock>
    ${settings(face)}`;
}

function keys(layout: 'compact' | 'mini'): TemplateResult {
  return html`<rusty-audio-transport-keys
    layout=${layout}
    exportparts="bank, play"
  ></rusty-audio-transport-keys>`;
}

function settings({ strings }: Face): TemplateResult {
  const more = html`<button class="tool">${icon('more')}</button>`;
  return html`<rusty-audio-transport-settings more exportparts="tools, menu"
    >${restingSettings(nothing, more, strings)}</rusty-audio-transport-settings
  >`;
}
