/** The compact and the mini face. */
import { html, nothing, type TemplateResult } from 'lit';
import { cover, text, timeline, type Face } from './faces.ts';

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
    ${timeline()} ${keys('compact')}
    <rusty-audio-clock exportparts="time"></rusty-audio-clock>
    ${settings()}`;
}

/** 56 px: one line. */
export function miniFace(face: Face): TemplateResult {
  return html`${keys('mini')} ${cover(face)} ${text(face)} ${timeline()}
    <rusty-audio-clock exportparts="time"></rusty-audio-clock>
    ${settings()}`;
}

function keys(layout: 'compact' | 'mini'): TemplateResult {
  return html`<rusty-audio-transport-keys
    layout=${layout}
    exportparts="bank, play"
  ></rusty-audio-transport-keys>`;
}

function settings(): TemplateResult {
  return html`<rusty-audio-transport-settings
    more
    exportparts="tools, menu"
  ></rusty-audio-transport-settings>`;
}
