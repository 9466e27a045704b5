/**
 * The one truth about shared memory: every offset that TypeScript or a kernel uses is computed here.
 *
 * A kernel (`wasm/*.wat`) can't import an `offset=` immediate, so its literals carry the name they
 * stand for, `offset=0x40 (;=RING_READ;)`, and the build fails on a name that is unknown here or a
 * number that differs. `LAYOUT_HASH` is exported by every assembled module; the loader refuses a
 * module that was built against another layout.
 *
 * All numbers are bytes unless their name ends in `_FRAMES`, `_COUNT` or `_BINS`.
 */

const CACHE_LINE = 64;
const align = (offset: number, to: number): number => Math.ceil(offset / to) * to;

/** Lays regions one behind the other, each aligned; returns their offsets and the end. */
function regions<const Name extends string>(
  start: number,
  sizes: readonly (readonly [Name, number, number?])[],
): { offsets: Record<Name, number>; end: number } {
  const offsets = {} as Record<Name, number>;
  let end = start;
  for (const [name, bytes, alignment = CACHE_LINE] of sizes) {
    offsets[name] = align(end, alignment);
    end = offsets[name] + bytes;
  }
  return { offsets, end };
}

const KB = 1024;
const PAGE_BYTES = 64 * KB;

/** "RAUD", little endian, at byte 0. */
const MAGIC = 0x52415544;
const VERSION = 2;

const WORKER_COUNT = 16;
const RING_COUNT = 2;
const FFT_SLOT_COUNT = 8;
const DECODE_BUFFER_COUNT = 4;
const BAND_COUNT = 8;

const MAX_FFT_SIZE = 16384;
const MAX_FFT_BINS = MAX_FFT_SIZE / 2 + 1;

/** One frame is two interleaved float32 samples (left, right). */
const FRAME_BYTES = 8;
const FLOAT_BYTES = 4;
/** What a kernel's SIMD instruction works on: four float32. */
const VECTOR_BYTES = 16;
const RING_DATA_BYTES = 256 * KB;
const RING_CAPACITY_FRAMES = RING_DATA_BYTES / FRAME_BYTES;

/**
 * A ring's control block. Indices count frames, run freely and wrap at 2^32; `index mod capacity`
 * is the place in the data. The producer alone writes the write line, the generation line and the
 * line of its counts, the consumer alone the read line and that of its counts. What one side looks
 * at again and again (the other's index) shares no line with what the other writes for itself.
 */
const RING = {
  /** u32, producer: frames ever written. Published last, after the frames themselves. */
  RING_WRITE: 0,
  /** u32, consumer: frames ever read. */
  RING_READ: 64,
  /** u32, constant: byte offset of the frames. */
  RING_DATA: 128,
  /** u32, constant: frames that fit, a power of two. */
  RING_CAPACITY: 132,
  /** u32, constant: frames behind the read index that the producer must not overwrite. */
  RING_HISTORY: 136,
  /** u32, producer: the generation of the frames from RING_GENERATION_START on. Published last. */
  RING_GENERATION: 192,
  /** u32, producer: write index at which the generation begins. */
  RING_GENERATION_START: 196,
  /** u32, producer: 1 when the generation is complete at RING_WRITE. */
  RING_ENDED: 200,
  /** u32, producer: frames that were offered but found no room. */
  RING_OVERRUNS: 256,
  /** u32, producer's own: frames that surely find room, by the last look at the read index. */
  RING_SURE_SPACE: 260,
  /** u32, consumer: frames that were asked for but were not there. */
  RING_UNDERRUNS: 320,
  /** u32, consumer's own: frames that can surely be read, by the last look at the write index. */
  RING_SURE_FILL: 324,
  RING_BYTES: 384,
} as const;

/** A worker's record: 16 of them. */
const WORKER = {
  WORKER_ID: 0,
  /** One of `WORKER_STATES` (protocol.ts). */
  WORKER_STATE: 4,
  /** Counts up in every turn of a worker's loop. */
  WORKER_HEARTBEAT: 8,
  /** u32: rung (add 1, notify) by whoever has work for this worker. */
  WORKER_DOORBELL: 12,
  WORKER_BYTES: 64,
} as const;

