import type { EqBand } from './equalizer.ts';

/** How the sound is made. See `AudioEngine.snapshot.modeReason` for the why. */
export const PLAYBACK_MODES = ['idle', 'threaded', 'fallback', 'native'] as const;
export type PlaybackMode = (typeof PLAYBACK_MODES)[number];

/** The states of HTMLMediaElement, with its numbers. */
export const NETWORK_STATE = { EMPTY: 0, IDLE: 1, LOADING: 2, NO_SOURCE: 3 } as const;
export type NetworkState = (typeof NETWORK_STATE)[keyof typeof NETWORK_STATE];
export const READY_STATE = {
  HAVE_NOTHING: 0,
  HAVE_METADATA: 1,
  HAVE_CURRENT_DATA: 2,
  HAVE_FUTURE_DATA: 3,
  HAVE_ENOUGH_DATA: 4,
} as const;
export type ReadyState = (typeof READY_STATE)[keyof typeof READY_STATE];

/** MediaError's codes. */
export const MEDIA_ERROR = { ABORTED: 1, NETWORK: 2, DECODE: 3, SRC_NOT_SUPPORTED: 4 } as const;
export type MediaErrorCode = (typeof MEDIA_ERROR)[keyof typeof MEDIA_ERROR];

/** What went wrong: a MediaError's code, and one plain sentence that can be shown as it is. */
export interface PlaybackError {
  readonly code: MediaErrorCode;
  readonly message: string;
  /** None of a list's sources could be played, and one more may come: for HTML that is no error. */
  readonly awaitsSource: boolean;
}

/** Seconds, start included, end excluded. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** How the level is evened out between recordings. */
export const LOUDNESS_MODES = ['off', 'track', 'album'] as const;
export type LoudnessMode = (typeof LOUDNESS_MODES)[number];

/**
 * The whole file's shape over time, in buckets of equal length, over all channels; linear, full
 * scale is 1. Buckets from `done` on hold zeros.
 */
export interface Overview {
  readonly durationSeconds: number;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly rms: Float32Array;
  /** Buckets that are done, from the start. */
  readonly done: number;
}

/** Of the whole file, by ITU-R BS.1770-4; both are -Infinity for silence. */
export interface Loudness {
  /** LUFS. One channel alone counts once, though it is heard on both sides. */
  readonly integratedLufs: number;
  /** dB re full scale, of the waveform between the samples, too. */
  readonly truePeakDbtp: number;
}

/** What the file says of itself: empty and null where it says nothing. */
export interface TrackTags {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  /** URL of the cover inside the file, the engine's own: it ends with the next load. */
  readonly artworkUrl: string;
  /** dB towards -18 LUFS. */
  readonly trackGainDb: number | null;
  /** Linear, full scale is 1. */
  readonly trackPeak: number | null;
  /** dB towards -18 LUFS. */
  readonly albumGainDb: number | null;
  /** Linear, full scale is 1. */
  readonly albumPeak: number | null;
  /** In the order of time. */
  readonly chapters: readonly Chapter[];
}

/** A part of the track with a name of its own. */
export interface Chapter {
  readonly startSeconds: number;
  /** Infinity: until the end of the track. */
  readonly endSeconds: number;
  readonly title: string;
}

export const NO_TAGS: TrackTags = Object.freeze({
  title: '',
  artist: '',
  album: '',
  artworkUrl: '',
  trackGainDb: null,
  trackPeak: null,
  albumGainDb: null,
  albumPeak: null,
  chapters: [],
});

/** A part of the track that is played over and over. */
export interface LoopSection {
  readonly startSeconds: number;
  /** null: not chosen yet; nothing is repeated. */
  readonly endSeconds: number | null;
}

/** Everything the engine knows that a view shows, frozen. Times in seconds. */
export interface EngineSnapshot {
  readonly mode: PlaybackMode;
  /** One plain sentence: why this mode, and what would lift it. */
  readonly modeReason: string;
  /** Absolute URL of the resource being loaded or played; empty when there is none. */
  readonly currentSrc: string;
  readonly networkState: NetworkState;
  readonly readyState: ReadyState;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly seeking: boolean;
  /** Wants to play, but has no data to go on with. */
  readonly waiting: boolean;
  /** At the last `timeupdate`; for a moving display read `AudioEngine.currentTime`. */
  readonly currentTime: number;
  /** NaN before metadata, Infinity for a live stream. */
  readonly duration: number;
  readonly buffered: readonly TimeSpan[];
  readonly seekable: readonly TimeSpan[];
  readonly played: readonly TimeSpan[];
  /** 0 to 1. */
  readonly volume: number;
  readonly muted: boolean;
  readonly loop: boolean;
  readonly playbackRate: number;
  /** Comes before `loop`. */
  readonly section: LoopSection | null;
  /** When the sleep timer pauses, on `performance.now()`'s clock; null: never. */
  readonly sleep: number | 'end-of-track' | null;
  readonly error: PlaybackError | null;
  readonly eqBands: readonly EqBand[];
  readonly eqBypass: boolean;
  /** dB, or `auto`: lowered by the curve's peak. */
  readonly eqPreamp: number | 'auto';
  readonly loudnessMode: LoudnessMode;
  /** Of the current file, as far as it is done; null before, and where nothing may be decoded. */
  readonly overview: Overview | null;
  /** Of the current file; null until all of it was measured. */
  readonly loudness: Loudness | null;
  readonly tags: TrackTags;
  /** Which of the two settings that are compared is set. */
  readonly eqSlot: EqSlot;
}

export type EqSlot = 'A' | 'B';
