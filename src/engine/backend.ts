import type { EqBand } from './equalizer.ts';
import type { BackendStats } from './player-stats.ts';
import type { MediaErrorCode, PlaybackMode, ReadyState, TimeSpan } from './snapshot.ts';

/** The equalizer as a whole: what a backend has to sound like. */
export interface EqSetting {
  readonly bands: readonly EqBand[];
  /** dB, resolved (never `auto`). */
  readonly preampDb: number;
  readonly bypass: boolean;
}

/** How the spectrum is measured. */
export interface AnalysisSetting {
  /** Samples, a power of two from 512 to 16384. */
  readonly fftSize: number;
  /** Share of the previous linear magnitude that is kept per 1/60 s, 0 to 1. */
  readonly smoothing: number;
}

/** Everything that holds across tracks and modes; a new backend is given all of it. */
export interface PlaybackSettings {
  readonly volume: number;
  readonly muted: boolean;
  readonly loop: boolean;
  readonly playbackRate: number;
  readonly preservesPitch: boolean;
  /** 0 to 12: how long a track and the next one sound together. */
  readonly crossfadeSeconds: number;
  /** What is set to follow does; false while something else is to happen at the end. */
  readonly follows: boolean;
  readonly eq: EqSetting;
  readonly analysis: AnalysisSetting;
}

/** One file and how to ask for it. */
export interface Resource {
  /** Absolute. */
  readonly url: string;
  /** What is played itself, in place of what is at the URL. */
  readonly stream?: MediaStream;
  /** `null`: without CORS. */
  readonly crossOrigin: 'anonymous' | 'use-credentials' | null;
  readonly preload: 'none' | 'metadata' | 'auto';
}

/**
 * Why a backend can't go on.
 * - `file`: the file itself (missing, empty, not audio): no other mode will do better.
 * - `denied`: the server may not allow reading (or can't be reached): a mode that asks less may play.
 * - `mode`: this mode can't do it (codec, worker, worklet): the next mode may.
 * - `crash`: a thread was lost: a fresh start in the same mode may play on.
 * - `autoplay`: the browser wants a user's gesture first.
 */
export type FailureKind = 'file' | 'denied' | 'mode' | 'crash' | 'autoplay';

export interface BackendFailure {
  readonly kind: FailureKind;
  /** What an `<audio>` element would report. */
  readonly code: MediaErrorCode;
  /** One plain sentence. */
  readonly message: string;
}

/** Facts that a backend reports. Called on the main thread, never from within a command. */
export interface BackendListener {
  metadata(durationSeconds: number): void;
  durationChange(durationSeconds: number): void;
  readyState(state: ReadyState): void;
  /** Sound is coming out (again). */
  flowing(): void;
  /** It wants to play and has nothing to play. */
  waiting(): void;
  seeked(): void;
  /** The sound jumped back to the start because `loop` is on. */
  looped(): void;
  ended(): void;
  /** The track that followed by `setNext` is heard from here on; everything is about it now. */
  trackChanged(url: string, durationSeconds: number): void;
  progress(): void;
  /** Nothing more is fetched for now. */
  suspend(): void;
  stalled(): void;
  /** The browser has stopped the sound by itself: a call on a phone, a headset that was unplugged. */
  interrupted(): void;
  /** What had interrupted it is over, and the browser would play on. */
  interruptionOver(): void;
  failed(failure: BackendFailure): void;
}

/**
 * A way to make sound. A backend plays one resource at a time; the engine decides which backend,
 * and keeps all state that outlives it.
 */
export interface Backend {
  readonly mode: PlaybackMode;
  /** Seconds: what is heard now. */
  readonly currentTime: number;
  readonly buffered: readonly TimeSpan[];
  readonly seekable: readonly TimeSpan[];
  /** Loads `resource` and stands at `startSeconds`, paused or playing as before. */
  open(resource: Resource, startSeconds: number): void;
  /**
   * What follows the resource that plays, as soon as it has ended: the first of these that can be
   * opened. Where none can, or the mode can't join, it ends as if nothing followed. An empty list or
   * another `open` takes it back.
   */
  setNext(resources: readonly Resource[]): void;
  play(): void;
  pause(): void;
  seek(seconds: number): void;
  /** Takes over what changed; called with the whole. */
  apply(settings: PlaybackSettings): void;
  /** Writes dBFS per bin; false when it knows nothing. Called at display rate: allocates nothing. */
  readFrequencyData(out: Float32Array): boolean;
  /** The same of the sound before the equalizer, at the same moment. */
  readInputFrequencyData(out: Float32Array): boolean;
  stats(): BackendStats;
  dispose(): void;
}