/** A task as the seed's messages have it: 32 bytes. Written by main, status and time by the worker. */
const TASK = {
  TASK_ID: 0,
  /** u32: one of `TASK_TYPES` (protocol.ts). */
  TASK_TYPE: 4,
  /** u32: byte offset of the input. */
  TASK_INPUT: 8,
  /** u32: byte offset of the output. */
  TASK_OUTPUT: 12,
  /** u32: `num_samples` or `fft_size`. */
  TASK_COUNT: 16,
  /** u32: one of `TASK_STATES`. */
  TASK_STATE: 20,
  /** f32, microseconds. */
  TASK_TIME: 24,
  TASK_BYTES: 32,
} as const;

/** A worker's tasks in the order they were given: single producer (main), single consumer. */
const TASK_QUEUE = {
  /** u32, main: tasks ever submitted. */
  QUEUE_SUBMITTED: 0,
  /** u32, worker: tasks ever completed. Main sleeps on it. */
  QUEUE_COMPLETED: 64,
  QUEUE_RECORDS: 128,
  QUEUE_CAPACITY: 64,
  QUEUE_BYTES: 128 + 64 * TASK.TASK_BYTES,
} as const;

/** What a worker's steps in one of its roles took: the latest ones in turn. Written by the worker. */
const WORK_TIMES = {
  /** u32: steps ever done; published last. */
  TIMES_COUNT: 0,
  /** f32, microseconds. */
  TIMES_LATEST: 64,
  /** f32, seconds of sound that the step dealt with. */
  TIMES_SOUND: 64 + 256 * FLOAT_BYTES,
  TIMES_CAPACITY: 256,
  TIMES_BYTES: 64 + 2 * 256 * FLOAT_BYTES,
  /** Records a worker has: one for each of its roles, in the order of `roles` in its `init`. */
  TIMES_ROLES_COUNT: 2,
} as const;

/** One equalizer band as the seed has it: 32 bytes. */
const BAND = {
  /** u32: index into `BAND_TYPES` (equalizer.ts). */
  BAND_TYPE: 0,
  /** u32: 0 or 1. */
  BAND_ENABLED: 4,
  /** f64, Hz. */
  BAND_FREQUENCY: 8,
  /** f64, dB. */
  BAND_GAIN: 16,
  /** f64, dimensionless. */
  BAND_Q: 24,
  BAND_BYTES: 32,
} as const;

/** A complete equalizer setting; two of them, published by flipping a version. */
const EQ_SETTING = {
  EQ_SETTING_BANDS: 0,
  /** f64, dB. */
  EQ_SETTING_PREAMP: BAND_COUNT * BAND.BAND_BYTES,
  /** u32: 0 or 1. */
  EQ_SETTING_BYPASS: BAND_COUNT * BAND.BAND_BYTES + 8,
  EQ_SETTING_BYTES: BAND_COUNT * BAND.BAND_BYTES + 64,
} as const;

/** A finished analysis: 8 slots, written in turn. */
const FFT_SLOT = {
  /** u32: number of dB values. */
  FFT_SLOT_BIN_COUNT: 0,
  /** u32: generation of the frames that were analysed. */
  FFT_SLOT_GENERATION: 4,
  /** f32 dBFS, one a bin. */
  FFT_SLOT_DB: 64,
  FFT_SLOT_BYTES: align(64 + MAX_FFT_BINS * 4, CACHE_LINE),
} as const;

/**
 * The FFT kernel's tables (offsets into FFT_TABLES) and the area it works in (any place; FFT_SCRATCH
 * unless told). fft-tables.ts says what the tables hold.
 */
const FFT = {
  /** Calibration of each window, f32: 2 / mean. */
  FFT_SCALES: 0,
  /** u32 of flags: which tables are complete (fft-tables.ts). */
  FFT_READY: 16,
  /** Middle passes: a transform of n points begins at FFT_MIDDLE + 2 n. */
  FFT_MIDDLE: 0,
  /** First pass over m points: at FFT_FIRST + 8 m. */
  FFT_FIRST: 8 * KB,
  /** Last pass, from m complex points to 2 m real ones: at FFT_LAST + 2 m. */
  FFT_LAST: 136 * KB,
  /** Window w of n samples: at FFT_WINDOWS + w FFT_WINDOW_BYTES + 4 (n - 512). */
  FFT_WINDOWS: 168 * KB,
  FFT_WINDOW_BYTES: 4 * (2 * MAX_FFT_SIZE - 512),
  /** Work: from a real part to its imaginary part. Not a power of two: no two lines share a set. */
  FFT_IM: 32 * KB + 64,
  /** Work: the passes go to and fro between two complex buffers. */
  FFT_WORK_A: 0,
  FFT_WORK_B: 66 * KB,
  FFT_WORK_BYTES: 132 * KB,
} as const;

