import type { Backend, BackendFailure, BackendListener } from './backend.ts';
import { type EngineState, UNLOADED } from './engine-state.ts';
import { SKIP_WATCH } from './late-parts.ts';
import type { PlayClock } from './play-clock.ts';
import type { PlayPromises } from './play-promises.ts';
import { NETWORK_STATE, READY_STATE, type ReadyState } from './snapshot.ts';

/** What is remembered for one load, whichever backends serve it. */
export interface LoadRecord {
  /** `loadeddata` was fired. */
  dataAnnounced: boolean;
  /** A seek was taken along into another mode: it is done when there is data. */
  seekEndsWithData: boolean;
  /** Seconds at which the backend was opened last. */
  startSeconds: number;
}

export const newLoad = (): LoadRecord => ({
  dataAnnounced: false,
  seekEndsWithData: false,
  startSeconds: 0,
});

/** What the facts are about and who decides when one calls for more than a new state. */
export interface FactsContext {
  readonly state: EngineState;
  readonly clock: PlayClock;
  readonly promises: PlayPromises;
  /** The backend that reports, or null as soon as another has taken its place. */
  backend(): Backend | null;
  load(): LoadRecord;
  /** Where playing goes on after the end, seconds; null: it ends. */
  loopStart(): number | null;
  seek(seconds: number): void;
  interrupted(): void;
  interruptionOver(): void;
  failed(failure: BackendFailure): void;
  /** The track that followed has taken the place of the one that was loaded. */
  joined(url: string): void;
}

/**
 * Turns the reports of one backend into the states and events of HTMLMediaElement, in its order. A
 * backend that was replaced may still have reports on the way: they are nobody's and are dropped.
 */
export class PlaybackFacts implements BackendListener {
  readonly #context: FactsContext;
  readonly #state: EngineState;
  #flowed = false;
  /** There is sound, but not yet the state in which HTML has it told. */
  #flowsEarly = false;
  /** The load that is on its way to its place in a stream whose end is not known. */
  #skipping: LoadRecord | null = null;

  constructor(context: FactsContext) {
    this.#context = context;
    this.#state = context.state;
  }

  metadata(duration: number): void {
    if (this.#stale) return;
    if (duration === Infinity && this.#context.load().startSeconds > 0) void this.#watchSkip();
    const { now } = this.#state;
    const first = now.readyState === READY_STATE.HAVE_NOTHING;
    if (!first && Object.is(now.duration, duration)) return;
    this.#state.set({ duration });
    this.#takeRanges();
    this.#state.emit('durationchange');
    if (!first) return;
    const load = this.#context.load();
    load.startSeconds = Math.min(load.startSeconds, duration);
    this.#state.set({
      readyState: READY_STATE.HAVE_METADATA,
      currentTime: load.startSeconds,
    });
    this.#state.emit('loadedmetadata');
    if (load.startSeconds === 0) return;
    // The backend stands there already; for HTML it is a seek.
    load.seekEndsWithData = true;
    this.#state.set({ seeking: true });
    this.#state.emit('seeking');
  }

  durationChange(duration: number): void {
    this.metadata(duration);
  }

