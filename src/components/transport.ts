import { html, LitElement, nothing } from 'lit';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { loopKey, sectionKey } from './loop-keys.ts';
import { canSeek } from './playback-state.ts';
import { playlistKey } from './playlist-place.ts';
import { restingSettings } from './resting-places.ts';
import { restingPlaces } from './resting-places.styles.ts';
import { stringsFor } from './strings.ts';
import { transportSettingsStyles } from './transport-settings.styles.ts';
import { transportStyles } from './transport.styles.ts';

/**
 * Time, the keys that move the tape, and the settings: loop, A–B loop, speed with sleep timer,
 * volume. Previous and next show only in a playlist. Below 780 px the volume slider hangs from its
 * key; below 668 px the parts stand in three rows.
 *
 * @summary Keys of a player.
 * @tag rusty-audio-transport
 * @csspart time - Elapsed and remaining time.
 * @csspart bank - The keys that move the tape.
 * @csspart play - The play key.
 * @csspart tools - The settings: speed, volume, and in a narrow player the loops.
 * @csspart menu - What hangs from a key: speeds, sleep timer, volume.
 */
export class RustyAudioTransport extends LitElement {
  static override readonly styles = [
    controls,
    transportSettingsStyles,
    restingPlaces,
    transportStyles,
  ];

  readonly #player = new EngineController(this, (snapshot) => [
    canSeek(snapshot),
    snapshot.loop,
    snapshot.section,
  ]);

  protected override render() {
    const { engine, settings } = this.#player;
    const strings = stringsFor(settings?.lang ?? '');
    const inList = (settings?.playlist ?? null) !== null;
    const loops = html`${loopKey(this, engine, strings)} ${sectionKey(this, engine, strings)}`;
    return html`<div class="row">
      <div class="lead">
        <rusty-audio-clock exportparts="time"></rusty-audio-clock>
        ${sectionKey(this, engine, strings)}
      </div>
      <div class="deck">
        ${inList ? playlistKey('shuffle') : nothing}
        <rusty-audio-transport-keys exportparts="bank, play"></rusty-audio-transport-keys>
        ${inList ? playlistKey('repeat') : loopKey(this, engine, strings)}
      </div>
      <rusty-audio-transport-settings loops exportparts="tools, menu"
        >${restingSettings(loops, nothing, strings)}</rusty-audio-transport-settings
      >
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-transport': RustyAudioTransport;
  }
}
