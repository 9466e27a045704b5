import type {
  Backend,
  BackendFailure,
  BackendListener,
  PlaybackSettings,
  Resource,
} from './backend.ts';
import { type EngineState, IDLE_REASON, UNLOADED } from './engine-state.ts';
import { awaitsGesture } from './gesture.ts';
import { explainFailure, SOUNDING, type Sounding, unloadedChoice } from './late-parts.ts';
import type { ModeChoice } from './mode-choice.ts';
import { PlayClock } from './play-clock.ts';
import { newLoad, PlaybackFacts } from './playback-facts.ts';
import { PlayPromises } from './play-promises.ts';
import { NO_USABLE_SOURCE, ResourceSelection, type SourceCandidate } from './resource-selection.ts';
import { RestartLimit } from './restart-limit.ts';
import { Scope } from './scope.ts';
import { isWhole } from './section-loop.ts';
import { MEDIA_ERROR, NETWORK_STATE, READY_STATE, type TimeSpan } from './snapshot.ts';

/** What the owner of a playback provides. */
export interface PlaybackHost {
  readonly state: EngineState;
  /** The settings in force. */
  settings(): PlaybackSettings;
  /** How files are asked for, and whether threads may be used. */
  access(): {
    readonly crossOrigin: Resource['crossOrigin'];
    readonly preload: Resource['preload'];
    readonly workers: 'auto' | number;
  };
  /** Makes a backend of a mode; the owner keeps what outlives it. */
  createBackend(mode: Backend['mode'], listener: BackendListener): Backend;
  /** Wakes the audio output: from within the user's gesture, which no loading outlasts. */
  wake(): void;
  /** Lets it sleep again; a backend that plays wakes it for itself. */
  rest(): void;
}

/**
 * Loads and plays one source list: HTMLMediaElement's resource selection and play state, and the
 * choice among backends: `idle` until the first play, then the best mode that works, stepping down
 * with position and volume kept.
 */
export class Playback {
  #host: PlaybackHost;
  #state: EngineState;
  #scope = new Scope();
  #selection = new ResourceSelection();
  /** Follows when the current source has ended. */
  #next = new ResourceSelection();
  #follows = true;
  #promises: PlayPromises;
  #backend: Backend | null = null;
  /** The current mode was chosen for the current file; the next file starts afresh. */
  #modeBoundToFile = false;
  #opened = false;
  #restarts = new RestartLimit();
  #load = newLoad();
  #clock: PlayClock;
  #stopGestureWatch: () => void = () => undefined;

  constructor(host: PlaybackHost) {
    this.#host = host;
    this.#state = host.state;
    this.#promises = new PlayPromises(host.state.tasks);
    this.#clock = new PlayClock(host.state, () => this.currentTime);
  }

