import { html, type TemplateResult } from 'lit';
import type { AudioEngine, LoopSection } from '../engine/audio-engine.ts';
import type { ControlStrings } from './control-strings.ts';
import { icon } from './icons.ts';
import { canSeek } from './playback-state.ts';
import { request } from './requests.ts';

/** The ends of a section stay this far apart, seconds. */
export const SHORTEST_SECTION_SECONDS = 0.1;

/** Plays the track over and over. `host` asks for it. */
export function loopKey(
  host: EventTarget,
  engine: AudioEngine | undefined,
  strings: ControlStrings,
): TemplateResult {
  const loop = engine?.snapshot.loop ?? false;
  return html`<button
    class="tool loop"
    type="button"
    aria-label=${strings.loop}
    aria-pressed=${loop}
    @click=${() => request(host, { type: 'loop', loop: !loop })}
  >
    ${icon('loop')}
  </button>`;
}

/** Sets A, then B, then gives the section up. `host` asks for it. */
export function sectionKey(
  host: EventTarget,
  engine: AudioEngine | undefined,
  strings: ControlStrings,
): TemplateResult {
  const enabled = canSeek(engine?.snapshot);
  return html`<button
    class="tool word section"
    type="button"
    aria-label=${strings.section}
    aria-pressed=${(engine?.snapshot.section ?? null) !== null}
    aria-disabled=${enabled ? 'false' : 'true'}
    @click=${() => {
      if (enabled && engine) pressSectionKey(host, engine);
    }}
  >
    ${strings.sectionKey}
  </button>`;
}

/** Asks for what the next press of the key "A–B" means. */
export function pressSectionKey(host: EventTarget, engine: AudioEngine): void {
  const section = nextSection(engine.snapshot.section, engine.currentTime);
  request(host, { type: 'section', section });
}

/** Pressed before A, the key puts the earlier end first; too near to A, it changes nothing. */
function nextSection(section: LoopSection | null, nowSeconds: number): LoopSection | null {
  if (section === null) return { startSeconds: nowSeconds, endSeconds: null };
  if (section.endSeconds !== null) return null;
  const startSeconds = Math.min(section.startSeconds, nowSeconds);
  const endSeconds = Math.max(section.startSeconds, nowSeconds);
  return endSeconds - startSeconds < SHORTEST_SECTION_SECONDS
    ? section
    : { startSeconds, endSeconds };
}
