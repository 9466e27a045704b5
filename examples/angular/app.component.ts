import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { RustyAudioPlayer } from 'rusty-audio-player';
import { GENTLE, SECTION, WARM } from '../equalizer-settings';

@Component({
  selector: 'app-root',
  // Angular does not know the elements of others.
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <h1>Angular</h1>
      <rusty-audio-player
        #player
        src="/demo/music/kite-weather-excerpt.wav"
        layout="compact"
        track-title="Kite Weather"
        [exclusive]="false"
        [muted]="muted()"
        [eqBands]="bands()"
        [loopSection]="section"
        (timeupdate)="seconds.set(player.currentTime)"
        (modechange)="mode.set(player.mode)"
        (eqchange)="gains.set(player.eq.join(' '))"
      ></rusty-audio-player>
      <p>
        <button (click)="play(player)">Play</button>&ngsp;
        <button (click)="muted.set(!muted())">{{ muted() ? 'Unmute' : 'Mute' }}</button>&ngsp;
        <button (click)="bands.set(warm)">Warm</button>
      </p>
      <p>
        <output id="time">{{ seconds().toFixed(1) }}</output> s,
        <output id="mode">{{ mode() }}</output>, equalizer <output id="gains">{{ gains() }}</output>
      </p>
    </main>
  `,
})
export class AppComponent {
  readonly muted = signal(false);
  readonly bands = signal(GENTLE);
  readonly seconds = signal(0);
  readonly mode = signal('idle');
  readonly gains = signal('');
  readonly section = SECTION;
  readonly warm = WARM;

  play(player: RustyAudioPlayer): void {
    void player.play();
  }
}
