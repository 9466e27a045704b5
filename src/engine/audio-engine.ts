import type { Backend, BackendListener, PlaybackSettings } from './backend.ts';
import { ElementBackend } from './element-backend.ts';
import { EngineState } from './engine-state.ts';
import { autoPreampDb, DEFAULT_BANDS, type EqBand, responseDb, validateBand } from './equalizer.ts';
import { FallbackBackend } from './fallback-backend.ts';
import { Playback } from './playback.ts';
import { PlayerOutput } from './player-output.ts';
import { type PlayerStats, statsWithoutThreads } from './player-stats.ts';
import { automaticWorkers } from './pool-plan.ts';
import type { SourceCandidate } from './resource-selection.ts';
import { isWhole, SectionLoop, validateSection } from './section-loop.ts';
import { SleepTimer } from './sleep-timer.ts';
import type { EngineSnapshot, LoopSection } from './snapshot.ts';
import { ThreadedBackend } from './threaded-backend.ts';

export * from './snapshot.ts';
export type { PlayerStats, RingStats } from './player-stats.ts';
export type { RoleStats, WorkerStats } from './threading-stats.ts';
export type { SourceCandidate } from './resource-selection.ts';

/** How files are asked for and which threads may be used. */
export interface EngineSettings {
  readonly preload: 'none' | 'metadata' | 'auto';
  /** null: CORS first, then without. */
  readonly crossOrigin: 'anonymous' | 'use-credentials' | null;
  /** 0 never uses threads. */
  readonly workers: 'auto' | number;
  /** Base URL of the worker files, for pages whose policy forbids blob workers; null: beside this module. */
  readonly assets: string | null;
}

/** Assumed until a context exists, Hz. */
const DEFAULT_SAMPLE_RATE = 48000;
const FFT_SIZES: readonly number[] = [512, 1024, 2048, 4096, 8192, 16384];

/**
 * A player without a view: commands in, frozen snapshots and media events out. Main thread only.
 * It dispatches HTMLMediaElement's events at itself, and `modechange`, `eqchange`,
 * `autoplayblocked`.
 */
export class AudioEngine extends EventTarget {
  #engineSettings: EngineSettings;
  #state: EngineState;
  #playback: Playback;
  #sectionLoop: SectionLoop;
  #sleepTimer: SleepTimer;
  #output: PlayerOutput | null = null;
  #preservesPitch = true;
  #fftSize = 2048;
  #smoothing = 0.7;