  get currentTime(): number {
    const { now } = this.#state;
    if (now.seeking || now.ended || this.#backend === null) return now.currentTime;
    if (now.readyState === READY_STATE.HAVE_NOTHING) return this.#load.startSeconds;
    const time = this.#backend.currentTime;
    return Number.isFinite(now.duration) ? Math.min(time, now.duration) : time;
  }

  get backend(): Backend | null {
    return this.#backend;
  }

  /** The file that is loaded and how it is asked for; null when there is none. */
  get resource(): Resource | null {
    if (this.#state.now.currentSrc === '') return null;
    return this.#selection.resource(this.#host.access());
  }

  /** What was played since the load, up to this moment. */
  get played(): readonly TimeSpan[] {
    return this.#clock.played;
  }

  setSources(candidates: readonly SourceCandidate[]): void {
    this.#selection.candidates = candidates;
    this.load();
  }

  /** The list has changed: that matters only where all that was in it has failed. */
  amendSources(candidates: readonly SourceCandidate[]): void {
    this.#selection.amend(candidates);
    if (this.#state.now.error?.awaitsSource !== true) return;
    this.#state.set({ error: null, networkState: NETWORK_STATE.LOADING });
    this.#openNext();
  }

  /** Loads what `preload` held back so far, if it allows that now. */
  preloadChanged(): void {
    const { networkState, currentSrc } = this.#state.now;
    const heldBack = networkState === NETWORK_STATE.IDLE && currentSrc !== '' && !this.#opened;
    if (!heldBack || this.#host.access().preload === 'none') return;
    this.#backend ??= this.#create('idle');
    this.#open();
  }

  /** What follows when the current source has ended; empty: nothing. */
  setNext(candidates: readonly SourceCandidate[]): void {
    this.#next = new ResourceSelection();
    this.#next.candidates = candidates;
    if (this.#opened) this.#handOnNext();
  }

  load(): void {
    const { now } = this.#state;
    this.#next = new ResourceSelection();
    this.#state.tasks.cut();
    if (now.networkState !== NETWORK_STATE.EMPTY) this.#unload();
    // A position that was asked for before anything was loaded is where the next file begins.
    const unused = now.readyState === READY_STATE.HAVE_NOTHING ? this.#load.startSeconds : 0;
    const load = { ...newLoad(), startSeconds: unused };
    this.#load = load;
    this.#opened = false;
    this.#state.set({ ...UNLOADED, currentTime: unused, waiting: !now.paused });
    this.#selection.restart();
    this.#backend?.pause();
    if (this.#selection.empty || this.#modeBoundToFile || this.#backend?.mode === 'idle') {
      this.#dropBackend();
      if (now.mode !== 'idle') {
        this.#state.set({ mode: 'idle', modeReason: IDLE_REASON });
        this.#state.announce('modechange');
      }
    }
    if (this.#selection.empty) return;
    this.#state.set({ networkState: NETWORK_STATE.NO_SOURCE });
    queueMicrotask(() => {
      if (load !== this.#load || this.#scope.disposed) return;
      this.#state.set({ networkState: NETWORK_STATE.LOADING });
      this.#state.emit('loadstart');
      this.#openNext();
    });
  }

  /** Ends what is there, in HTML's order of events. */
  #unload(): void {
    const { networkState, paused } = this.#state.now;
    if (networkState === NETWORK_STATE.LOADING || networkState === NETWORK_STATE.IDLE) {
      this.#state.emit('abort');
    }
    this.#state.emit('emptied');
    if (!paused) this.#state.set({ paused: true });
    this.#promises.rejectNow('AbortError', 'The playback was interrupted by a new load.');
    if (this.currentTime > 0) this.#state.emit('timeupdate');
    this.#clock.stop();
  }

  play(): Promise<void> {
    const { now } = this.#state;
    if (now.error?.code === MEDIA_ERROR.SRC_NOT_SUPPORTED && !now.error.awaitsSource) {
      return Promise.reject(new DOMException(now.error.message, 'NotSupportedError'));
    }
    const promise = this.#promises.add();
    if (now.ended) this.seek(0);
    if (now.paused) {
      this.#state.set({ paused: false, ended: false, waiting: true });
      this.#state.emit('play');
      this.#clock.start();
      if (now.readyState <= READY_STATE.HAVE_CURRENT_DATA) this.#state.emit('waiting');
    } else if (!now.waiting) {
      this.#promises.resolve();
    }
    if (now.currentSrc !== '' && now.error === null) this.#engage();
    return promise;
  }

  pause(): void {
    const { now } = this.#state;
    if (now.paused) return;
    this.#backend?.pause();
    this.#clock.stop();
    this.#clock.tick();
    this.#state.set({ paused: true, waiting: false });
    this.#state.emit('timeupdate');
    this.#state.emit('pause');
    this.#promises.reject('AbortError', 'The playback was interrupted by pause().');
  }

  /** @param seconds clamped to the file */
  seek(seconds: number): void {
    const { now } = this.#state;
    if (now.readyState === READY_STATE.HAVE_NOTHING || this.#backend === null) {
      this.#load.startSeconds = Math.max(0, seconds);
      this.#backend?.seek(this.#load.startSeconds);
      this.#state.set({ currentTime: this.#load.startSeconds });
      return;
    }
    this.#clock.tick();
    const end = Number.isFinite(now.duration) ? now.duration : Infinity;
    const target = Math.min(Math.max(0, seconds), end);
    this.#state.set({
      seeking: true,
      ended: false,
      currentTime: target,
      readyState: READY_STATE.HAVE_METADATA,
    });
    this.#state.emit('seeking');
    this.#backend.seek(target);
  }

  /** Hands changed settings to the backend; a mode that can't follow steps down. */
  apply(settings: PlaybackSettings): void {
    this.#backend?.apply(settings);
    if (this.#opened && settings.follows !== this.#follows) this.#handOnNext();
    if (this.#backend?.mode === 'threaded' && settings.playbackRate !== 1)
      this.#switchTo(({ rateChoice }) => rateChoice());
  }

  dispose(): void {
    this.#load = newLoad();
    this.#clock.stop();
    this.#promises.rejectNow('AbortError', 'The player was taken away.');
    this.#dropBackend();
    this.#selection.dispose();
    this.#scope.dispose();
  }

  /** Opens the next candidate in the backend that stands, or in a plain element. */
  #openNext(failure: BackendFailure = NO_USABLE_SOURCE): void {
    const url = this.#selection.next(({ key }) => {
      this.#state.sourceFailed(key);
    });
    if (url === null) {
      void this.#fail(failure);
      return;
    }
    this.#opened = false;
    this.#state.set({ currentSrc: url });
    const { paused } = this.#state.now;
    if (this.#host.access().preload === 'none' && paused) {
      this.#state.set({ networkState: NETWORK_STATE.IDLE });
      this.#state.emit('suspend');
      return;
    }
    if (!paused) {
      this.#engage();
      return;
    }
    this.#backend ??= this.#create('idle');
    this.#open();
  }

  #open(): void {
    this.#opened = true;
    this.#state.set({ networkState: NETWORK_STATE.LOADING });
    this.#backend?.open(this.#selection.resource(this.#host.access()), this.#load.startSeconds);
    if (!this.#next.empty) this.#handOnNext();
  }

  #handOnNext(): void {
    this.#follows = this.#host.settings().follows;
    this.#backend?.setNext(this.#follows ? this.#next.resources(this.#host.access()) : []);
  }

  /** The backend has gone on with what followed. */
  #joined(url: string): void {
    this.#selection.dispose();
    this.#selection = this.#next;
    this.#selection.selectUrl(url);
    this.#next = new ResourceSelection();
    this.#load.startSeconds = 0;
  }

  /** Sees to it that a backend plays: the one that stands, or one of the best mode. */
  #engage(): void {
    if (this.#backend === null || this.#backend.mode === 'idle') {
      const sounding = SOUNDING.now;
      if (sounding === null) {
        void this.#engageWhenLoaded();
        return;
      }
      this.#switch(this.#bestMode(sounding));
      if (this.#host.settings().muted && awaitsGesture()) this.#upgradeOnGesture();
      return;
    }
    if (!this.#opened) this.#open();
    this.#backend.play();
  }

  /** The first play of the page waits for what makes the sound; a later command may overtake it. */
  async #engageWhenLoaded(): Promise<void> {
    const load = this.#load;
    const inElement = this.#host.settings().muted && awaitsGesture();
    if (!inElement && !this.#selection.samplesDenied) this.#host.wake();
    const failure = await SOUNDING.load().then(
      () => null,
      (error: unknown) => unloadedChoice(error),
    );
    if (this.#backend !== null && this.#backend.mode !== 'idle') return;
    this.#host.rest();
    if (load !== this.#load || this.#scope.disposed || this.#state.now.paused) return;
    if (failure === null) this.#engage();
    else this.#switch(failure);
  }

  /** Muted autoplay runs in a plain element; with the first gesture the real mode takes over. */
  #upgradeOnGesture(): void {
    const scope = this.#scope.child();
    this.#stopGestureWatch = () => {
      scope.dispose();
    };
    const upgrade = (): void => {
      scope.dispose();
      if (this.#state.now.currentSrc === '' || this.#backend?.mode !== 'native') return;
      this.#switchTo((sounding) => this.#bestMode(sounding));
    };
    for (const type of ['pointerup', 'keydown']) scope.listen(document, type, upgrade);
  }

  #bestMode({ chooseMode }: Sounding): ModeChoice {
    const { playbackRate, muted } = this.#host.settings();
    const { workers } = this.#host.access();
    const { samplesDenied } = this.#selection;
    return chooseMode({ workers, samplesDenied, playbackRate, muted });
  }

  /** Another mode than the one that plays: all are loaded by then, unless that itself failed. */
  #switchTo(choose: (sounding: Sounding) => ModeChoice): void {
    if (SOUNDING.now !== null) this.#switch(choose(SOUNDING.now));
  }

  #switch(choice: ModeChoice): void {
    this.#state.set({ mode: choice.mode, modeReason: choice.reason });
    this.#state.announce('modechange');
    this.#reopen(choice.mode);
    this.#modeBoundToFile = choice.becauseOfFile;
  }

