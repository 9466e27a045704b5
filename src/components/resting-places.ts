import { html, nothing, type TemplateResult } from 'lit';
import type { EngineSnapshot } from '../engine/audio-engine.ts';
import { icon } from './icons.ts';
import { PICTURES, type ViewSettings, type Visualizer } from './player-context.ts';
import { rateText } from './playback-text.ts';
import type { Strings } from './strings.ts';

/*
 * What stands in the place of a control until a touch brings it: children of the element that is
 * not defined yet, out of sight as soon as it has a shadow root. They show a player as it is when
 * nobody has changed anything, and answer nothing; the place itself notes a press (`first-touch.ts`).
 */

/** Whether a player has more to show than its controls can at rest. */
export function outgrowsRest(snapshot: EngineSnapshot): boolean {
  const { error, volume, muted, playbackRate, loop, section, sleep } = snapshot;
  return (
    (error ?? section ?? sleep) !== null || volume !== 1 || muted || playbackRate !== 1 || loop
  );
}

/** The keys that choose the display. @param off there is none to choose */
export function restingSwitch(
  { visualizer }: ViewSettings,
  off: boolean,
  { equalizerKey }: Strings,
): TemplateResult | typeof nothing {
  const key = (name: Visualizer, sign: unknown) =>
    html`<button
      class=${name === 'equalizer' ? 'word' : ''}
      aria-checked=${!off && name === visualizer}
      aria-disabled=${off}
    >
      ${sign}
    </button>`;
  return atRest(
    'rusty-audio-display-switch',
    () =>
      html`<div class="switch" inert>
        ${PICTURES.map((picture) => key(picture, icon(picture)))}<i class="divider"></i
        >${key('equalizer', equalizerKey)}
      </div>`,
  );
}

/** The sentence in place of the seek bar; its ticks where there is none. */
export function restingTimeline(sentence: string): TemplateResult | typeof nothing {
  if (sentence === '') return nothing;
  return atRest('rusty-audio-timeline', () => html`<p>${sentence}</p>`);
}

/** @param which as in the settings themselves */
export function restingSettings(
  which: 'loops' | 'more',
  { playlist = null }: Partial<ViewSettings>,
  { sectionKey, locale }: Strings,
): TemplateResult | typeof nothing {
  const key = (name: string, face: unknown) => html`<button class="tool ${name}">${face}</button>`;
  const loops = which === 'loops';
  return atRest(
    'rusty-audio-transport-settings',
    () =>
      html`<div class="tools" inert>
        ${loops && playlist ? key('loop', nothing) : nothing}
        ${loops ? html`${key('loop', icon('loop'))} ${key('word section', sectionKey)}` : nothing}
        <div class="speed">${key('word', rateText(1, locale))}</div>
        <div class="volume-large">${key('', icon('loud'))}<i></i></div>
        <div class="volume-small">${key('', icon('loud'))}</div>
        ${loops ? nothing : key('', icon('more'))} ${loops && playlist ? key('', nothing) : nothing}
      </div>`,
  );
}

/** Nothing where the element is there. */
function atRest(name: string, place: () => TemplateResult): TemplateResult | typeof nothing {
  return customElements.get(name) ? nothing : place();
}
