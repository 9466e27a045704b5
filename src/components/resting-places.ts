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
      html`<div class="switch" part="display-switch" inert>
        ${PICTURES.map((picture) => key(picture, icon(picture)))}<i class="divider"></i
        >${key('equalizer', equalizerKey)}
      </div>`,
  );
}

/** The ticks of a track of which nothing is known, or a sentence in their place. */
export function restingTimeline(sentence: string): TemplateResult | typeof nothing {
  return atRest('rusty-audio-timeline', () =>
    sentence ? html`<p part="message">${sentence}</p>` : html`<div part="well"></div>`,
  );
}

/**
 * @param first the keys before the speed
 * @param last those behind the volume
 */
export function restingSettings(
  first: unknown,
  last: unknown,
  { locale }: Strings,
): TemplateResult | typeof nothing {
  const speaker = html`<button class="tool">${icon('loud')}</button>`;
  return atRest(
    'rusty-audio-transport-settings',
    () =>
      html`<div class="tools" part="tools" inert>
        ${first}
        <div class="speed">
          <button class="tool word"><span>${rateText(1, locale)}</span></button>
        </div>
        <div class="volume-large">${speaker}<i></i></div>
        <div class="volume-small">${speaker}</div>
        ${last}
      </div>`,
  );
}

/** Nothing where the element is there. */
function atRest(name: string, place: () => TemplateResult): TemplateResult | typeof nothing {
  return customElements.get(name) ? nothing : place();
}