/** Twiddles of the first pass: v128 each, factors 0..3 or 4..7 of one point, halved. */
const FFT_FIRST_ROW = {
  FFT_FIRST_RE: 0,
  FFT_FIRST_IM: 16,
  FFT_FIRST_ROW_BYTES: 32,
} as const;

/** Twiddles of a middle pass: f32 each, factors 1..3 of one point. */
const FFT_MIDDLE_ROW = {
  FFT_W1_RE: 0,
  FFT_W1_IM: 4,
  FFT_W2_RE: 8,
  FFT_W2_IM: 12,
  FFT_W3_RE: 16,
  FFT_W3_IM: 20,
  FFT_MIDDLE_ROW_BYTES: 24,
} as const;

/** Twiddles of the last pass: v128 each, two factors of four neighbouring points. */
const FFT_LAST_BLOCK = {
  FFT_T_RE: 0,
  FFT_T_IM: 16,
  FFT_T8_RE: 32,
  FFT_T8_IM: 48,
  FFT_LAST_BLOCK_BYTES: 64,
} as const;

/**
 * The equalizer kernel's region. A vector is two f64 lanes, left and right. `EQ_BAND_*` are offsets
 * in a band's record, of which there are BAND_COUNT at EQ_BANDS.
 */
const EQ_KERNEL = {
  /** Vectors: the preamp now, and its step a frame. */
  EQ_PREAMP: 0,
  EQ_PREAMP_STEP: 16,
  /** u32: 1 during a glide: every coefficient goes on by its step each frame. */
  EQ_GLIDING: 32,
  /** u32 for each group of four bands: 0 all identity, 1 all peaks and notches, 2 general. */
  EQ_GROUP_KINDS: 40,
  EQ_BANDS: 64,
  /** Vectors, settled: see equalizer.wat. */
  EQ_BAND_C1: 0,
  EQ_BAND_C2: 16,
  EQ_BAND_C3: 32,
  EQ_BAND_C4: 48,
  EQ_BAND_C5: 64,
  /** Vectors, gliding: 2 a1, 2 a2, g, m0, m1 / 2, m2 / 2 (svf-coefficients.ts) and steps a frame. */
  EQ_BAND_GLIDE_A1: 0,
  EQ_BAND_GLIDE_A2: 16,
  EQ_BAND_GLIDE_G: 32,
  EQ_BAND_GLIDE_M0: 48,
  EQ_BAND_GLIDE_M1: 64,
  EQ_BAND_GLIDE_M2: 80,
  EQ_BAND_STEPS: 96,
  /** Vectors: the state, u, r and s when settled, ic1 and ic2 when gliding. */
  EQ_BAND_STATE_1: 192,
  EQ_BAND_STATE_2: 208,
  EQ_BAND_STATE_3: 224,
  EQ_BAND_STRIDE: 240,
  /** Vectors, one a frame: the block that is being worked on. */
  EQ_BLOCK: 64 + BAND_COUNT * 240,
  EQ_BLOCK_FRAMES: 512,
  EQ_BYTES: 64 + BAND_COUNT * 240 + 512 * 16,
} as const;

