import { READY_STATE, type AudioEngine } from '../engine/audio-engine.ts';
import { canSeek } from './playback-state.ts';
import type { ViewSettings } from './player-context.ts';
import { request } from './requests.ts';

/** Where the system asks for a skip and names no length, seconds. */
const SKIP_SECONDS = 10;

/** A player that the system's media controls can show and move. */
export interface SessionPlayer {
  /** Takes the wishes. */
  readonly player: HTMLElement;
  readonly engine: AudioEngine;
  readonly settings: () => ViewSettings;
}

/** A page has one media session: it belongs to the player that was started last. */
let owner: MediaSessionLink | null = null;

/**
 * To be called whenever a player has begun to sound; one that has left since then gets nothing.
 * Browsers without a media session change nothing.
 */
export function claimMediaSession(claimant: SessionPlayer): void {
  if (!('mediaSession' in navigator) || owner?.player === claimant.player) return;
  if (hasLeft(claimant)) return;
  owner?.release();
  owner = new MediaSessionLink(claimant);
}

function hasLeft({ player, engine }: Pick<SessionPlayer, 'player' | 'engine'>): boolean {
  return engine.snapshot.paused && !player.isConnected;
}

/**
 * Keeps the system's media controls in step with one player, and does what they ask, until another
 * player sounds or this one has left the document.
 */
class MediaSessionLink {
  readonly player: HTMLElement;
  readonly #engine: AudioEngine;
  readonly #settings: SessionPlayer['settings'];
  readonly #session = navigator.mediaSession;
  readonly #listening = new AbortController();
  readonly #unsubscribe: () => void;
  /** What the controls show, so that they are told only of changes. */
  #shown = '';
  #offered = '';

  constructor({ player, engine, settings }: SessionPlayer) {
    this.player = player;
    this.#engine = engine;
    this.#settings = settings;
    const { signal } = this.#listening;
    const jumps = ['playing', 'pause', 'seeked', 'ratechange', 'durationchange', 'trackchange'];
    for (const type of jumps) {
      engine.addEventListener(
        type,
        () => {
          this.#showPosition();
        },
        { signal },
      );
    }
    this.#unsubscribe = engine.subscribe(() => {
      this.#follow();
    });
    this.#follow();
    this.#showPosition();
  }

  release(): void {
    this.#listening.abort();
    this.#unsubscribe();
    this.#handle({});
    this.#session.metadata = null;
    this.#session.playbackState = 'none';
    this.#session.setPositionState();
    if (owner === this) owner = null;
  }

  #follow(): void {
    if (hasLeft({ player: this.player, engine: this.#engine })) {
      this.release();
      return;
    }
    const { paused } = this.#engine.snapshot;
    this.#session.playbackState = paused ? 'paused' : 'playing';
    this.#showTrack();
    this.#offer();
  }

  #showTrack(): void {
    const { title, artist, album, artwork } = this.#settings();
    const shown = JSON.stringify([title, artist, album, artwork]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const picture = URL.canParse(artwork, document.baseURI)
      ? [{ src: new URL(artwork, document.baseURI).href }]
      : [];
    this.#session.metadata = new MediaMetadata({
      title,
      artist,
      album,
      artwork: artwork === '' ? [] : picture,
    });
  }

  #showPosition(): void {
    const { readyState, duration, playbackRate } = this.#engine.snapshot;
    if (readyState < READY_STATE.HAVE_METADATA || !(duration > 0)) {
      this.#session.setPositionState();
      return;
    }
    const position = Math.min(this.#engine.currentTime, duration);
    this.#session.setPositionState({ duration, playbackRate, position });
  }

  /** Which buttons the controls have depends on the track and its place in the list. */
  #offer(): void {
    const { playlist } = this.#settings();
    const seeks = canSeek(this.#engine.snapshot);
    const previous = playlist?.hasPrevious === true;
    const next = playlist?.hasNext === true;
    const offered = JSON.stringify([seeks, previous, next]);
    if (offered === this.#offered) return;
    this.#offered = offered;
    const ask = (type: 'play' | 'pause' | 'previous' | 'next') => () =>
      request(this.player, { type });
    this.#handle({
      play: ask('play'),
      pause: ask('pause'),
      ...(previous ? { previoustrack: ask('previous') } : {}),
      ...(next ? { nexttrack: ask('next') } : {}),
      ...(seeks
        ? {
            seekbackward: ({ seekOffset }) => this.#skip(-(seekOffset ?? SKIP_SECONDS)),
            seekforward: ({ seekOffset }) => this.#skip(seekOffset ?? SKIP_SECONDS),
            seekto: ({ seekTime }) => this.#seek(seekTime ?? 0),
          }
        : {}),
    });
  }

  /** Actions that are not among these are taken away. */
  #handle(handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>>): void {
    for (const action of ACTIONS) {
      try {
        this.#session.setActionHandler(action, handlers[action] ?? null);
      } catch {
        // A browser that does not know an action has no button for it either.
      }
    }
  }

  #skip(seconds: number): void {
    this.#seek(this.#engine.currentTime + seconds);
  }

  #seek(seconds: number): void {
    const { duration } = this.#engine.snapshot;
    request(this.player, { type: 'seek', seconds: Math.min(Math.max(0, seconds), duration) });
  }
}

const ACTIONS = [
  'play',
  'pause',
  'seekbackward',
  'seekforward',
  'seekto',
  'previoustrack',
  'nexttrack',
] as const satisfies readonly MediaSessionAction[];
