import { html, nothing } from 'lit';
import { controlStringsFor } from './control-strings.ts';
import { controls } from './controls.styles.ts';
import { EngineController } from './engine-controller.ts';
import { FaceElement } from './face-element.ts';
import { loopKey, sectionKey } from './loop-keys.ts';
import { canSeek } from './playback-state.ts';
import { playlistKey } from './playlist-place.ts';
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
export class RustyAudioTransport extends FaceElement {
  static override readonly styles = [controls, transportStyles];

  readonly #player = new EngineController(this, (snapshot) => [
    canSeek(snapshot),
    snapshot.loop,
    snapshot.section,
  ]);

  protected override render() {
    const { engine, settings } = this.#player;
    const strings = controlStringsFor(settings?.lang ?? '');
    const inList = (settings?.playlist ?? null) !== null;
    return html`<div class="row">
      <div class="lead">
        <rusty-audio-clock exportparts="time"></rusty-audio-clock>
        ${sectionKey(this, engine, strings)}
      </div>
      <div class="deck">
        ${inList ? playlistKey('shuffle') : nothing}
        <rusty-audio-transport-keys
          class="keys"
          exportparts="bank, play"
        ></rusty-audio-transport-keys>
        ${inList ? playlistKey('repeat') : loopKey(this, engine, strings)}
      </div>
      <rusty-audio-transport-settings
        class="settings"
        loops
        exportparts="tools, menu"
      ></rusty-audio-transport-settings>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-transport': RustyAudioTransport;
  }
}
