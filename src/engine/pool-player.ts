import type {
  BackendFailure,
  BackendListener,
  FailureKind,
  PlaybackSettings,
  Resource,
} from './backend.ts';
import { ControlWords } from './control-words.ts';
import { EqMemory } from './eq-memory.ts';
import { FftSlots } from './fft-slots.ts';
import { LAYOUT } from './memory-layout.ts';
import type { PlayerOutput } from './player-output.ts';
import type { BackendStats } from './player-stats.ts';
import { borrowPool, returnPool, type SoundingPool } from './pool-library.ts';
import { statsOfPool } from './pool-stats.ts';
import type { FromWorker, StreamFailedMessage, StreamFailure } from './protocol.ts';
import { RingBuffer } from './ring-buffer.ts';
import { Scope } from './scope.ts';
import { MEDIA_ERROR, READY_STATE, type MediaErrorCode, type TimeSpan } from './snapshot.ts';
import { StreamClock } from './stream-clock.ts';
import type { WorkerPool } from './worker-pool.ts';

/** How a failed stream looks before and after its first sound, in the terms of `<audio>`. */
const FAILURES: Record<StreamFailure, { kind: FailureKind; code: MediaErrorCode }> = {
  http: { kind: 'file', code: MEDIA_ERROR.SRC_NOT_SUPPORTED },
  unreachable: { kind: 'denied', code: MEDIA_ERROR.SRC_NOT_SUPPORTED },
  network: { kind: 'file', code: MEDIA_ERROR.NETWORK },
  unsupported: { kind: 'mode', code: MEDIA_ERROR.SRC_NOT_SUPPORTED },
  decode: { kind: 'mode', code: MEDIA_ERROR.DECODE },
};

/** Seconds: metadata rounds to a millisecond or so; less than that is not another length. */
const DURATION_TOLERANCE = 0.002;

/** How often a loop's jump back to the start is looked for, milliseconds. */
const LOOP_LOOK_MS = 100;

/**
 * Borrows a pool for a player; the driver gives it back.
 *
 * @param workers 2 to 8
 * @param assets base URL of the worker files, or null for beside this module
 * @throws {Error} one sentence that names what could not be started and why
 */
export async function startPoolPlayer(
  output: PlayerOutput,
  workers: number,
  assets: string | null,
  settings: PlaybackSettings,
  listener: BackendListener,
): Promise<PoolPlayer> {
  const lent = await borrowPool(output.context, workers, assets);
  return new PoolPlayer(lent, output, settings, listener);
}

/**
 * Drives a running pool from the main thread: writes the control words, sends requests to the
 * decode worker, and turns what the workers report into the facts of a backend. The audio path
 * itself runs without it.
 */
class PoolPlayer {
  #scope = new Scope();
  #lent: SoundingPool;
  #pool: WorkerPool;
  #output: PlayerOutput;
  #listener: BackendListener;
  #settings: PlaybackSettings;
  #control: ControlWords;
  #eq: EqMemory;
  #slots: FftSlots;
  #ringB: RingBuffer;
  #clock: StreamClock;
  #generation = 0;
  /** The generation with which the file was opened. */
  #fileGeneration = 0;
  #playing = false;
  #seeking = false;
  #durationSeconds = NaN;
  /** Underruns of whoever had the pool before. */
  readonly #underrunsBefore: number;
  #buffered: readonly TimeSpan[] = [];
  #rounds = 0;

