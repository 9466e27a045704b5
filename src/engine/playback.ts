import type {
  Backend,
  BackendFailure,
  BackendListener,
  PlaybackSettings,
  Resource,
} from './backend.ts';
import { BackendSeat } from './backend-seat.ts';
import { type EngineState, IDLE_REASON, UNLOADED } from './engine-state.ts';
import { explainFailure } from './late-parts.ts';
import { PlayClock } from './play-clock.ts';
import { newLoad, PlaybackFacts } from './playback-facts.ts';
import type { PlaybackHost } from './playback-host.ts';
import { PlayPromises } from './play-promises.ts';
import { NO_USABLE_SOURCE, ResourceSelection, type SourceCandidate } from './resource-selection.ts';
import { RestartLimit } from './restart-limit.ts';
import { isWhole } from './section.ts';
import { MEDIA_ERROR, NETWORK_STATE, READY_STATE, type TimeSpan } from './snapshot.ts';

/**
 * Loads and plays one source list: HTMLMediaElement's resource selection and play state, and what
 * is done about a failure: once more, a lower mode, the next source, or an error.
 */
export class Playback {
  #host: PlaybackHost;
  #state: EngineState;
  #disposed = false;
  #selection = new ResourceSelection();
  /** Follows when the current source has ended. */
  #next = new ResourceSelection();
  #follows = true;
  #promises: PlayPromises;
  #seat: BackendSeat;
  #opened = false;
  /** It was paused by the browser, and nobody has played or paused it since. */
  #interrupted = false;
  #restarts = new RestartLimit();
  #load = newLoad();
  #clock: PlayClock;

