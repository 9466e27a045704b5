import { isPresetName } from '../engine/equalizer-presets.ts';
import { MediaHost } from './media-host.ts';
import { playbackState } from './playback-state.ts';
import { keyCommand } from './player-keys.ts';
import { PLAYER_REQUEST, type PlayerRequest } from './requests.ts';
import { SKIP_SECONDS } from './transport-keys.ts';

/** A player without a face, which does what the parts of one and the keys ask for. */
export abstract class RequestHost extends MediaHost {
  constructor() {
    super();
    this.addEventListener(PLAYER_REQUEST, (event) => {
      if (!event.defaultPrevented) this.#act(event.detail);
    });
    this.addEventListener('keydown', (event) => {
      this.#onKeyDown(event);
    });
  }

  #act(wish: PlayerRequest): void {
    switch (wish.type) {
      case 'play':
        // Why it did not play is told by the events, and shown.
        this.play().catch(() => undefined);
        return;
      case 'pause':
        this.pause();
        return;
      case 'retry':
        this.load();
        return;
      case 'seek':
        this.currentTime = wish.seconds;
        return;
      case 'volume':
        this.volume = wish.value;
        if (wish.value > 0) this.muted = false;
        return;
      case 'mute':
        this.muted = wish.muted;
        return;
      case 'loop':
        this.loop = wish.loop;
        return;
      case 'section':
        this.loopSection = wish.section;
        return;
      case 'sleep':
        this.sleepTimer = wish.end;
        return;
      case 'rate':
        this.playbackRate = wish.rate;
        return;
      case 'eq-band':
        this.setEqBand(wish.index, wish.band);
        return;
      case 'eq-preset':
        if (isPresetName(wish.name)) this.eqPreset = wish.name;
        return;
      case 'eq-bypass':
        this.eqBypass = wish.bypass;
        return;
      case 'eq-preamp':
        this.eqPreamp = wish.preamp;
        return;
      case 'eq-setting':
        this.engine.setEqualizer(wish.bands, wish.preamp);
        return;
      case 'eq-compare':
        this.engine.compareEqualizer();
        return;
      case 'captions':
        this.tracks?.showCaptions(wish.track);
        return;
      case 'transcript':
        this.tracks?.showTranscript(wish.shown);
        return;
      case 'visualizer':
        this.visualizer = wish.visualizer;
        return;
      case 'previous':
      case 'next':
      case 'track':
      case 'shuffle':
      case 'repeat':
      case 'show-playlist':
      // For a playlist, which takes the wish over.
    }
  }

  #onKeyDown(event: KeyboardEvent): void {
    const command = keyCommand(event);
    if (!command) return;
    event.preventDefault();
    const { snapshot } = this.engine;
    const playable = ['ready', 'loading', 'waiting'].includes(playbackState(snapshot));
    if (command === 'toggle-mute') this.#act({ type: 'mute', muted: !snapshot.muted });
    else if (command === 'toggle-captions') this.tracks?.toggleCaptions();
    else if (!playable) return;
    else if (command === 'toggle-play') this.#act({ type: snapshot.paused ? 'play' : 'pause' });
    else {
      const step = command === 'back' ? -SKIP_SECONDS : SKIP_SECONDS;
      this.#act({ type: 'seek', seconds: Math.max(0, this.engine.currentTime + step) });
    }
  }
}
