import type { Backend, BackendListener, PlaybackSettings, Resource } from './backend.ts';
import { watchInterruptions } from './interruptions.ts';
import type { PlayerOutput } from './player-output.ts';
import { type BackendStats, statsWithoutThreads } from './player-stats.ts';
import type { Borrower, PoolLoan, SoundingPool, ThreadPlan } from './pool-library.ts';
import type { PoolPlayer } from './pool-player.ts';
import { Scope } from './scope.ts';
import { MEDIA_ERROR, READY_STATE, type TimeSpan } from './snapshot.ts';
import { type Standing, standingAt } from './standing.ts';
import { THREADS } from './threads-part.ts';

/** How long a paused player keeps its pool while no other one wants it, milliseconds. */
const PAUSED_MS = 10_000;

/**
 * Playback by a worker pool that it borrows. While it has none (the pool still starts, or was given
 * back in a pause) commands only change where it stands; with the next play, a `PoolPlayer` goes on
 * from there, to the frame.
 */
export class ThreadedBackend implements Backend, Borrower {
  readonly mode = 'threaded';
  readonly #scope = new Scope();
  readonly #output: PlayerOutput;
  readonly #plan: ThreadPlan;
  readonly #listener: BackendListener;
  #settings: PlaybackSettings;
  #loan: PoolLoan | null = null;
  #borrowing = false;
  #player: PoolPlayer | null = null;
  /** The player before still fades out. */
  #leaving: Promise<void> = Promise.resolve();
  /** Holds while there is no player. */
  #standing: Standing = standingAt(null, 0);
  #playing = false;
  #keepPool: () => void = () => undefined;

  constructor(
    output: PlayerOutput,
    settings: PlaybackSettings,
    plan: ThreadPlan,
    listener: BackendListener,
  ) {
    this.#output = output;
    this.#settings = settings;
    this.#plan = plan;
    this.#listener = listener;
    this.#output.setGain(settings.muted ? 0 : settings.volume);
    watchInterruptions(this.#scope, output.context, listener);
    void this.#borrow();
  }

  get currentTime(): number {
    return this.#player?.currentTime ?? this.#standing.seconds;
  }

  get buffered(): readonly TimeSpan[] {
    return this.#player?.buffered ?? this.#standing.buffered;
  }

  get seekable(): readonly TimeSpan[] {
    return this.#player?.seekable ?? this.#standing.seekable;
  }

  get spare(): boolean {
    return !this.#playing && (this.#player?.settled ?? true);
  }

  open(resource: Resource, startSeconds: number): void {
    if (this.#player !== null) {
      this.#player.open(resource, startSeconds);
      return;
    }
    this.#standing = standingAt(resource, startSeconds);
    void this.#borrow();
  }

  setNext(resources: readonly Resource[]): void {
    if (this.#player !== null) this.#player.setNext(resources);
    else this.#standing = { ...this.#standing, next: resources };
  }

  play(): void {
    this.#playing = true;
    this.#keepPool();
    if (this.#player === null) void this.#borrow();
    this.#letPlay();
    this.#output.wakeOrRefuse().then(
      (running) => {
        if (!this.#playing || this.#scope.disposed) return;
        this.#letPlay();
        if (running) return;
        this.#listener.failed({
          kind: 'autoplay',
          code: MEDIA_ERROR.ABORTED,
          message: 'The browser wants a click or a key press on the page before it plays sound.',
        });
      },
      (error: unknown) => {
        this.#fail(`The browser could not start its audio output (${String(error)}).`);
      },
    );
  }

  pause(): void {
    this.#playing = false;
    this.#player?.setPlaying(false);
    this.#output.share.rest();
    this.#giveBackLater();
  }

  seek(seconds: number): void {
    if (this.#player !== null) {
      this.#player.seek(seconds);
      return;
    }
    this.#standing = { ...this.#standing, seconds, seeking: true };
    queueMicrotask(() => {
      this.#arriveUnheard();
    });
  }

  apply(settings: PlaybackSettings): void {
    this.#settings = settings;
    this.#output.setGain(settings.muted ? 0 : settings.volume);
    this.#player?.apply(settings);
  }

  readFrequencyData(out: Float32Array): boolean {
    return this.#player?.readFrequencyData(out) ?? false;
  }

  readInputFrequencyData(out: Float32Array): boolean {
    return this.#player?.readInputFrequencyData(out) ?? false;
  }

  stats(): BackendStats {
    if (this.#player !== null) return this.#player.stats();
    return statsWithoutThreads(this.#output, this.#borrowing ? 'starting' : 'given-back');
  }

  letGo(): Promise<void> {
    const player = this.#player;
    if (player === null) return this.#leaving;
    this.#keepPool();
    this.#player = null;
    this.#loan = null;
    const { standing } = player;
    this.#standing = standing;
    this.#leaving = player.leave().then((faded) => {
      // Unless it was told to stand elsewhere meanwhile.
      if (this.#standing === standing) this.#standing = faded;
    });
    return this.#leaving;
  }

  dispose(): void {
    this.#scope.dispose();
    this.#player?.dispose();
    this.#loan?.giveBack();
  }

  async #borrow(): Promise<void> {
    if (this.#borrowing) return;
    this.#borrowing = true;
    try {
      const { PoolPlayer, borrowPool } = await THREADS.load();
      await this.#leaving;
      let lent: SoundingPool | null = null;
      while (lent === null && !this.#scope.disposed) {
        this.#loan = borrowPool(this.#output.context, this.#plan, this);
        lent = await this.#loan.pool;
        if (!this.#playing) break;
      }
      this.#borrowing = false;
      if (this.#scope.disposed) return;
      if (lent === null) this.#overtaken();
      else this.#goOn(new PoolPlayer(lent, this.#output, this.#settings, this.#listener));
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** A context that sleeps lets nothing be heard: until it runs nobody is told that it plays. */
  #letPlay(): void {
    const heard = this.#playing && this.#output.context.state === 'running';
    if (heard) this.#player?.setPlaying(true);
  }

  /** From where it stands. */
  #goOn(player: PoolPlayer): void {
    const { resource, seconds, seeking, next } = this.#standing;
    this.#player = player;
    this.#letPlay();
    if (resource !== null) player.open(resource, seconds, seeking);
    if (next.length > 0) player.setNext(next);
    if (!this.#playing) this.#giveBackLater();
  }

  /** It was paused before its pool had come, and another player has that pool now. */
  #overtaken(): void {
    this.#loan = null;
    this.#listener.suspend();
    this.#arriveUnheard();
  }

  /** A seek without a pool is done at once, unless one is on its way and will tell. */
  #arriveUnheard(): void {
    if (this.#player !== null || this.#borrowing || this.#scope.disposed) return;
    if (!this.#standing.seeking) return;
    this.#standing = { ...this.#standing, seeking: false };
    this.#listener.seeked();
    this.#listener.readyState(READY_STATE.HAVE_ENOUGH_DATA);
  }

  /** Pauses may be long, and threads are few. */
  #giveBackLater(): void {
    this.#keepPool();
    this.#keepPool = this.#scope.timeout(PAUSED_MS, () => {
      if (this.#player === null) return;
      if (!this.spare) {
        this.#giveBackLater();
        return;
      }
      const loan = this.#loan;
      void this.letGo().then(() => {
        loan?.giveBack();
      });
    });
  }

  #fail(message: string): void {
    if (this.#scope.disposed) return;
    this.#listener.failed({ kind: 'mode', code: MEDIA_ERROR.DECODE, message });
  }
}
