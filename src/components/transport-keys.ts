import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { controlStringsFor, type ControlStrings } from './control-strings.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { icon, type IconName } from './icons.ts';
import type { Layout } from './player-context.ts';
import { SKIP_SECONDS } from './player-keys.ts';
import { canSeek, isBusy, playbackState } from './playback-state.ts';
import { secondsText } from './playback-text.ts';
import { request } from './requests.ts';
import { smallKeysStyles } from './small-keys.styles.ts';
import { transportKeysStyles } from './transport-keys.styles.ts';

/**
 * The keys that move the tape, one bank. `full` has all of them; `compact` has the tracks beside
 * the play key, or without a playlist the skips; `mini` has the tracks where there is room. Tape runs the same
 * way in every script: the bank is never mirrored.
 */
export class RustyAudioTransportKeys extends FaceElement {
  static override readonly styles = [controls, transportKeysStyles, smallKeysStyles];

  /** Which keys there are. */
  @property({ reflect: true }) accessor layout: Layout = 'full';

  readonly #player = new EngineController(this, (snapshot) => [
    playbackState(snapshot),
    isBusy(snapshot),
    snapshot.paused,
    canSeek(snapshot),
  ]);

  get #strings(): ControlStrings {
    return controlStringsFor(this.#player.settings?.lang ?? '');
  }

  protected override render() {
    const playlist = this.#player.settings?.playlist ?? null;
    const strings = this.#strings;
    const tracks = playlist !== null;
    const skips = this.layout === 'full' || (this.layout === 'compact' && !tracks);
    return html`<div class="bank" part="bank" role="group" aria-label=${strings.transport}>
      ${tracks ? this.#trackKey('previous', playlist.hasPrevious) : nothing}
      ${skips ? this.#skipKey('back', -SKIP_SECONDS) : nothing} ${this.#playKey()}
      ${skips ? this.#skipKey('forward', SKIP_SECONDS) : nothing}
      ${tracks ? this.#trackKey('next', playlist.hasNext) : nothing}
    </div>`;
  }

  #key(name: string, sign: IconName, enabled: boolean, press: () => void) {
    return html`<button
      type="button"
      aria-label=${name}
      aria-disabled=${enabled ? nothing : 'true'}
      @click=${() => {
        if (enabled) press();
      }}
    >
      ${icon(sign)}
    </button>`;
  }

  #trackKey(type: 'previous' | 'next', enabled: boolean) {
    return this.#key(this.#strings[type], type, enabled, () => request(this, { type }));
  }

  #skipKey(sign: 'back' | 'forward', seconds: number) {
    const strings = this.#strings;
    const name = strings[sign](secondsText(SKIP_SECONDS, strings.locale));
    return this.#key(name, sign, canSeek(this.#player.snapshot), () => {
      const { engine, snapshot } = this.#player;
      if (!engine || !snapshot) return;
      const target = Math.min(snapshot.duration, Math.max(0, engine.currentTime + seconds));
      request(this, { type: 'seek', seconds: target });
    });
  }

  #playKey() {
    const { snapshot } = this.#player;
    const strings = this.#strings;
    const state = playbackState(snapshot);
    const disabled = state === 'error' || state === 'empty';
    const paused = snapshot?.paused ?? true;
    const busy = isBusy(snapshot);
    return html`<button
      class="play ${busy ? 'busy' : ''}"
      part="play"
      type="button"
      aria-label=${paused || disabled ? strings.play : strings.pause}
      aria-disabled=${disabled ? 'true' : nothing}
      aria-busy=${busy ? 'true' : nothing}
      @click=${() => {
        if (!disabled) request(this, { type: paused ? 'play' : 'pause' });
      }}
    >
      <span class="sign">${icon(paused || disabled ? 'play' : 'pause')}</span>
      ${busy ? html`<span class="spinner">${icon('spinner')}</span>` : nothing}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-transport-keys': RustyAudioTransportKeys;
  }
}
