import { html, nothing, type TemplateResult } from 'lit';
import { type EngineSnapshot, volumeIsLocked } from '../engine/audio-engine.ts';
import type { ControlStrings } from './control-strings.ts';
import { icon } from './icons.ts';
import { percentText } from './quantity-text.ts';
import { request } from './requests.ts';
import type { SliderInputEvent } from './slider.ts';

export function volumeIcon(volume: number, muted: boolean): TemplateResult {
  if (muted || volume === 0) return icon('muted');
  return volume < 0.5 ? icon('soft') : icon('loud');
}

/** `host` asks for it. */
export function muteKey(
  host: EventTarget,
  snapshot: EngineSnapshot | undefined,
  strings: ControlStrings,
): TemplateResult {
  const { volume = 1, muted = false } = snapshot ?? {};
  return html`<button
    class="tool"
    type="button"
    aria-label=${strings.mute}
    aria-pressed=${muted}
    @click=${() => request(host, { type: 'mute', muted: !muted })}
  >
    ${volumeIcon(volume, muted)}
  </button>`;
}

/** `host` asks for it. Nothing where it would change nothing. */
export function volumeSlider(
  host: EventTarget,
  snapshot: EngineSnapshot | undefined,
  strings: ControlStrings,
): TemplateResult | typeof nothing {
  const { volume = 1, muted = false, mode = 'idle' } = snapshot ?? {};
  if (volumeIsLocked(mode)) return nothing;
  const percent = percentText(volume, strings.locale);
  return html`<rusty-audio-slider
    aria-label=${strings.volume}
    .value=${volume}
    .valueText=${muted ? strings.volumeMuted(percent) : percent}
    ?muted=${muted}
    @rusty-audio-slider=${(event: SliderInputEvent) =>
      request(host, { type: 'volume', value: event.value })}
  ></rusty-audio-slider>`;
}