  readyState(readyState: ReadyState): void {
    if (this.#stale) return;
    this.#skipping = null;
    const { readyState: before } = this.#state.now;
    const load = this.#context.load();
    // A backend may be ready before it knows the length, and a fresh one starts from nothing where
    // the last one stood; the states come in order all the same, and fall by `waiting` alone.
    if (before === READY_STATE.HAVE_NOTHING || readyState <= before) return;
    this.#state.set({ readyState });
    if (load.seekEndsWithData && readyState >= READY_STATE.HAVE_CURRENT_DATA) this.seeked();
    const reached = (state: ReadyState): boolean => before < state && readyState >= state;
    if (reached(READY_STATE.HAVE_CURRENT_DATA) && !load.dataAnnounced) {
      load.dataAnnounced = true;
      this.#state.emit('loadeddata');
    }
    if (reached(READY_STATE.HAVE_FUTURE_DATA)) {
      this.#state.emit('canplay');
      if (this.#flowsEarly) this.flowing();
    }
    if (reached(READY_STATE.HAVE_ENOUGH_DATA)) this.#state.emit('canplaythrough');
  }

  flowing(): void {
    const { paused, readyState } = this.#state.now;
    if (this.#stale || paused) return;
    this.#skipping = null;
    this.#flowed = true;
    this.#flowsEarly = readyState < READY_STATE.HAVE_FUTURE_DATA;
    if (this.#flowsEarly) return;
    this.#state.set({ waiting: false, ended: false });
    this.#state.emit('playing');
    this.#context.promises.resolve();
  }

  waiting(): void {
    if (this.#stale) return;
    const { readyState, paused } = this.#state.now;
    // Before its first sound a fresh backend only catches up with what was ready already.
    const ready = this.#flowed ? READY_STATE.HAVE_CURRENT_DATA : READY_STATE.HAVE_ENOUGH_DATA;
    this.#state.set({ readyState: Math.min(readyState, ready) as ReadyState, waiting: !paused });
    if (!paused) this.#state.emit('waiting');
  }

  seeked(): void {
    if (this.#stale) return;
    this.#context.load().seekEndsWithData = false;
    const { seeking, paused, currentTime, duration } = this.#state.now;
    if (!seeking) return;
    // While it plays, the backend tells of the end.
    const ended = paused && currentTime >= duration && this.#context.loopStart() === null;
    this.#state.set({ seeking: false, ended });
    this.#context.clock.jump(this.#state.now.currentTime);
    this.#state.emit('timeupdate');
    this.#state.emit('seeked');
  }

  looped(): void {
    if (this.#stale) return;
    this.#context.clock.tickAtEnd();
    this.#context.clock.jump(0);
    for (const type of ['seeking', 'timeupdate', 'seeked']) this.#state.emit(type);
  }

  ended(): void {
    if (this.#stale) return;
    const { paused } = this.#state.now;
    // A looped section reaches to the end, or `loop` was switched on after the end had been decoded.
    const loopStart = this.#context.loopStart();
    if (loopStart !== null && !paused) {
      this.#context.seek(loopStart);
      return;
    }
    const { clock, promises } = this.#context;
    clock.tickAtEnd();
    clock.stop();
    this.#state.set({ ended: true });
    this.#state.emit('timeupdate');
    if (!paused) {
      this.#context.backend()?.pause();
      this.#state.set({ paused: true, waiting: false });
      this.#state.emit('pause');
      promises.reject('AbortError', 'The playback ended.');
    }
    this.#state.emit('ended');
  }

  trackChanged(url: string, durationSeconds: number): void {
    if (this.#stale) return;
    this.#context.joined(url);
    const { played, section, overview, loudness, tags } = UNLOADED;
    const afresh = { played, section, overview, loudness, tags };
    this.#state.set({ ...afresh, currentSrc: url, duration: durationSeconds });
    this.#takeRanges();
    this.#context.clock.jump(0);
    for (const type of ['trackchange', 'durationchange', 'timeupdate']) this.#state.emit(type);
  }

  progress(): void {
    if (this.#stale) return;
    this.#takeRanges();
    this.#state.set({ networkState: NETWORK_STATE.LOADING });
    this.#state.emit('progress');
  }

  suspend(): void {
    if (this.#stale || this.#state.now.networkState === NETWORK_STATE.IDLE) return;
    this.#state.set({ networkState: NETWORK_STATE.IDLE });
    this.#state.emit('suspend');
  }

  stalled(): void {
    if (!this.#stale) this.#state.emit('stalled');
  }

  interrupted(): void {
    if (!this.#stale) this.#context.interrupted();
  }

  interruptionOver(): void {
    if (!this.#stale) this.#context.interruptionOver();
  }

  failed(failure: BackendFailure): void {
    if (!this.#stale) this.#context.failed(failure);
  }

  get #stale(): boolean {
    return this.#context.backend() === null;
  }

  /** A live stream can't be skipped, which would be silence of that length: it begins anew then. */
  async #watchSkip(): Promise<void> {
    const load = this.#context.load();
    this.#skipping = load;
    const part = await SKIP_WATCH.load().catch(() => null);
    part?.watchSkip(
      this.#context,
      () => !this.#stale && this.#skipping === load && this.#context.load() === load,
    );
  }

  #takeRanges(): void {
    const backend = this.#context.backend();
    if (backend !== null) {
      this.#state.set({ buffered: backend.buffered, seekable: backend.seekable });
    }
  }
}