/** The resampler kernel's region. */
const RESAMPLER_FIELDS = {
  /** u32: input frames an output frame advances by, whole part. */
  RESAMPLER_STEP: 0,
  /** u32: the rest of that advance, in units of 1 / RESAMPLER_PHASES input frames. */
  RESAMPLER_STEP_PHASE: 4,
  /** u32: the output rate divided by the rates' greatest common divisor. */
  RESAMPLER_PHASES: 8,
  /** u32: position of the next output frame between two input frames, below RESAMPLER_PHASES. */
  RESAMPLER_PHASE: 12,
  /** u32: input frame in the history at which the next output frame's filter begins. */
  RESAMPLER_START: 16,
  /** u32: input frames in the history. */
  RESAMPLER_FILL: 20,
  /** u32: length of the filter, a multiple of 8. */
  RESAMPLER_TAPS: 24,
  /** u32: rows of the filter bank per input frame. */
  RESAMPLER_ROWS: 28,
  /** u32: input frames that the last call took. */
  RESAMPLER_CONSUMED: 32,
  /** f32: history of the left and the right channel. */
  RESAMPLER_LEFT: 64,
  RESAMPLER_RIGHT: 64 + 8192 * 4,
  RESAMPLER_HISTORY_FRAMES: 8192,
  /** f32: RESAMPLER_ROWS + 1 rows of RESAMPLER_TAPS. */
  RESAMPLER_BANK: 64 + 8192 * 8,
  RESAMPLER_BANK_BYTES: 480 * KB,
  RESAMPLER_BYTES: 64 + 8192 * 8 + 480 * KB,
} as const;

/** A lane of the decode worker: two decode buffers in which one track becomes stereo frames. */
const DECODE_LANE = {
  /** f32: what is mixed, planar, DECODE_CHUNK_FRAMES a channel. */
  DECODE_LEFT: 0,
  DECODE_RIGHT: 64 * KB,
  DECODE_CHUNK_FRAMES: 16384,
  /** The resampler's filter bank and history. */
  DECODE_RESAMPLER: 128 * KB,
  /** f32: interleaved frames at the context's rate, DECODE_BUFFER_BYTES. */
  DECODE_FRAMES: KB * KB,
  DECODE_LANE_BYTES: 2 * KB * KB,
} as const;

/** Words between the main thread, the workers and the output worklet; a cache line per writer. */
const CONTROL = {
  /** u32, main: the generation that may be heard. */
  CONTROL_GENERATION: 0,
  /** u32, main: 1 while the player wants sound. */
  CONTROL_PLAYING: 4,
  /** u32, main: 1 asks every worker to leave its loop. */
  CONTROL_SHUTDOWN: 8,
  /** u32, main: version of the equalizer setting; its lowest bit picks the bank. */
  CONTROL_EQ_VERSION: 12,
  /** u32, main: analysis size, samples. */
  CONTROL_FFT_SIZE: 16,
  /** f32, main: smoothing per 1/60 s, 0 to 1. */
  CONTROL_SMOOTHING: 20,
  /** u32, main: output latency that the analysis is to be delayed by, frames. */
  CONTROL_OUTPUT_LATENCY: 24,
  /** u32, output worklet: generation of the frames it plays. */
  OUTPUT_GENERATION: 64,
  /** u32, output worklet: frames of that generation given to the graph (low 32 bits). */
  OUTPUT_FRAMES: 68,
  /**
   * u32, output worklet: context frame (low 32 bits) at which frame 0 would have been given if all of
   * them had come in a row up to now. It only changes where they do not, so that a reader may be late.
   */
  OUTPUT_START_FRAME: 72,
  /** u32, output worklet: frames that ring B should hold. */
  OUTPUT_TARGET_DEPTH: 76,
  /** u32, output worklet: times that ring B ran dry although there was music to play. */
  OUTPUT_UNDERRUNS: 80,
  /** u32, output worklet: 1 after `process` was called for the first time. */
  OUTPUT_ALIVE: 84,
  /** u32, dsp worker: 1 from a start or a stall until ring B is filled. */
  DSP_BUFFERING: 128,
  /** u32, fft worker: number of analyses published; the slot is `(n - 1) mod FFT_SLOT_COUNT`. */
  FFT_PUBLISHED: 192,
  CONTROL_BYTES: 256,
} as const;

