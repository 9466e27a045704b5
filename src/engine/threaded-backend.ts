import type { Backend, BackendListener, PlaybackSettings, Resource } from './backend.ts';
import type { PlayerOutput } from './player-output.ts';
import { type BackendStats, statsWithoutThreads } from './player-stats.ts';
import type { PoolPlayer } from './pool-player.ts';
import { Scope } from './scope.ts';
import { MEDIA_ERROR, type TimeSpan } from './snapshot.ts';

/**
 * Playback by the worker pool. Until the pool has started, commands are only remembered; then a
 * `PoolPlayer` carries them out.
 */
export class ThreadedBackend implements Backend {
  readonly mode = 'threaded';
  #scope = new Scope();
  #output: PlayerOutput;
  #listener: BackendListener;
  #settings: PlaybackSettings;
  #player: PoolPlayer | null = null;
  #pending: { resource: Resource; startSeconds: number } | null = null;
  #next: readonly Resource[] = [];
  #playing = false;

  /**
   * @param workers 2 to 8
   * @param assets base URL of the worker files, or null for beside this module
   */
  constructor(
    output: PlayerOutput,
    settings: PlaybackSettings,
    { workers, assets }: { readonly workers: number; readonly assets: string | null },
    listener: BackendListener,
  ) {
    this.#output = output;
    this.#settings = settings;
    this.#listener = listener;
    this.#output.setGain(settings.muted ? 0 : settings.volume);
    void this.#start(workers, assets);
  }

  get currentTime(): number {
    return this.#player?.currentTime ?? this.#pending?.startSeconds ?? 0;
  }

  get buffered(): readonly TimeSpan[] {
    return this.#player?.buffered ?? [];
  }

  get seekable(): readonly TimeSpan[] {
    return this.#player?.seekable ?? [];
  }

  open(resource: Resource, startSeconds: number): void {
    this.#next = [];
    if (this.#player === null) this.#pending = { resource, startSeconds };
    else this.#player.open(resource, startSeconds);
  }

  setNext(resources: readonly Resource[]): void {
    this.#next = resources;
    this.#player?.setNext(resources);
  }

  play(): void {
    this.#playing = true;
    this.#player?.setPlaying(true);
    this.#output.wakeOrRefuse().then(
      (running) => {
        if (running || !this.#playing || this.#scope.disposed) return;
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
  }

  seek(seconds: number): void {
    if (this.#player !== null) this.#player.seek(seconds);
    else if (this.#pending !== null) this.#pending.startSeconds = seconds;
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
    return this.#player?.stats() ?? statsWithoutThreads(this.#output);
  }

  dispose(): void {
    this.#scope.dispose();
  }

  /** Kernels, pool and its driver are loaded here, with the first play and not before. */
  async #start(workers: number, assets: string | null): Promise<void> {
    try {
      const { startPoolPlayer } = await import('./pool-player.ts');
      const player = await startPoolPlayer(
        this.#output,
        workers,
        assets,
        this.#settings,
        this.#listener,
      );
      this.#scope.own(() => {
        player.dispose();
      });
      if (this.#scope.disposed) return;
      this.#player = player;
      player.apply(this.#settings);
      player.setPlaying(this.#playing);
      if (this.#pending !== null) player.open(this.#pending.resource, this.#pending.startSeconds);
      this.#pending = null;
      if (this.#next.length > 0) player.setNext(this.#next);
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  #fail(message: string): void {
    if (this.#scope.disposed) return;
    this.#listener.failed({ kind: 'mode', code: MEDIA_ERROR.DECODE, message });
  }
}