  /** Goes on in a fresh backend, at the same position, playing or paused as before. */
  #reopen(mode: Backend['mode']): void {
    const position = this.currentTime;
    const { now } = this.#state;
    const boundToFile = this.#modeBoundToFile;
    this.#dropBackend();
    this.#modeBoundToFile = boundToFile;
    this.#load.startSeconds = position;
    this.#load.seekEndsWithData = now.seeking;
    this.#backend = this.#create(mode);
    if (now.currentSrc === '') return;
    this.#open();
    if (!now.paused) {
      this.#state.set({ waiting: true });
      this.#backend.play();
    }
  }

  #create(mode: Backend['mode']): Backend {
    const guard: { backend: Backend | null } = { backend: null };
    const facts = new PlaybackFacts({
      state: this.#state,
      clock: this.#clock,
      promises: this.#promises,
      backend: () => (guard.backend === this.#backend ? guard.backend : null),
      load: () => this.#load,
      loopStart: () => {
        const { section } = this.#state.now;
        if (isWhole(section)) return section.startSeconds;
        return this.#host.settings().loop ? 0 : null;
      },
      seek: (seconds) => {
        this.seek(seconds);
      },
      failed: (failure) => {
        this.#gotFailure(failure);
      },
      joined: (url) => {
        this.#joined(url);
      },
    });
    const backend = this.#host.createBackend(mode, facts);
    guard.backend = backend;
    backend.apply(this.#host.settings());
    return backend;
  }

  #dropBackend(): void {
    const backend = this.#backend;
    this.#backend = null;
    this.#modeBoundToFile = false;
    this.#stopGestureWatch();
    backend?.dispose();
  }

  #gotFailure(failure: BackendFailure): void {
    const mode = this.#backend?.mode ?? 'idle';
    if (failure.kind === 'autoplay') {
      this.#promises.reject('NotAllowedError', failure.message);
      this.pause();
      this.#state.announce('autoplayblocked');
      return;
    }
    if (failure.kind === 'crash' && this.#restarts.allowsOneMore()) {
      this.#reopen(mode);
      return;
    }
    const lower = SOUNDING.now?.stepDown(mode, failure.message) ?? null;
    if ((failure.kind === 'mode' || failure.kind === 'crash') && lower !== null) {
      this.#switch(lower);
    } else if (failure.kind === 'denied' && mode === 'threaded') {
      // Perhaps only fetch is denied to the page, and a media element may still read the samples.
      this.#switch({ mode: 'fallback', becauseOfFile: true, reason: failure.message });
    } else if (
      failure.kind === 'denied' &&
      this.#selection.giveUpCors(this.#host.access().crossOrigin)
    ) {
      if (mode === 'idle') this.#open();
      else this.#switch(SOUNDING.now?.deniedChoice() ?? unloadedChoice(failure.message));
    } else if (this.#state.now.readyState === READY_STATE.HAVE_NOTHING) {
      this.#state.sourceFailed(this.#selection.candidate.key);
      this.#openNext(failure);
    } else {
      void this.#fail(failure);
    }
  }

  async #fail({ code, message }: BackendFailure): Promise<void> {
    const load = this.#load;
    const { now } = this.#state;
    const { currentSrc } = now;
    const explained = currentSrc === '' ? null : await explainFailure(currentSrc);
    if (load !== this.#load) return;
    const unloaded = now.readyState === READY_STATE.HAVE_NOTHING;
    const awaitsSource = unloaded && this.#selection.open;
    const error = Object.freeze({ code, message: explained ?? message, awaitsSource });
    this.#clock.stop();
    this.#dropBackend();
    this.#state.set({
      error,
      waiting: false,
      seeking: false,
      networkState: unloaded ? NETWORK_STATE.NO_SOURCE : NETWORK_STATE.IDLE,
    });
    if (awaitsSource) return;
    this.#state.emit('error');
    this.#promises.reject('NotSupportedError', error.message);
  }
}
