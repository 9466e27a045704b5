import { IDLE_REASON } from './mode-choice.ts';
import { type EngineSnapshot, NETWORK_STATE, READY_STATE } from './snapshot.ts';

export type MutableState = { -readonly [Key in keyof EngineSnapshot]: EngineSnapshot[Key] };

/** State that a new `load()` brings back. */
export const UNLOADED = {
  currentSrc: '',
  networkState: NETWORK_STATE.EMPTY,
  readyState: READY_STATE.HAVE_NOTHING,
  ended: false,
  seeking: false,
  waiting: false,
  currentTime: 0,
  duration: NaN,
  buffered: [],
  seekable: [],
  played: [],
  section: null,
  error: null,
  overview: null,
  loudness: null,
  tags: { title: '', artist: '', album: '', artworkUrl: '' },
} as const satisfies Partial<EngineSnapshot>;

/**
 * The engine's state and the two ways it is told: frozen snapshots to subscribers, once a microtask
 * however much changed, and events in the order they were queued, after the code that caused them.
 */
export class EngineState {
  #target: EventTarget;
  #state: MutableState;
  #snapshot: EngineSnapshot | null = null;
  #subscribers = new Set<() => void>();
  #notifying = false;

  constructor(
    target: EventTarget,
    initial: Omit<EngineSnapshot, keyof typeof UNLOADED | 'mode' | 'modeReason' | 'paused'>,
  ) {
    this.#target = target;
    this.#state = { ...UNLOADED, mode: 'idle', modeReason: IDLE_REASON, paused: true, ...initial };
  }

  /** The current values, for reading; change them by `set`. */
  get now(): Readonly<EngineSnapshot> {
    return this.#state;
  }

  get snapshot(): EngineSnapshot {
    this.#snapshot ??= Object.freeze({ ...this.#state });
    return this.#snapshot;
  }

  set(change: Partial<EngineSnapshot>): void {
    Object.assign(this.#state, change);
    this.#snapshot = null;
    if (this.#notifying) return;
    this.#notifying = true;
    queueMicrotask(() => {
      this.#notifying = false;
      for (const subscriber of [...this.#subscribers]) subscriber();
    });
  }

  subscribe(subscriber: () => void): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  /** Queues an event at the engine. */
  emit(type: string): void {
    queueMicrotask(() => {
      this.#target.dispatchEvent(new Event(type));
    });
  }
}
