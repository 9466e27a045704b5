/**
 * Every message between threads, with the seed's field names. Both sides import this file and
 * nothing else of each other; `switch` statements over `type` are exhaustive.
 */

/** What a worker is there for. A small pool gives several roles to one worker. */
export type WorkerRole = 'decode' | 'background' | 'dsp' | 'fft';

/** Values of WORKER_STATE in a worker's record. */
export const WORKER_STATES = { STARTING: 0, IDLE: 1, BUSY: 2, STOPPED: 3 } as const;

/** Values of TASK_TYPE: the seed's messages that travel as binary records. */
export const TASK_TYPES = { process_audio: 1, compute_fft: 2 } as const;
/** Values of TASK_STATE. */
export const TASK_STATES = { QUEUED: 0, DONE: 1, FAILED: 2 } as const;

/**
 * The seed's `process_audio`, as a record in the dsp worker's queue: interleaved stereo float32,
 * byte offsets.
 */
export interface ProcessAudioTask {
  readonly type: 'process_audio';
  readonly task_id: number;
  readonly input_offset: number;
  readonly output_offset: number;
  readonly num_samples: number;
}

/** The seed's `compute_fft`, as a record in the fft worker's queue. */
export interface ComputeFftTask {
  readonly type: 'compute_fft';
  readonly task_id: number;
  readonly audio_offset: number;
  readonly fft_size: number;
  readonly output_offset: number;
}

/** Compiled kernels, by the name of their source. */
export interface KernelModules {
  readonly ring: WebAssembly.Module;
  readonly fft: WebAssembly.Module;
  readonly equalizer: WebAssembly.Module;
  readonly resample: WebAssembly.Module;
}

export interface WorkerInitMessage {
  readonly type: 'init';
  readonly worker_id: number;
  readonly memory: WebAssembly.Memory;
  /** Hz: the context's rate, which every ring carries. */
  readonly sample_rate: number;
  readonly roles: readonly WorkerRole[];
  readonly modules: KernelModules;
  /** Byte offset of the doorbell of the worker with the dsp role. */
  readonly dsp_doorbell: number;
  /** Byte offset of the doorbell of the worker with the decode role. */
  readonly decode_doorbell: number;
  /** The main thread can't sleep on memory: completed tasks are told by message, too. */
  readonly post_completions: boolean;
}

/** A file and how to ask for it. */
export interface StreamSource {
  readonly url: string;
  readonly credentials: RequestCredentials;
}

/**
 * Opens a file and starts to fill ring A with it from `start_seconds` on. What was to follow another
 * one is forgotten.
 */
export interface OpenStreamMessage extends StreamSource {
  readonly type: 'open_stream';
  readonly generation: number;
  /** The file's number: whatever is said of a file names it. */
  readonly track: number;
  readonly start_seconds: number;
}

/** Of the track that is heard: what had been decoded of another one is dropped. */
export interface SeekStreamMessage {
  readonly type: 'seek_stream';
  readonly generation: number;
  readonly seconds: number;
}

/** What follows when the track that is heard has ended, in place of what was said before. */
export interface SetNextMessage {
  readonly type: 'set_next';
  readonly track: number;
  /** The first one that can be opened is played; none: nothing follows. */
  readonly sources: readonly StreamSource[];
}

/** The track that followed is heard now: from here on it is the one that seeks are about. */
export interface NextHeardMessage {
  readonly type: 'next_heard';
  readonly track: number;
}

export interface SetCrossfadeMessage {
  readonly type: 'set_crossfade';
  readonly seconds: number;
}

export interface SetLoopMessage {
  readonly type: 'set_loop';
  readonly loop: boolean;
}

export interface CloseStreamMessage {
  readonly type: 'close_stream';
}

export interface ShutdownMessage {
  readonly type: 'shutdown';
}

/** To a worker that does background work alone: opens a file and reads its tags. */
export interface ReadFileMessage {
  readonly type: 'read_file';
  readonly url: string;
  readonly credentials: RequestCredentials;
}

/** Decodes the file that is open for its overview and its loudness. */
export interface MeasureFileMessage {
  readonly type: 'measure_file';
  /** A file that is smaller is decoded at once, any other at the pace of the listener. */
  readonly unpaced_bytes: number;
}

/** How far the listener has come with the file, what is buffered included. */
export interface PaceSurveyMessage {
  readonly type: 'pace_survey';
  readonly seconds: number;
}

/** Main thread to the worker that decodes. The dsp worker takes `init` only: it sleeps on memory. */
export type ToWorker =
  | WorkerInitMessage
  | OpenStreamMessage
  | SeekStreamMessage
  | SetNextMessage
  | NextHeardMessage
  | SetCrossfadeMessage
  | SetLoopMessage
  | CloseStreamMessage
  | ReadFileMessage
  | MeasureFileMessage
  | PaceSurveyMessage
  | ShutdownMessage;

export interface ReadyMessage {
  readonly type: 'ready';
  readonly worker_id: number;
}

/** The file is open and can be decoded. */
export interface StreamOpenedMessage {
  readonly type: 'stream_opened';
  readonly track: number;
  /** Of its sources the one that could be opened. */
  readonly url: string;
  /** Infinity when it has no end that is known. */
  readonly duration_seconds: number;
  readonly sample_rate: number;
  readonly channels: number;
  readonly codec: string;
}

