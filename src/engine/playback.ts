import type {
  Backend,
  BackendFailure,
  BackendListener,
  PlaybackSettings,
  Resource,
} from './backend.ts';
import { explainBlockedMedia } from './blocked-media.ts';
import { type EngineState, UNLOADED } from './engine-state.ts';
import {
  awaitsGesture,
  chooseMode,
  deniedChoice,
  IDLE_REASON,
  type ModeChoice,
  rateChoice,
  stepDown,
} from './mode-choice.ts';
import { PlayClock } from './play-clock.ts';
import { type LoadRecord, PlaybackFacts } from './playback-facts.ts';
import { PlayPromises } from './play-promises.ts';
import { ResourceSelection, type SourceCandidate } from './resource-selection.ts';
import { Scope } from './scope.ts';
import { isWhole } from './section-loop.ts';
import { MEDIA_ERROR, NETWORK_STATE, READY_STATE } from './snapshot.ts';

/** Threads may be lost and replaced this often within this time before the mode is given up. */
const MAX_RESTARTS = 3;
const RESTART_WINDOW_MS = 30_000;

const newLoad = (): LoadRecord => ({
  dataAnnounced: false,
  seekEndsWithData: false,
  startSeconds: 0,
});

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
  #promises = new PlayPromises();
  #backend: Backend | null = null;
  /** The current mode was chosen for the current file; the next file starts afresh. */
  #modeBoundToFile = false;
  #opened = false;
  #restarts: readonly number[] = [];
  #load = newLoad();
  #clock: PlayClock;
  #stopGestureWatch: () => void = () => undefined;

  constructor(host: PlaybackHost) {
    this.#host = host;
    this.#state = host.state;
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

  setSources(candidates: readonly SourceCandidate[]): void {
    this.#selection.candidates = candidates;
    this.load();
  }

  load(): void {
    const { now } = this.#state;
    if (now.networkState === NETWORK_STATE.LOADING || now.networkState === NETWORK_STATE.IDLE) {
      this.#state.emit('abort');
    }
    if (now.networkState !== NETWORK_STATE.EMPTY) this.#state.emit('emptied');
    if (!now.paused) this.#state.set({ paused: true });
    this.#promises.reject('AbortError', 'The playback was interrupted by a new load.');
    this.#clock.stop();
    const load = newLoad();
    this.#load = load;
    this.#opened = false;
    this.#state.set(UNLOADED);
    this.#selection.restart();
    this.#backend?.pause();
    if (this.#selection.empty || this.#modeBoundToFile || this.#backend?.mode === 'idle') {
      this.#dropBackend();
      if (now.mode !== 'idle') {
        this.#state.set({ mode: 'idle', modeReason: IDLE_REASON });
        this.#state.emit('modechange');
      }
    }
    if (this.#selection.empty) return;
    this.#state.set({ networkState: NETWORK_STATE.NO_SOURCE });
    queueMicrotask(() => {
      if (load !== this.#load || this.#scope.disposed) return;
      this.#state.set({ networkState: NETWORK_STATE.LOADING });
      this.#state.emit('loadstart');
      this.#openNext(null);
    });
  }

  play(): Promise<void> {
    const { now } = this.#state;
    if (now.error?.code === MEDIA_ERROR.SRC_NOT_SUPPORTED) {
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
    if (now.currentSrc !== '') this.#engage();
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
    if (this.#backend?.mode === 'threaded' && settings.playbackRate !== 1)
      this.#switch(rateChoice());
  }

  dispose(): void {
    this.#load = newLoad();
    this.#clock.stop();
    this.#promises.reject('AbortError', 'The player was taken away.');
    this.#dropBackend();
    this.#scope.dispose();
  }

  /** Opens the next candidate in the backend that stands, or in a plain element. */
  #openNext(failure: BackendFailure | null): void {
    const url = this.#selection.next();
    if (url === null) {
      void this.#fail(
        failure ?? {
          kind: 'file',
          code: MEDIA_ERROR.SRC_NOT_SUPPORTED,
          message: 'The address of the file is not a valid URL, or its type can’t be played here.',
        },
      );
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
  }

  /** Sees to it that a backend plays: the one that stands, or one of the best mode. */
  #engage(): void {
    if (this.#backend === null || this.#backend.mode === 'idle') {
      this.#switch(this.#bestMode());
      if (this.#host.settings().muted && awaitsGesture()) this.#upgradeOnGesture();
      return;
    }
    if (!this.#opened) this.#open();
    this.#backend.play();
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
      this.#switch(this.#bestMode());
    };
    for (const type of ['pointerup', 'keydown']) scope.listen(document, type, upgrade);
  }

  #bestMode(): ModeChoice {
    const { playbackRate, muted } = this.#host.settings();
    const { workers } = this.#host.access();
    const { samplesDenied } = this.#selection;
    return chooseMode({ workers, samplesDenied, playbackRate, muted });
  }

  #switch(choice: ModeChoice): void {
    this.#state.set({ mode: choice.mode, modeReason: choice.reason });
    this.#state.emit('modechange');
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

  /** Lost threads are replaced, but not for ever. */
  #mayRestart(): boolean {
    const now = performance.now();
    this.#restarts = [...this.#restarts.filter((at) => now - at < RESTART_WINDOW_MS), now];
    return this.#restarts.length <= MAX_RESTARTS;
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
      this.#state.emit('autoplayblocked');
      return;
    }
    if (failure.kind === 'crash' && this.#mayRestart()) {
      this.#reopen(mode);
      return;
    }
    const lower = stepDown(mode, failure.message);
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
      else this.#switch(deniedChoice());
    } else if (this.#state.now.readyState === READY_STATE.HAVE_NOTHING) {
      this.#openNext(failure);
    } else {
      void this.#fail(failure);
    }
  }

  async #fail({ code, message }: BackendFailure): Promise<void> {
    const load = this.#load;
    const { now } = this.#state;
    const { currentSrc } = now;
    const explained = currentSrc === '' ? null : await explainBlockedMedia(currentSrc);
    if (load !== this.#load) return;
    const error = Object.freeze({ code, message: explained ?? message });
    const unloaded = now.readyState === READY_STATE.HAVE_NOTHING;
    this.#clock.stop();
    this.#dropBackend();
    this.#state.set({
      error,
      waiting: false,
      seeking: false,
      networkState: unloaded ? NETWORK_STATE.NO_SOURCE : NETWORK_STATE.IDLE,
    });
    this.#state.emit('error');
    this.#promises.reject('NotSupportedError', error.message);
  }
}
