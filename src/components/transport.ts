import { html, LitElement, nothing } from 'lit';
import { query } from 'lit/decorators.js';
import { AnimationLoop } from './animation-loop.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { icon, type IconName } from './icons.ts';
import { canSeek, isBusy, playbackState } from './playback-state.ts';
import { Popover } from './popover.ts';
import { request } from './requests.ts';
import type { SliderInputEvent } from './slider.ts';
import { stringsFor, type Strings } from './strings.ts';
import { clockText, percentText, remainingText, spokenTime } from './quantity-text.ts';
import { transportStyles } from './transport.styles.ts';

/** What the keys beside the play key skip, in seconds. */
export const SKIP_SECONDS = 10;

function volumeIcon(volume: number, muted: boolean): IconName {
  if (muted || volume === 0) return 'muted';
  return volume < 0.5 ? 'soft' : 'loud';
}

/**
 * Time, the keys that move the tape, loop and volume. Below 780 px the volume slider hangs from its
 * key; below 668 px the parts stand in three rows.
 *
 * @summary Keys of a player.
 * @tag rusty-audio-transport
 * @csspart time - Elapsed and remaining time.
 * @csspart bank - The keys back, play and forward.
 * @csspart play - The play key.
 * @csspart tools - The settings: loop, volume.
 */
export class RustyAudioTransport extends LitElement {
  static override readonly styles = [controls, transportStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    playbackState(snapshot),
    isBusy(snapshot),
    snapshot.paused,
    snapshot.ended,
    snapshot.duration,
    snapshot.volume,
    snapshot.muted,
    snapshot.loop,
    snapshot.paused ? snapshot.currentTime : 0,
  ]);
  readonly #loop = new AnimationLoop(this, () => this.#draw());
  readonly #volume = new Popover(this, 'volume-small');

  @query('.elapsed') private accessor elapsed!: HTMLElement | null;
  @query('.remaining') private accessor remaining!: HTMLElement | null;

  get #strings(): Strings {
    return stringsFor(this.#player.settings?.lang ?? '');
  }

  protected override render() {
    return html`<div class="row">
      <div class="count" part="time" role="timer">
        <span class="elapsed"></span><span class="remaining"></span>
      </div>
      <div class="deck">${this.#bank()} ${this.#loopKey('')}</div>
      <div class="tools" part="tools">${this.#loopKey('narrow')} ${this.#volumeKeys()}</div>
    </div>`;
  }

  #bank() {
    const { snapshot } = this.#player;
    const strings = this.#strings;
    const state = playbackState(snapshot);
    const disabled = state === 'error' || state === 'empty';
    const paused = snapshot?.paused ?? true;
    const busy = isBusy(snapshot);
    const skip = spokenTime(SKIP_SECONDS, strings.locale);
    const skipKey = (name: string, sign: IconName, seconds: number) =>
      html`<button
        type="button"
        aria-label=${name}
        aria-disabled=${canSeek(snapshot) ? nothing : 'true'}
        @click=${() => {
          this.#skip(seconds);
        }}
      >
        ${icon(sign)}
      </button>`;
    return html`<div class="bank" part="bank" role="group" aria-label=${strings.transport}>
      ${skipKey(strings.back(skip), 'back', -SKIP_SECONDS)}
      <button
        class="play ${busy ? 'busy' : ''}"
        part="play"
        type="button"
        aria-label=${paused || disabled ? strings.play : strings.pause}
        aria-disabled=${disabled ? 'true' : nothing}
        aria-busy=${busy ? 'true' : nothing}
        @click=${() => {
          this.#toggle();
        }}
      >
        <span class="sign">${icon(paused || disabled ? 'play' : 'pause')}</span>
        ${busy ? html`<span class="spinner">${icon('spinner')}</span>` : nothing}
      </button>
      ${skipKey(strings.forward(skip), 'forward', SKIP_SECONDS)}
    </div>`;
  }

  #loopKey(where: 'narrow' | '') {
    const loop = this.#player.snapshot?.loop ?? false;
    return html`<button
      class="tool ${where}"
      type="button"
      aria-label=${this.#strings.loop}
      aria-pressed=${loop}
      @click=${() => request(this, { type: 'loop', loop: !loop })}
    >
      ${icon('loop')}
    </button>`;
  }

  #volumeKeys() {
    const { volume = 1, muted = false } = this.#player.snapshot ?? {};
    const strings = this.#strings;
    const sign = icon(volumeIcon(volume, muted));
    const mute = html`<button
      class="tool"
      type="button"
      aria-label=${strings.mute}
      aria-pressed=${muted}
      @click=${() => request(this, { type: 'mute', muted: !muted })}
    >
      ${sign}
    </button>`;
    return html`<div class="volume large">${mute} ${this.#volumeSlider(volume, muted)}</div>
      <div class="volume volume-small small">
        <button
          class="tool"
          type="button"
          aria-label=${strings.volume}
          aria-expanded=${this.#volume.open}
          @click=${this.#volume.toggle}
        >
          ${sign}
        </button>
        ${
          this.#volume.open
            ? html`<div class="popover" role="group" aria-label=${strings.volume}>
                ${mute} ${this.#volumeSlider(volume, muted)}
              </div>`
            : nothing
        }
      </div>`;
  }

  #volumeSlider(volume: number, muted: boolean) {
    const strings = this.#strings;
    const percent = percentText(volume, strings.locale);
    return html`<rusty-audio-slider
      aria-label=${strings.volume}
      .value=${volume}
      .valueText=${muted ? strings.volumeMuted(percent) : percent}
      ?muted=${muted}
      @rusty-audio-slider=${(event: SliderInputEvent) =>
        request(this, { type: 'volume', value: event.value })}
    ></rusty-audio-slider>`;
  }

  protected override updated(): void {
    this.#draw();
    this.#loop.wake();
  }

  /** Writes the times when their text changes; runs at display rate, without Lit. */
  #draw(): boolean {
    const { engine, snapshot } = this.#player;
    const ready = playbackState(snapshot) === 'ready';
    const now = ready ? (engine?.currentTime ?? 0) : 0;
    const duration = ready ? (snapshot?.duration ?? NaN) : NaN;
    const { live, locale } = this.#strings;
    const elapsed = clockText(now, locale);
    const rest = duration === Infinity ? live : remainingText(now, duration, locale);
    if (this.elapsed && this.elapsed.textContent !== elapsed) this.elapsed.textContent = elapsed;
    if (this.remaining && this.remaining.textContent !== rest) this.remaining.textContent = rest;
    return ready && snapshot !== undefined && !snapshot.paused && !snapshot.ended;
  }

  #toggle(): void {
    const { snapshot } = this.#player;
    const state = playbackState(snapshot);
    if (!snapshot || state === 'error' || state === 'empty') return;
    request(this, { type: snapshot.paused ? 'play' : 'pause' });
  }

  #skip(seconds: number): void {
    const { engine, snapshot } = this.#player;
    if (!engine || !snapshot || !canSeek(snapshot)) return;
    const target = Math.min(snapshot.duration, Math.max(0, engine.currentTime + seconds));
    request(this, { type: 'seek', seconds: target });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-transport': RustyAudioTransport;
  }
}
