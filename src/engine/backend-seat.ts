import type { Backend, BackendListener } from './backend.ts';
import { awaitsGesture } from './gesture.ts';
import { SOUNDING, type Sounding, unloadedChoice } from './late-parts.ts';
import type { ModeChoice } from './mode-choice.ts';
import type { LoadRecord } from './playback-facts.ts';
import type { PlaybackHost } from './playback-host.ts';
import { Scope } from './scope.ts';
import { THREADS } from './threads-part.ts';

/** What a seat asks of the playback it belongs to. */
export interface SeatContext {
  readonly host: PlaybackHost;
  /** The current load; another one has another record. */
  readonly load: () => LoadRecord;
  /** Seconds: where the next backend begins. */
  readonly position: () => number;
  /** Loading with CORS failed, without it worked. */
  readonly samplesDenied: () => boolean;
  /** What is played is a MediaStream. */
  readonly isStream: () => boolean;
  /** Takes the reports of one backend; `backend` is null as soon as another one has its place. */
  readonly listener: (backend: () => Backend | null) => BackendListener;
  /** Opens the current file in the backend that has just taken its seat. */
  readonly open: () => void;
}

/**
 * Where the backend of a playback sits: a plain element until the first play, then one of the best
 * mode that works, changed for another with position, volume and equalizer kept.
 */
export class BackendSeat {
  readonly #context: SeatContext;
  readonly #scope = new Scope();
  #backend: Backend | null = null;
  #boundTo: ModeChoice['boundTo'] = 'page';
  #stopGestureWatch: () => void = () => undefined;

  constructor(context: SeatContext) {
    this.#context = context;
  }

  get backend(): Backend | null {
    return this.#backend;
  }

  /** `idle` also while nothing sits here. */
  get mode(): Backend['mode'] {
    return this.#backend?.mode ?? 'idle';
  }

  /** What the current mode was chosen for: when that goes, the choice is made afresh. */
  get boundTo(): ModeChoice['boundTo'] {
    return this.#boundTo;
  }

  /** A plain element, where nothing sits. */
  fill(): void {
    this.#backend ??= this.#create('idle');
  }

  /** Puts in one of the best mode, as soon as what makes the sound is loaded. */
  raise(): void {
    const sounding = SOUNDING.now;
    if (sounding === null) {
      void this.#raiseWhenLoaded();
      return;
    }
    this.#switch(this.#bestMode(sounding));
    if (this.#context.host.settings().muted && awaitsGesture()) this.#raiseOnGesture();
  }

  /** Another mode than the one that plays: all are loaded by then, unless that itself failed. */
  switchTo(choose: (sounding: Sounding) => ModeChoice | null): boolean {
    const choice = SOUNDING.now === null ? null : choose(SOUNDING.now);
    if (choice !== null) this.#switch(choice);
    return choice !== null;
  }

  /** The mode that is left where samples are denied. */
  denySamples(cause: string): void {
    this.#switch(SOUNDING.now?.deniedChoice() ?? unloadedChoice(cause));
  }

  /** Goes on in a fresh backend, at the same position, playing or paused as before. */
  reopen(mode = this.mode): void {
    const { host, load, position, open } = this.#context;
    const startSeconds = position();
    const { seeking, currentSrc, paused } = host.state.now;
    const boundTo = this.#boundTo;
    this.drop();
    this.#boundTo = boundTo;
    load().startSeconds = startSeconds;
    load().seekEndsWithData = seeking;
    this.#backend = this.#create(mode);
    if (currentSrc === '') return;
    open();
    if (paused) return;
    host.state.set({ waiting: true });
    this.#backend.play();
  }

  drop(): void {
    const backend = this.#backend;
    this.#backend = null;
    this.#boundTo = 'page';
    this.#stopGestureWatch();
    backend?.dispose();
  }

  dispose(): void {
    this.drop();
    this.#scope.dispose();
  }

  #switch(choice: ModeChoice): void {
    const { state } = this.#context.host;
    state.set({ mode: choice.mode, modeReason: choice.reason });
    state.announce('modechange');
    this.reopen(choice.mode);
    this.#boundTo = choice.boundTo;
  }

  #create(mode: Backend['mode']): Backend {
    const { host, listener } = this.#context;
    const made: { backend: Backend | null } = { backend: null };
    const backend = host.createBackend(
      mode,
      listener(() => (made.backend === this.#backend ? made.backend : null)),
    );
    made.backend = backend;
    backend.apply(host.settings());
    return backend;
  }

  #bestMode({ chooseMode }: Sounding): ModeChoice {
    const { host, samplesDenied, isStream } = this.#context;
    const { playbackRate, muted } = host.settings();
    const { workers } = host.access();
    return chooseMode({
      ...{ workers, playbackRate, muted },
      samplesDenied: samplesDenied(),
      isStream: isStream(),
    });
  }

  /** As far as can be said before the choice of a mode is loaded. */
  get #mayThread(): boolean {
    const { host, isStream } = this.#context;
    const able = globalThis.crossOriginIsolated && 'AudioDecoder' in globalThis;
    const { playbackRate } = host.settings();
    return able && host.access().workers !== 0 && playbackRate === 1 && !isStream();
  }

  /** The first play of the page waits for what makes the sound; a later command may overtake it. */
  async #raiseWhenLoaded(): Promise<void> {
    const { host, load, samplesDenied } = this.#context;
    const loadBefore = load();
    const inElement = host.settings().muted && awaitsGesture();
    // All is asked for before the context is made, which takes a while: then it is on its way.
    const loading = SOUNDING.load();
    if (!inElement && !samplesDenied()) {
      if (this.#mayThread) THREADS.load().catch(() => undefined);
      host.wake();
    }
    const failure = await loading.then(
      () => null,
      (error: unknown) => unloadedChoice(error),
    );
    if (this.mode !== 'idle') return;
    host.rest();
    const { paused, error } = host.state.now;
    if (loadBefore !== load() || this.#scope.disposed || paused || error !== null) return;
    if (failure === null) this.raise();
    else this.#switch(failure);
  }

  /** Muted autoplay runs in a plain element; with the first gesture the real mode takes over. */
  #raiseOnGesture(): void {
    const scope = this.#scope.child();
    this.#stopGestureWatch = () => {
      scope.dispose();
    };
    const raise = (): void => {
      scope.dispose();
      if (this.#context.host.state.now.currentSrc === '' || this.mode !== 'native') return;
      this.switchTo((sounding) => this.#bestMode(sounding));
    };
    for (const type of ['pointerup', 'keydown']) scope.listen(document, type, raise);
  }
}