  constructor(
    lent: SoundingPool,
    output: PlayerOutput,
    settings: PlaybackSettings,
    listener: BackendListener,
  ) {
    const { pool, port } = lent;
    this.#lent = lent;
    this.#pool = pool;
    this.#output = output;
    this.#listener = listener;
    this.#settings = settings;
    this.#control = new ControlWords(pool.memory);
    this.#underrunsBefore = this.#control.load('OUTPUT_UNDERRUNS');
    this.#eq = new EqMemory(pool.memory);
    this.#slots = new FftSlots(pool.memory);
    this.#ringB = new RingBuffer(pool.memory, LAYOUT.RING_B);
    this.#clock = new StreamClock(output.context.sampleRate);
    pool.onMessage = (message) => {
      this.#take(message);
    };
    pool.onFault = (message) => {
      this.#lost(message);
    };
    // It may have been lost on its way here.
    const { fault } = pool;
    if (fault !== null) {
      queueMicrotask(() => {
        this.#lost(fault);
      });
    }
    port.connect(output.input);
    // What an earlier player left in the rings must not be heard.
    this.#renew(0);
    this.apply(settings);
    this.#scope.interval(LOOP_LOOK_MS, () => {
      this.#lookForLoop();
    });
  }

  /** Seconds: what is heard now, that is what was rendered one output latency ago. */
  get currentTime(): number {
    return this.#clock.secondsAt(this.#heardFrames);
  }

  get buffered(): readonly TimeSpan[] {
    return this.#buffered;
  }

  get seekable(): readonly TimeSpan[] {
    return this.#durationSeconds > 0 && Number.isFinite(this.#durationSeconds)
      ? [{ start: 0, end: this.#durationSeconds }]
      : [];
  }

  open(resource: Resource, startSeconds: number): void {
    this.#durationSeconds = NaN;
    this.#buffered = [];
    this.#renew(startSeconds);
    this.#fileGeneration = this.#generation;
    this.#pool.send({
      type: 'open_stream',
      generation: this.#generation,
      url: resource.url,
      credentials: resource.crossOrigin === 'use-credentials' ? 'include' : 'same-origin',
      start_seconds: startSeconds,
      loop: this.#settings.loop,
    });
  }

  seek(seconds: number): void {
    this.#seeking = true;
    this.#renew(seconds);
    this.#pool.send({ type: 'seek_stream', generation: this.#generation, seconds });
  }

  setPlaying(playing: boolean): void {
    this.#playing = playing;
    this.#control.store('CONTROL_PLAYING', playing ? 1 : 0);
    if (playing && this.#flows) this.#listener.flowing();
  }

  apply(settings: PlaybackSettings): void {
    const loopChanged = settings.loop !== this.#settings.loop;
    this.#settings = settings;
    this.#eq.publish(settings.eq);
    this.#control.store('CONTROL_FFT_SIZE', settings.analysis.fftSize);
    this.#control.smoothing = settings.analysis.smoothing;
    if (loopChanged) this.#pool.send({ type: 'set_loop', loop: settings.loop });
  }

  readFrequencyData(out: Float32Array): boolean {
    const { sampleRate } = this.#output.context;
    const latencyFrames = Math.round(this.#output.latencySeconds * sampleRate);
    this.#control.store('CONTROL_OUTPUT_LATENCY', latencyFrames);
    return this.#slots.readLatest(out, this.#settings.analysis.fftSize / 2 + 1);
  }

  stats(): BackendStats {
    const underruns = this.#control.load('OUTPUT_UNDERRUNS') - this.#underrunsBefore;
    return statsOfPool(this.#pool, this.#output.context, underruns);
  }

  dispose(): void {
    this.#control.store('CONTROL_PLAYING', 0);
    this.#renew(0);
    this.#pool.send({ type: 'close_stream' });
    this.#scope.dispose();
    returnPool(this.#output.context, this.#lent);
  }

  /** Ring B is being filled with the current generation. */
  get #flows(): boolean {
    return this.#ringB.generation === this.#generation && this.#control.load('DSP_BUFFERING') === 0;
  }

  /** Nothing of what is in the rings may be heard from now on. */
  #renew(startSeconds: number): void {
    this.#generation = this.#pool.nextGeneration();
    this.#rounds = 0;
    this.#clock.restart(startSeconds);
    this.#control.store('CONTROL_GENERATION', this.#generation);
  }

  get #heardFrames(): number {
    if (this.#control.load('OUTPUT_GENERATION') !== this.#generation) return 0;
    const { context, latencySeconds } = this.#output;
    const played = this.#control.load('OUTPUT_FRAMES');
    const heardContextFrame = (context.currentTime - latencySeconds) * context.sampleRate;
    const playedUpTo = this.#control.load('OUTPUT_CONTEXT_FRAME');
    // Difference of two counters that wrap at 2^32.
    const ahead = (playedUpTo - Math.trunc(heardContextFrame)) | 0;
    return Math.max(0, played - Math.max(0, ahead));
  }

  #lookForLoop(): void {
    const rounds = this.#clock.roundsAt(this.#heardFrames);
    if (rounds === this.#rounds) return;
    this.#rounds = rounds;
    this.#listener.looped();
  }

  #lost(message: string): void {
    if (!this.#scope.disposed) {
      this.#listener.failed({ kind: 'crash', code: MEDIA_ERROR.DECODE, message });
    }
  }

  #take(message: FromWorker): void {
    if ('generation' in message && message.generation !== this.#generation) {
      // What is known of this file stays true when a seek made its generation stale meanwhile.
      const ofThisFile = message.generation === this.#fileGeneration;
      if (message.type === 'stream_opened' && ofThisFile) this.#opened(message.duration_seconds);
      return;
    }
    switch (message.type) {
      case 'stream_opened':
        this.#opened(message.duration_seconds);
        return;
      case 'stream_segment':
        this.#clock.add({ atFrame: message.at_frame, mediaSeconds: message.media_seconds });
        return;
      case 'stream_progress':
        this.#buffered = message.buffered_seconds.map(([start, end]) => ({ start, end }));
        this.#listener.progress();
        return;
      case 'stream_stalled':
        this.#listener.stalled();
        return;
      case 'stream_decoded':
        this.#decoded(message.duration_seconds);
        return;
      case 'stream_flowing':
        this.#flowing();
        return;
      case 'stream_buffering':
        if (this.#playing) this.#listener.waiting();
        return;
      case 'stream_ended':
        this.#listener.ended();
        return;
      case 'stream_failed':
        this.#listener.failed(describe(message, !Number.isNaN(this.#durationSeconds)));
        return;
      case 'task_failed':
      case 'task_complete':
      case 'ready':
        return;
    }
  }

  #opened(durationSeconds: number): void {
    this.#durationSeconds = durationSeconds;
    this.#listener.metadata(durationSeconds);
    // The length may take longer to find than the first sound.
    if (this.#flows) this.#listener.readyState(READY_STATE.HAVE_ENOUGH_DATA);
  }

  #decoded(durationSeconds: number): void {
    if (Math.abs(durationSeconds - this.#durationSeconds) < DURATION_TOLERANCE) return;
    this.#durationSeconds = durationSeconds;
    this.#listener.durationChange(durationSeconds);
  }

  #flowing(): void {
    if (this.#seeking) {
      this.#seeking = false;
      this.#listener.seeked();
    }
    this.#listener.readyState(READY_STATE.HAVE_ENOUGH_DATA);
    if (this.#playing) this.#listener.flowing();
  }
}

/** @param opened the file's metadata were known */
function describe({ failure, error }: StreamFailedMessage, opened: boolean): BackendFailure {
  const sentences: Record<StreamFailure, string> = {
    http: `The file could not be loaded. ${error}`,
    unreachable:
      'The file could not be fetched: the network failed, or its server does not allow this page to read it.',
    network: `The network failed while the file was being loaded. ${error}`,
    unsupported: `The file is not audio that the threaded engine can read. ${error}`,
    decode: `The file is damaged and can’t be played further. ${error}`,
  };
  const { kind, code } = FAILURES[failure];
  const early = !opened && code === MEDIA_ERROR.NETWORK;
  return {
    kind,
    code: early ? MEDIA_ERROR.SRC_NOT_SUPPORTED : code,
    message: sentences[failure],
  };
}

export type { PoolPlayer };
