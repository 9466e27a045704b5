import type { AudioEngine } from '../engine/audio-engine.ts';
import { isPresetName } from '../engine/equalizer-presets.ts';
import type { MediaHost } from './media-host.ts';
import { playbackState } from './playback-state.ts';
import { keyCommand, SKIP_SECONDS } from './player-keys.ts';
import { PLAYER_REQUEST, type PlayerRequest } from './requests.ts';
import type { TextTracks } from './text-tracks.ts';

/** Who can do what is asked for. */
interface Fulfiller {
  readonly player: MediaHost;
  readonly engine: AudioEngine;
  /** Undefined as long as there was no track. */
  readonly tracks: () => TextTracks | undefined;
}

/** Has a player do what the parts of its face, the system and the keys ask for, from now on. */
export function fulfilRequests(host: Fulfiller): void {
  host.player.addEventListener(PLAYER_REQUEST, (event) => {
    if (!event.defaultPrevented) fulfil(host, event.detail);
  });
  host.player.addEventListener('keydown', (event) => {
    fulfilKey(host, event);
  });
}

function fulfil({ player, engine, tracks }: Fulfiller, wish: PlayerRequest): void {
  switch (wish.type) {
    case 'play':
      // Why it did not play is told by the events, and shown.
      player.play().catch(() => undefined);
      return;
    case 'pause':
      player.pause();
      return;
    case 'retry':
      player.load();
      return;
    case 'seek':
      player.currentTime = wish.seconds;
      return;
    case 'volume':
      player.volume = wish.value;
      if (wish.value > 0) player.muted = false;
      return;
    case 'mute':
      player.muted = wish.muted;
      return;
    case 'loop':
      player.loop = wish.loop;
      return;
    case 'section':
      player.loopSection = wish.section;
      return;
    case 'sleep':
      player.sleepTimer = wish.end;
      return;
    case 'rate':
      player.playbackRate = wish.rate;
      return;
    case 'eq-band':
      player.setEqBand(wish.index, wish.band);
      return;
    case 'eq-preset':
      if (isPresetName(wish.name)) player.eqPreset = wish.name;
      return;
    case 'eq-bypass':
      player.eqBypass = wish.bypass;
      return;
    case 'eq-preamp':
      player.eqPreamp = wish.preamp;
      return;
    case 'eq-setting':
      engine.setEqualizer(wish.bands, wish.preamp);
      return;
    case 'eq-compare':
      engine.compareEqualizer();
      return;
    case 'captions':
      tracks()?.showCaptions(wish.track);
      return;
    case 'transcript':
      tracks()?.showTranscript(wish.shown);
      return;
    case 'visualizer':
      player.visualizer = wish.visualizer;
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

function fulfilKey(host: Fulfiller, event: KeyboardEvent): void {
  const command = keyCommand(event);
  if (!command) return;
  event.preventDefault();
  const { engine, tracks } = host;
  const { snapshot } = engine;
  const playable = ['ready', 'loading', 'waiting'].includes(playbackState(snapshot));
  if (command === 'toggle-mute') fulfil(host, { type: 'mute', muted: !snapshot.muted });
  else if (command === 'toggle-captions') tracks()?.toggleCaptions();
  else if (!playable) return;
  else if (command === 'toggle-play') fulfil(host, { type: snapshot.paused ? 'play' : 'pause' });
  else if (snapshot.duration !== Infinity) {
    const step = command === 'back' ? -SKIP_SECONDS : SKIP_SECONDS;
    fulfil(host, { type: 'seek', seconds: Math.max(0, engine.currentTime + step) });
  }
}