  constructor(host: PlaybackHost) {
    this.#host = host;
    this.#state = host.state;
    this.#promises = new PlayPromises(host.state.tasks);
    this.#clock = new PlayClock(host.state, () => this.currentTime);
    this.#seat = new BackendSeat({
      host,
      load: () => this.#load,
      position: () => this.currentTime,
      samplesDenied: () => this.#selection.samplesDenied,
      isStream: () => this.#selection.isStream,
      listener: (backend) => this.#listener(backend),
      open: () => {
        this.#open();
      },
    });
  }

  get currentTime(): number {
    const { now } = this.#state;
    const { backend } = this.#seat;
    if (now.seeking || now.ended || backend === null) return now.currentTime;
    if (now.readyState === READY_STATE.HAVE_NOTHING) return this.#load.startSeconds;
    const time = backend.currentTime;
    return Number.isFinite(now.duration) ? Math.min(time, now.duration) : time;
  }

  get backend(): Backend | null {
    return this.#seat.backend;
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

  /** HTML's load algorithm. */
  setSources(candidates: readonly SourceCandidate[]): void {
    this.#selection.candidates = candidates;
    this.load();
  }

  /** HTML's resource selection alone, where nothing was chosen yet. */
  chooseSources(candidates: readonly SourceCandidate[]): void {
    this.#selection.candidates = candidates;
    this.#begin();
  }

  /** The list has changed: that matters only where all that was in it has failed. */
  amendSources(candidates: readonly SourceCandidate[]): void {
    this.#selection.amend(candidates);
    if (this.#state.now.error?.awaitsSource !== true || !this.#selection.hasMore) return;
    this.#state.set({ error: null, networkState: NETWORK_STATE.LOADING });
    this.#openNext();
  }

  /** Loads what `preload` held back so far, if it allows that now. */
  preloadChanged(): void {
    const { networkState, currentSrc } = this.#state.now;
    const heldBack = networkState === NETWORK_STATE.IDLE && currentSrc !== '' && !this.#opened;
    if (!heldBack || this.#host.access().preload === 'none') return;
    this.#seat.fill();
    this.#open();
  }

  /** What follows when the current source has ended; empty: nothing. */
  setNext(candidates: readonly SourceCandidate[]): void {
    this.#next = new ResourceSelection();
    this.#next.candidates = candidates;
    if (this.#opened) this.#handOnNext();
  }

  load(): void {
    this.#state.tasks.cut();
    this.#begin();
  }

  #begin(): void {
    const { now } = this.#state;
    this.#next = new ResourceSelection();
    if (now.networkState !== NETWORK_STATE.EMPTY) this.#unload();
    // A position that was asked for before anything was loaded is where the next file begins.
    const unused = now.readyState === READY_STATE.HAVE_NOTHING ? this.#load.startSeconds : 0;
    const load = { ...newLoad(), startSeconds: unused };
    this.#load = load;
    this.#opened = false;
    this.#state.set({ ...UNLOADED, currentTime: unused, waiting: !now.paused });
    this.#selection.restart();
    this.#seat.backend?.pause();
    if (this.#selection.empty || this.#seat.boundTo !== 'page' || this.#seat.mode === 'idle') {
      this.#leaveMode();
    }
    if (this.#selection.empty) return;
    this.#state.set({ networkState: NETWORK_STATE.NO_SOURCE });
    queueMicrotask(() => {
      if (load !== this.#load || this.#disposed) return;
      this.#state.set({ networkState: NETWORK_STATE.LOADING });
      this.#state.emit('loadstart');
      this.#openNext();
    });
  }

  /** The next play chooses anew. */
  #leaveMode(): void {
    this.#seat.drop();
    if (this.#state.now.mode === 'idle') return;
    this.#state.set({ mode: 'idle', modeReason: IDLE_REASON });
    this.#state.announce('modechange');
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
    this.#interrupted = false;
    if (now.ended) this.seek(0);
    if (now.paused) {
      this.#state.set({ paused: false, ended: false, waiting: true });
      this.#state.emit('play');
      this.#clock.start();
      if (now.readyState <= READY_STATE.HAVE_CURRENT_DATA) this.#state.emit('waiting');
    } else if (!now.waiting && now.readyState > READY_STATE.HAVE_CURRENT_DATA) {
      this.#promises.resolve();
    }
    if (now.currentSrc !== '' && now.error === null) this.#engage();
    return promise;
  }

  pause(): void {
    const { now } = this.#state;
    this.#interrupted = false;
    if (now.paused) return;
    this.#seat.backend?.pause();
    this.#clock.stop();
    this.#clock.tick();
    this.#state.set({ paused: true, waiting: false });
    this.#state.emit('timeupdate');
    this.#state.emit('pause');
    this.#promises.reject('AbortError', 'The playback was interrupted by pause().');
    // What is to play it may still be on its way.
    const unopened = now.currentSrc !== '' && now.error === null && !this.#opened;
    if (unopened && this.#seat.mode === 'idle') this.#preload();
  }

  /** @param seconds clamped to the file */
  seek(seconds: number): void {
    const { now } = this.#state;
    const { backend } = this.#seat;
    // As in HTML, where nothing of it is seekable.
    if (this.#selection.isStream) return;
    if (now.readyState === READY_STATE.HAVE_NOTHING || backend === null) {
      this.#load.startSeconds = Math.max(0, seconds);
      backend?.seek(this.#load.startSeconds);
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
    backend.seek(target);
  }

  /** Hands changed settings to the backend; a mode that can't follow steps down until it can. */
  apply(settings: PlaybackSettings): void {
    this.#seat.backend?.apply(settings);
    if (this.#opened && settings.follows !== this.#follows) this.#handOnNext();
    if (settings.playbackRate === 1 && this.#seat.boundTo === 'speed') this.#seat.raise();
    if (settings.playbackRate !== 1 && this.#seat.mode === 'threaded') {
      this.#seat.switchTo(({ rateChoice }) => rateChoice());
    }
  }

  dispose(): void {
    this.#load = newLoad();
    this.#clock.stop();
    this.#promises.rejectNow('AbortError', 'The player was taken away.');
    this.#seat.dispose();
    this.#selection.dispose();
    this.#disposed = true;
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
    if (this.#state.now.paused) this.#preload();
    else this.#engage();
  }

  /** What a file gets that is not to play yet. */
  #preload(): void {
    if (this.#host.access().preload === 'none') {
      // It would go on loading what was there before.
      this.#leaveMode();
      this.#state.set({ networkState: NETWORK_STATE.IDLE });
      this.#state.emit('suspend');
      return;
    }
    this.#seat.fill();
    this.#open();
  }

  #open(): void {
    this.#opened = true;
    this.#state.set({ networkState: NETWORK_STATE.LOADING });
    this.#seat.backend?.open(
      this.#selection.resource(this.#host.access()),
      this.#load.startSeconds,
    );
    if (!this.#next.empty) this.#handOnNext();
  }

  #handOnNext(): void {
    this.#follows = this.#host.settings().follows;
    this.#seat.backend?.setNext(this.#follows ? this.#next.resources(this.#host.access()) : []);
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
    if (this.#seat.mode === 'idle') {
      this.#seat.raise();
      return;
    }
    if (!this.#opened) this.#open();
    this.#seat.backend?.play();
  }

  #listener(backend: () => Backend | null): BackendListener {
    return new PlaybackFacts({
      state: this.#state,
      clock: this.#clock,
      promises: this.#promises,
      backend,
      load: () => this.#load,
      loopStart: () => {
        const { section } = this.#state.now;
        if (isWhole(section)) return section.startSeconds;
        return this.#host.settings().loop ? 0 : null;
      },
      seek: (seconds) => {
        this.seek(seconds);
      },
      interrupted: () => {
        if (this.#state.now.paused) return;
        this.pause();
        this.#interrupted = true;
      },
      interruptionOver: () => {
        // A refusal is told as any other.
        if (this.#interrupted) this.play().catch(() => undefined);
      },
      failed: (failure) => {
        this.#gotFailure(failure);
      },
      joined: (url) => {
        this.#joined(url);
      },
    });
  }

  #gotFailure(failure: BackendFailure): void {
    const { mode } = this.#seat;
    const { kind, message } = failure;
    if (kind === 'autoplay') {
      this.#promises.reject('NotAllowedError', message);
      this.pause();
      this.#state.announce('autoplayblocked');
      return;
    }
    if (kind === 'crash' && this.#restarts.allowsOneMore()) {
      this.#seat.reopen();
      return;
    }
    const ofMode = kind === 'mode' || kind === 'crash';
    if (ofMode && this.#seat.switchTo(({ stepDown }) => stepDown(mode, message))) return;
    if (kind === 'denied' && mode === 'threaded') {
      // Perhaps only fetch is denied to the page, and a media element may still read the samples.
      const choice = { mode: 'fallback', boundTo: 'file', reason: message } as const;
      this.#seat.switchTo(() => choice);
    } else if (kind === 'denied' && this.#selection.giveUpCors(this.#host.access().crossOrigin)) {
      if (mode === 'idle') this.#open();
      else this.#seat.denySamples(message);
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
    if (awaitsSource && this.#selection.hasMore) {
      // It came while the failure was explained.
      this.#openNext();
      return;
    }
    const error = Object.freeze({ code, message: explained ?? message, awaitsSource });
    this.#clock.stop();
    this.#seat.drop();
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
