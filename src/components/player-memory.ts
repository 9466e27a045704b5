import { READY_STATE, type AudioEngine } from '../engine/audio-engine.ts';
import { keep, recall, type PlayerMemory } from './memory-store.ts';
import { readTimeFragment } from './time-fragment.ts';
import { pageLink } from './time-links.ts';

/** While it plays, the position is kept so often, ms. */
const KEEP_MS = 2000;
/** So near to its start or its end a track begins at its start again, seconds. */
const EDGE_SECONDS = 10;
/** Of a short track it is this share. */
const EDGE_SHARE = 0.1;

const memories = new WeakMap<AudioEngine, RememberedPlayer>();

/**
 * Takes over what is kept under `key`, volume, equalizer and position, and keeps them from now on.
 *
 * @param key empty: nothing is kept any more; what was stays in the browser
 */
export function remember(player: HTMLElement, engine: AudioEngine, key: string): void {
  memories.get(engine)?.end();
  if (key !== '') memories.set(engine, new RememberedPlayer(player, engine, key));
}

class RememberedPlayer {
  readonly #player: WeakRef<HTMLElement>;
  readonly #engine: AudioEngine;
  readonly #key: string;
  readonly #listening = new AbortController();
  #memory: PlayerMemory;
  /** The position is still to be taken over: its track is not loaded yet. */
  #resumes: boolean;
  #keptAt = 0;

  constructor(player: HTMLElement, engine: AudioEngine, key: string) {
    this.#player = new WeakRef(player);
    this.#engine = engine;
    this.#key = key;
    this.#memory = recall(key);
    this.#resumes = this.#memory.seconds !== undefined;
    this.#restoreSettings();
    this.#resume();
    const { signal } = this.#listening;
    const on = (types: readonly string[], act: () => void): void => {
      for (const type of types) engine.addEventListener(type, act, { signal });
    };
    on(['loadedmetadata'], () => {
      this.#resume();
    });
    on(['volumechange', 'eqchange'], () => {
      this.#keep(this.#settings);
    });
    on(['timeupdate'], () => {
      if (performance.now() - this.#keptAt > KEEP_MS) this.#keepPosition();
    });
    on(['pause', 'seeked', 'trackchange', 'ended'], () => {
      this.#keepPosition();
    });
  }

  end(): void {
    this.#listening.abort();
    memories.delete(this.#engine);
  }

  get #settings(): PlayerMemory {
    const { volume, eqBands, eqPreamp, eqBypass } = this.#engine.snapshot;
    return { volume, bands: eqBands, preamp: eqPreamp, bypass: eqBypass };
  }

  /** What a page or a hand has spoiled is left out. */
  #restoreSettings(): void {
    const { volume, bands, preamp, bypass } = this.#memory;
    const engine = this.#engine;
    const attempt = (act: () => void): void => {
      try {
        act();
      } catch {
        // The setting in force stays.
      }
    };
    if (volume !== undefined) attempt(() => engine.setVolume(volume));
    // A link to a setting goes before what was kept.
    if (/[#&]eq=/.test(window.location.hash)) return;
    if (bands) attempt(() => engine.setEqualizer(bands, preamp ?? 0));
    if (bypass !== undefined) engine.setEqBypass(bypass);
  }

  /** A time in an address goes before the one that was kept. */
  #resume(): void {
    const { seconds = 0, track } = this.#memory;
    const { currentSrc, duration, readyState } = this.#engine.snapshot;
    if (!this.#resumes || readyState < READY_STATE.HAVE_METADATA) return;
    this.#resumes = false;
    const player = this.#player.deref();
    const linked = (player && pageLink(player).time) ?? readTimeFragment(new URL(currentSrc).hash);
    const untouched = this.#engine.currentTime < 1;
    if (linked === null && untouched && track === currentSrc && inside(seconds, duration)) {
      this.#engine.seek(seconds);
    }
  }

  #keepPosition(): void {
    const { currentSrc, readyState, duration, mode, paused } = this.#engine.snapshot;
    if (readyState < READY_STATE.HAVE_METADATA || (mode === 'idle' && paused)) return;
    // The address of a file from the disk ends with the page.
    if (!/^https?:/.test(currentSrc)) return;
    this.#keptAt = performance.now();
    const { currentTime } = this.#engine;
    this.#keep({ track: currentSrc, seconds: inside(currentTime, duration) ? currentTime : 0 });
  }

  #keep(news: PlayerMemory): void {
    this.#memory = { ...this.#memory, ...news };
    keep(this.#key, this.#memory);
  }
}

/** Far enough from both ends to be worth going on from there. A live stream has no such place. */
function inside(seconds: number, duration: number): boolean {
  const edge = Math.min(EDGE_SECONDS, duration * EDGE_SHARE);
  return Number.isFinite(duration) && seconds > edge && seconds < duration - edge;
}
