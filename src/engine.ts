/**
 * `rusty-audio-player/engine`: playback, equalizer and spectrum without any element on the page.
 * Can be imported in Node; it runs in browsers.
 */
export {
  AudioEngine,
  type Diagnosis,
  type DiagnosisCheck,
  type EngineSettings,
  type EngineSnapshot,
  MEDIA_ERROR,
  NETWORK_STATE,
  type PlaybackError,
  type PlaybackMode,
  type PlayerStats,
  READY_STATE,
  type RingStats,
  type RoleStats,
  type WorkerStats,
  type Loudness,
  type LoudnessMode,
  type Overview,
  type SourceCandidate,
  type TimeSpan,
  type TrackTags,
} from './engine/audio-engine.ts';
export {
  AudioThreading,
  type AudioThreadingOptions,
  type TaskResult,
  type ThreadingStats,
  type UserRegion,
} from './engine/audio-threading.ts';
export { BAND_TYPES, type BandType, DEFAULT_BANDS, type EqBand } from './engine/equalizer.ts';