const { offsets: MAP, end: MAP_END } = regions(0, [
  ['HEADER', 256],
  ['WORKERS', WORKER_COUNT * WORKER.WORKER_BYTES],
  ['CONTROL', CONTROL.CONTROL_BYTES],
  ['RING_A', RING.RING_BYTES],
  ['RING_B', RING.RING_BYTES],
  ['EQ_SETTINGS', 2 * EQ_SETTING.EQ_SETTING_BYTES],
  /** The equalizer kernel's own coefficients and state: the player's, and the task API's. */
  ['EQ_PLAYER', EQ_KERNEL.EQ_BYTES],
  ['EQ_TASKS', EQ_KERNEL.EQ_BYTES],
  /** The dsp worker's block, interleaved. */
  ['DSP_BLOCK', 16 * KB],
  /** The output worklet's quantum, planar: left, right. */
  ['OUTPUT_QUANTUM', 16 * KB],
  ['RING_A_DATA', RING_DATA_BYTES, 4 * KB],
  ['RING_B_DATA', RING_DATA_BYTES],
  ['FFT_SLOTS', FFT_SLOT_COUNT * FFT_SLOT.FFT_SLOT_BYTES],
  /** Twiddles and windows, written once by kernels.ts. */
  ['FFT_TABLES', FFT.FFT_WINDOWS + 4 * FFT.FFT_WINDOW_BYTES],
  /** The fft kernel's work area. */
  ['FFT_SCRATCH', 384 * KB],
  /** What the fft worker analyses, mono f32, and the linear magnitudes it smooths. */
  ['ANALYSIS_INPUT', MAX_FFT_SIZE * 4],
  ['ANALYSIS_MAGNITUDES', MAX_FFT_BINS * 4],
  /** Two lanes of two: a track fades in while another fades out. */
  ['DECODE_BUFFERS', DECODE_BUFFER_COUNT * KB * KB],
  ['DSP_TASKS', TASK_QUEUE.QUEUE_BYTES],
  ['FFT_TASKS', TASK_QUEUE.QUEUE_BYTES],
  ['WORK_TIMES', WORKER_COUNT * WORK_TIMES.TIMES_ROLES_COUNT * WORK_TIMES.TIMES_BYTES],
]);

const USER_REGION = align(MAP_END, 4 * KB);
const DEFAULT_MEMORY_BYTES = 128 * PAGE_BYTES;

/** Every offset and count by name. Kernels name these in their literals. */
export const LAYOUT = {
  MAGIC,
  VERSION,
  PAGE_BYTES,
  WORKER_COUNT,
  RING_COUNT,
  FFT_SLOT_COUNT,
  DECODE_BUFFER_COUNT,
  DECODE_BUFFER_BYTES: KB * KB,
  BAND_COUNT,
  MAX_FFT_SIZE,
  MAX_FFT_BINS,
  FRAME_BYTES,
  FLOAT_BYTES,
  VECTOR_BYTES,
  RING_CAPACITY_FRAMES,
  /** Ring A keeps this much of the past, so that the signal before the equalizer can be shown. */
  RING_A_HISTORY_FRAMES: 16384,
  /**
   * Ring B keeps the longest analysis and the output latency behind its read index; what is left
   * holds 60 ms at 192 kHz.
   */
  RING_B_HISTORY_FRAMES: 20480,
  ...RING,
  ...WORKER,
  ...TASK,
  ...TASK_QUEUE,
  ...WORK_TIMES,
  ...BAND,
  ...EQ_SETTING,
  ...EQ_KERNEL,
  ...RESAMPLER_FIELDS,
  ...DECODE_LANE,
  ...FFT_SLOT,
  ...FFT,
  ...FFT_FIRST_ROW,
  ...FFT_MIDDLE_ROW,
  ...FFT_LAST_BLOCK,
  ...CONTROL,
  ...MAP,
  /** From here to the end of memory: the caller's. */
  USER_REGION,
  DEFAULT_MEMORY_BYTES,
  /** Of a pool that only plays: nothing in it is a caller's. */
  PLAYER_MEMORY_BYTES: align(USER_REGION, PAGE_BYTES),
  /** The user region is at least this large. */
  MIN_MEMORY_BYTES: align(USER_REGION + KB * KB, PAGE_BYTES),
} as const;

/** Byte offset of a worker's record. */
export function workerRecord(workerId: number): number {
  return LAYOUT.WORKERS + workerId * LAYOUT.WORKER_BYTES;
}

/** FNV-1a, 32 bit, over the names and numbers of `LAYOUT`. */
export const LAYOUT_HASH: number = Object.entries(LAYOUT)
  .map(([name, value]) => `${name}=${String(value)};`)
  .join('')
  .split('')
  .reduce((hash, char) => Math.imul(hash ^ char.charCodeAt(0), 0x01000193), 0x811c9dc5);

/** The regions of the map in order, for tests and for `docs/`. */
export const MEMORY_MAP: readonly { name: string; offset: number }[] = Object.entries<number>(
  MAP,
).map(([name, offset]) => ({ name, offset }));