/**
 * From frame `at_frame` of the generation on, ring A holds `track` from `media_seconds` on. The same
 * track again is a loop.
 */
export interface StreamSegmentMessage {
  readonly type: 'stream_segment';
  readonly generation: number;
  readonly track: number;
  readonly at_frame: number;
  readonly media_seconds: number;
}

export interface StreamProgressMessage {
  readonly type: 'stream_progress';
  readonly track: number;
  /** Seconds of the file that can be played without the network: `[start, end)` pairs in order. */
  readonly buffered_seconds: readonly (readonly [number, number])[];
}

/** The network has been silent for a while though data is needed. */
export interface StreamStalledMessage {
  readonly type: 'stream_stalled';
  readonly track: number;
}

/** The last frame was decoded: the file's true length. */
export interface StreamDecodedMessage {
  readonly type: 'stream_decoded';
  readonly track: number;
  readonly duration_seconds: number;
}

/** Ring A ran dry (or has not filled yet): the sound has to wait. */
export interface StreamBufferingMessage {
  readonly type: 'stream_buffering';
  readonly generation: number;
}

/** There is enough in ring A: sound flows. */
export interface StreamFlowingMessage {
  readonly type: 'stream_flowing';
  readonly generation: number;
}

/** The last frame of the generation left ring B. */
export interface StreamEndedMessage {
  readonly type: 'stream_ended';
  readonly generation: number;
}

/**
 * Why a stream can't go on. `http`: the server answered with an error. `unreachable`: fetch was
 * refused (no network, or no CORS). `network`: it answered once and then went silent or away.
 * `unsupported`: nothing here can read or decode the file. `decode`: it started well and then broke.
 */
export type StreamFailure = 'http' | 'unreachable' | 'network' | 'unsupported' | 'decode';

export interface StreamFailedMessage {
  readonly type: 'stream_failed';
  readonly generation: number;
  readonly track: number;
  readonly failure: StreamFailure;
  readonly error: string;
}

/** Posted only where the main thread can't sleep on memory. */
export interface TaskCompleteMessage {
  readonly type: 'task_complete';
  readonly task_id: number;
  readonly execution_time_us: number;
}

/** A fault of the worker itself, not of the file. */
export interface TaskFailedMessage {
  readonly type: 'task_failed';
  readonly task_id: number;
  readonly error: string;
}

export type FromWorker =
  | ReadyMessage
  | StreamOpenedMessage
  | StreamSegmentMessage
  | StreamProgressMessage
  | StreamStalledMessage
  | StreamDecodedMessage
  | StreamBufferingMessage
  | StreamFlowingMessage
  | StreamEndedMessage
  | StreamFailedMessage
  | TaskCompleteMessage
  | TaskFailedMessage;

/** What is told of a file. */
export type TrackMessage = Extract<FromWorker, { readonly track: number }>;

/** What a file says of itself; see `TrackTags` for the meaning. */
export interface TagsReadMessage {
  readonly type: 'tags_read';
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly picture: {
    readonly bytes: Uint8Array<ArrayBuffer>;
    readonly mime_type: string;
  } | null;
  readonly track_gain_db: number | null;
  readonly track_peak: number | null;
  readonly album_gain_db: number | null;
  readonly album_peak: number | null;
  /** In the order of time. */
  readonly chapters: readonly ChapterRecord[];
}

export interface ChapterRecord {
  readonly start_seconds: number;
  readonly title: string;
}

/** The overview as far as it is done; the arrays are the receiver's. */
export interface OverviewProgressMessage {
  readonly type: 'overview_progress';
  readonly duration_seconds: number;
  readonly min: Float32Array<ArrayBuffer>;
  readonly max: Float32Array<ArrayBuffer>;
  readonly rms: Float32Array<ArrayBuffer>;
  readonly done: number;
}

/** All of the file was measured. */
export interface FileMeasuredMessage {
  readonly type: 'file_measured';
  readonly integrated_lufs: number;
  readonly true_peak_dbtp: number;
}

/** The file is not measured, or only the part that was told: it is endless or broken. */
export interface MeasureFailedMessage {
  readonly type: 'measure_failed';
  readonly error: string;
}

/** A sign of life every 250 ms: no memory is shared with such a worker. */
export interface AliveMessage {
  readonly type: 'alive';
}

/** What a worker that does background work alone tells. */
export type FromBackground =
  | AliveMessage
  | TagsReadMessage
  | OverviewProgressMessage
  | FileMeasuredMessage
  | MeasureFailedMessage;

/** `processorOptions` of the output worklet. */
export interface OutputWorkletOptions {
  readonly memory: WebAssembly.Memory;
  readonly ringModule: WebAssembly.Module;
  readonly dspDoorbell: number;
  readonly fftDoorbell: number;
}

/** Name under which the output worklet registers its processor. */
export const OUTPUT_PROCESSOR = 'rusty-audio-output';

/** Name under which the same script registers the limiter's processor. */
export const LIMITER_PROCESSOR = 'rusty-audio-limiter';
/** Main thread to a limiter that is no longer needed. */
export const LIMITER_CLOSE = 'close';
