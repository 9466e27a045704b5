import { MediaTasks } from './media-tasks.ts';
import { type EngineSnapshot, NETWORK_STATE, NO_TAGS, READY_STATE } from './snapshot.ts';

export const IDLE_REASON = 'It was not played yet; the mode is chosen when it is.';

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
  tags: NO_TAGS,
} as const satisfies Partial<EngineSnapshot>;

/** A source of the list can't be used. Told by the engine alone, never by an element. */
export class SourceFailedEvent extends Event {
  /** The candidate's. */
  readonly key: object;

  constructor(key: object) {
    super('sourcefailed');
    this.key = key;
  }
}

/**
 * The engine's state and the two ways it is told: frozen snapshots to subscribers, once a microtask
 * however much changed, and events in the order they were queued, each in a task of its own.
 */
export class EngineState {
  /** The events still to come; whoever has to take a turn among them queues it here. */
  readonly tasks = new MediaTasks();
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

  /** Queues an event of HTMLMediaElement's; a load before its turn takes it back. */
  emit(type: string): void {
    this.tasks.queue('event', () => {
      this.#target.dispatchEvent(new Event(type));
    });
  }

  /** Queues the news that a source of the list can't be used; `key` is the candidate's. */
  sourceFailed(key: object | null): void {
    if (key === null) return;
    this.tasks.queue('event', () => {
      this.#target.dispatchEvent(new SourceFailedEvent(key));
    });
  }

  /** Queues an event that tells of more than the loaded file. */
  announce(type: 'modechange' | 'eqchange' | 'autoplayblocked'): void {
    this.tasks.queue('announcement', () => {
      this.#target.dispatchEvent(new Event(type));
    });
  }
}