  constructor(settings: Partial<EngineSettings> = {}) {
    super();
    this.#engineSettings = {
      preload: 'metadata',
      crossOrigin: null,
      workers: 'auto',
      assets: null,
      ...settings,
    };
    this.#state = new EngineState(this, {
      volume: 1,
      muted: false,
      loop: false,
      playbackRate: 1,
      sleep: null,
      eqBands: DEFAULT_BANDS,
      eqBypass: false,
      eqPreamp: 0,
    });
    this.#playback = new Playback({
      state: this.#state,
      settings: () => this.#playbackSettings,
      access: () => this.#engineSettings,
      createBackend: (mode, listener) => this.#createBackend(mode, listener),
    });
    this.#sectionLoop = new SectionLoop({
      state: this.#state,
      currentTime: () => this.currentTime,
      seek: (seconds) => {
        this.seek(seconds);
      },
    });
    this.#sleepTimer = new SleepTimer({
      state: this.#state,
      currentTime: () => this.currentTime,
      apply: () => {
        this.#apply();
      },
      pause: () => {
        this.pause();
      },
    });
  }

  /** Everything a view shows, frozen; replaced on change. */
  get snapshot(): EngineSnapshot {
    return this.#state.snapshot;
  }

  /** Calls `listener` at most once a microtask after changes. @returns the end of the subscription */
  subscribe(listener: () => void): () => void {
    return this.#state.subscribe(listener);
  }

  /** Seconds: what is heard now; from a seek's begin to its end, its target. */
  get currentTime(): number {
    return this.#playback.currentTime;
  }

  /** Hz: the context's, or 48000 before there is one. */
  get sampleRate(): number {
    return this.#output?.context.sampleRate ?? DEFAULT_SAMPLE_RATE;
  }

  /** Samples in an analysis. */
  get fftSize(): number {
    return this.#fftSize;
  }

  /** Share of the previous magnitude that is kept per 1/60 s, 0 to 1. */
  get smoothing(): number {
    return this.#smoothing;
  }

  /** null in `idle` and `native`. */
  get audioContext(): AudioContext | null {
    return this.#inGraph ? (this.#output?.context ?? null) : null;
  }

  /** The last node before the destination: the same one for the engine's life. null in `idle` and `native`. */
  get outputNode(): AudioNode | null {
    return this.#inGraph ? (this.#output?.outputNode ?? null) : null;
  }

  /** Settings that hold from the next load on. */
  configure(settings: Partial<EngineSettings>): void {
    this.#engineSettings = { ...this.#engineSettings, ...settings };
  }

  /** Runs the resource selection over a new list; an empty one unloads. */
  setSources(candidates: readonly SourceCandidate[]): void {
    this.#playback.setSources(candidates);
  }

  /** Loads again from the start of the list. */
  load(): void {
    this.#playback.load();
  }

  /**
   * Resolves when sound comes out.
   *
   * @throws {DOMException} rejects with NotAllowedError (no gesture yet), NotSupportedError (the
   *   file can't be played) or AbortError (pause, or another load)
   */
  play(): Promise<void> {
    return this.#playback.play();
  }

  pause(): void {
    this.#playback.pause();
  }

  /** @param seconds clamped to the file */
  seek(seconds: number): void {
    this.#playback.seek(seconds);
  }

  /** @param volume 0 to 1 @throws {RangeError} otherwise */
  setVolume(volume: number): void {
    if (!(volume >= 0 && volume <= 1)) {
      throw new RangeError(`The volume is a number from 0 to 1, not ${volume}.`);
    }
    if (volume === this.#state.now.volume) return;
    this.#state.set({ volume });
    this.#state.emit('volumechange');
    this.#apply();
  }

  setMuted(muted: boolean): void {
    if (muted === this.#state.now.muted) return;
    this.#state.set({ muted });
    this.#state.emit('volumechange');
    this.#apply();
  }

  setLoop(loop: boolean): void {
    if (loop === this.#state.now.loop) return;
    this.#state.set({ loop });
    this.#apply();
  }

  /**
   * Plays a section over and over; null ends that, and so does the next load.
   *
   * @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then
   */
  setSection(section: LoopSection | null): void {
    if (section) validateSection(section);
    this.#state.set({ section: section && Object.freeze({ ...section }) });
    this.#apply();
  }

  /**
   * Pauses later, after the sound has faded over the last five seconds; null ends the timer.
   *
   * @param end seconds from now, above 0, at most a day @throws {RangeError} otherwise
   */
  setSleepTimer(end: number | 'end-of-track' | null): void {
    this.#sleepTimer.set(end);
  }

  /** Until the sleep timer pauses; null when it is off, or the end of the track is not known. */
  get sleepSecondsLeft(): number | null {
    return this.#sleepTimer.secondsLeft;
  }

  /** @param playbackRate 1 is the recorded speed @throws {RangeError} below 0.0625 or above 16 */
  setPlaybackRate(playbackRate: number): void {
    if (!(playbackRate >= 0.0625 && playbackRate <= 16)) {
      throw new RangeError(`The playback rate is a number from 0.0625 to 16, not ${playbackRate}.`);
    }
    if (playbackRate === this.#state.now.playbackRate) return;
    this.#state.set({ playbackRate });
    this.#state.emit('ratechange');
    this.#apply();
  }

  setPreservesPitch(preservesPitch: boolean): void {
    this.#preservesPitch = preservesPitch;
    this.#apply();
  }

  /** @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then */
  setEqBand(index: number, change: Partial<EqBand>): void {
    const { eqBands } = this.#state.now;
    const band = eqBands[index];
    if (band === undefined) {
      throw new RangeError(`There are bands 0 to ${eqBands.length - 1}, not ${index}.`);
    }
    this.setEqBands(eqBands.with(index, { ...band, ...change }));
  }

  /** @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then */
  setEqBands(bands: readonly EqBand[]): void {
    if (bands.length !== DEFAULT_BANDS.length) {
      throw new RangeError(`The equalizer has ${DEFAULT_BANDS.length} bands, not ${bands.length}.`);
    }
    for (const band of bands) validateBand(band, this.sampleRate);
    this.#changeEq({ eqBands: Object.freeze(bands.map((band) => Object.freeze({ ...band }))) });
  }

  setEqBypass(eqBypass: boolean): void {
    if (eqBypass !== this.#state.now.eqBypass) this.#changeEq({ eqBypass });
  }

  /** @param eqPreamp dB, -24 to 24, or `auto`: lowered by the curve's peak @throws {RangeError} otherwise */
  setEqPreamp(eqPreamp: number | 'auto'): void {
    if (eqPreamp !== 'auto' && !(eqPreamp >= -24 && eqPreamp <= 24)) {
      throw new RangeError(
        `The preamp is a number of dB from -24 to 24 or "auto", not ${eqPreamp}.`,
      );
    }
    if (eqPreamp !== this.#state.now.eqPreamp) this.#changeEq({ eqPreamp });
  }

  /** The curve of the eight bands in dB at each of `hz`, without the preamp; also while bypassed. */
  getFrequencyResponse(hz: Float32Array): Float32Array {
    const out = new Float32Array(hz.length);
    responseDb(this.#state.now.eqBands, hz, this.sampleRate, out);
    return out;
  }

  /** @throws {RangeError} for a size that is not offered */
  setFftSize(fftSize: number): void {
    if (!FFT_SIZES.includes(fftSize)) {
      throw new RangeError(`The FFT size is one of ${FFT_SIZES.join(', ')}, not ${fftSize}.`);
    }
    this.#fftSize = fftSize;
    this.#apply();
  }

  /** @param smoothing 0 to below 1 @throws {RangeError} otherwise */
  setSmoothing(smoothing: number): void {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new RangeError(`Smoothing is a number from 0 to below 1, not ${smoothing}.`);
    }
    this.#smoothing = smoothing;
    this.#apply();
  }

  /**
   * The latest analysis of what is heard now: dBFS per bin, after the equalizer, before volume and
   * mute; all -Infinity in `idle` and `native`. Allocates nothing.
   *
   * @param out at least fftSize / 2 + 1 values
   */
  getFrequencyData(out: Float32Array): void {
    if (this.#playback.backend?.readFrequencyData(out) !== true) out.fill(-Infinity);
  }

  canPlayType(type: string): CanPlayTypeResult {
    return new Audio().canPlayType(type);
  }

  /** Figures of this moment: latency, rings, underruns, and what each thread takes for its work. */
  getStats(): PlayerStats {
    const { mode, modeReason } = this.#state.now;
    const stats = this.#playback.backend?.stats() ?? statsWithoutThreads(null);
    return { mode, modeReason, ...stats };
  }

  /** Ends everything; the engine can't be used again. */
  dispose(): void {
    this.#sectionLoop.dispose();
    this.#sleepTimer.dispose();
    this.#playback.dispose();
    this.#output?.dispose();
    this.#output = null;
  }

  get #inGraph(): boolean {
    const { mode } = this.#state.now;
    return mode === 'threaded' || mode === 'fallback';
  }

  get #playbackSettings(): PlaybackSettings {
    const { volume, muted, playbackRate, eqBands, eqBypass, eqPreamp } = this.#state.now;
    const { loop, section, sleep } = this.#state.now;
    const preampDb = eqPreamp === 'auto' ? autoPreampDb(eqBands, this.sampleRate) : eqPreamp;
    return {
      volume: volume * this.#sleepTimer.gain,
      muted,
      loop: loop && !isWhole(section) && sleep !== 'end-of-track',
      playbackRate,
      preservesPitch: this.#preservesPitch,
      eq: { bands: eqBands, bypass: eqBypass, preampDb },
      analysis: { fftSize: this.#fftSize, smoothing: this.#smoothing },
    };
  }

  #apply(): void {
    this.#playback.apply(this.#playbackSettings);
  }

  #changeEq(change: Partial<Pick<EngineSnapshot, 'eqBands' | 'eqBypass' | 'eqPreamp'>>): void {
    this.#state.set(change);
    this.#state.emit('eqchange');
    this.#apply();
  }

  #createBackend(mode: Backend['mode'], listener: BackendListener): Backend {
    if (mode === 'idle' || mode === 'native') return new ElementBackend(mode, listener);
    // Made with the first sound and kept: a page may have connected to its node.
    this.#output ??= new PlayerOutput();
    const settings = this.#playbackSettings;
    if (mode === 'fallback') return new FallbackBackend(this.#output, settings, listener);
    const { workers, assets } = this.#engineSettings;
    const threads = { assets, workers: workers === 'auto' ? automaticWorkers() : workers };
    return new ThreadedBackend(this.#output, settings, threads, listener);
  }
}
