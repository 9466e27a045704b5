import type { BackendListener, PlaybackSettings, Resource } from './backend.ts';
import { ControlWords } from './control-words.ts';
import { EqMemory } from './eq-memory.ts';
import { LAYOUT } from './memory-layout.ts';
import { PlayedFrames } from './played-frames.ts';
import type { PlayerOutput } from './player-output.ts';
import type { BackendStats } from './player-stats.ts';
import { PoolAnalysis } from './pool-analysis.ts';
import { statsOfPool } from './pool-stats.ts';
import type { SoundingPool } from './pool-library.ts';
import type { FromWorker, TrackMessage } from './protocol.ts';
import { RingBuffer } from './ring-buffer.ts';
import { Scope } from './scope.ts';
import { SegmentWatch } from './segment-watch.ts';
import { fadedOut } from './faded-out.ts';
import { MEDIA_ERROR, READY_STATE, type TimeSpan } from './snapshot.ts';
import type { Standing } from './standing.ts';
import { type Segment, StreamClock } from './stream-clock.ts';
import { describeStreamFailure } from './stream-failure.ts';
import {
  DURATION_TOLERANCE,
  hasWhole,
  resourceOf,
  sourceOf,
  StreamTracks,
} from './stream-tracks.ts';
import type { WorkerPool } from './worker-pool.ts';

export { borrowPool } from './pool-library.ts';

/**
 * Drives a running pool from the main thread: writes the control words, sends requests to the
 * decode worker, and turns what the workers report into the facts of a backend. The audio path
 * itself runs without it.
 */
export class PoolPlayer {
  #scope = new Scope();
  #port: AudioWorkletNode;
  #pool: WorkerPool;
  #output: PlayerOutput;
  #listener: BackendListener;
  #settings: PlaybackSettings;
  #control: ControlWords;
  #eq: EqMemory;
  #analysis: PoolAnalysis;
  #played: PlayedFrames;
  #ringB: RingBuffer;
  #clock: StreamClock;
  #segments: SegmentWatch;
  #tracks = new StreamTracks();
  #generation = 0;
  #playing = false;
  #seeking = false;
  /** Nothing comes after what was rendered. */
  #ended = false;
  /** The context's time at which it was paused last, seconds. */
  #pausedAt = 0;
  /** The generation replaces one that had gone on with a track that is not to follow any more. */
  #takingBack = false;
  /** Underruns of whoever had the pool before. */
  readonly #underrunsBefore: number;

  constructor(
    { pool, port }: SoundingPool,
    output: PlayerOutput,
    settings: PlaybackSettings,
    listener: BackendListener,
  ) {
    this.#port = port;
    this.#pool = pool;
    this.#output = output;
    this.#listener = listener;
    this.#settings = settings;
    this.#control = new ControlWords(pool.memory);
    this.#underrunsBefore = this.#control.load('OUTPUT_UNDERRUNS');
    this.#eq = new EqMemory(pool.memory);
    this.#analysis = new PoolAnalysis(pool.memory, this.#control, output, settings.analysis);
    this.#played = new PlayedFrames(this.#control, output);
    this.#ringB = new RingBuffer(pool.memory, LAYOUT.RING_B);
    const { sampleRate } = output.context;
    this.#clock = new StreamClock(sampleRate);
    this.#segments = new SegmentWatch(
      this.#clock,
      () => this.#played.heard(this.#generation),
      sampleRate,
      (segment) => {
        this.#heard(segment);
      },
    );
    this.#scope.own(() => {
      this.#segments.stop();
    });
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
    this.#pool.send({ type: 'set_loop', loop: settings.loop });
    this.#pool.send({ type: 'set_crossfade', seconds: settings.crossfadeSeconds });
    this.apply(settings);
  }

  /** Seconds: what is heard now, that is what left ring B one latency ago. */
  get currentTime(): number {
    return this.#clock.secondsAt(this.#played.heard(this.#generation));
  }

  get buffered(): readonly TimeSpan[] {
    return this.#tracks.current.buffered;
  }

  get seekable(): readonly TimeSpan[] {
    const { durationSeconds } = this.#tracks.current;
    return durationSeconds > 0 && Number.isFinite(durationSeconds)
      ? [{ start: 0, end: durationSeconds }]
      : [];
  }

  /**
   * Everything that was asked for is there, so that it can be left and taken up again without a
   * trace. Never of a stream without an end, which could not be found again.
   */
  get settled(): boolean {
    const { durationSeconds } = this.#tracks.current;
    return Number.isFinite(durationSeconds) && !this.#seeking && (this.#flows || this.#ended);
  }

  /** To the frame that would be played next. */
  get standing(): Standing {
    const { current, next } = this.#tracks;
    return {
      resource: resourceOf(current),
      next: next?.resources ?? [],
      seconds: this.#renderedSeconds,
      seeking: this.#seeking,
      buffered: this.buffered,
      seekable: this.seekable,
    };
  }

  /** @param seeking it is told by `seeked` when it is there */
  open(resource: Resource, startSeconds: number, seeking = false): void {
    const track = this.#pool.nextGeneration();
    this.#tracks.open(track, resource);
    this.#seeking = seeking;
    this.#renew(startSeconds);
    this.#pool.send({
      type: 'open_stream',
      generation: this.#generation,
      track,
      ...sourceOf(resource),
      start_seconds: startSeconds,
    });
  }

  /** @param resources of which the first one that can be opened follows; none: nothing follows */
  setNext(resources: readonly Resource[]): void {
    const before = this.#tracks.next;
    const track = this.#pool.nextGeneration();
    this.#tracks.setNext(track, resources);
    this.#pool.send({ type: 'set_next', track, sources: resources.map(sourceOf) });
    if (before !== null && this.#clock.awaits(before.number)) this.#takeBack();
  }

  seek(seconds: number): void {
    this.#seeking = true;
    this.#renew(seconds);
    this.#pool.send({ type: 'seek_stream', generation: this.#generation, seconds });
  }

  setPlaying(playing: boolean): void {
    if (playing === this.#playing) return;
    if (!playing) this.#pausedAt = this.#output.context.currentTime;
    this.#playing = playing;
    this.#control.store('CONTROL_PLAYING', playing ? 1 : 0);
    if (playing) this.#segments.look();
    else this.#segments.stop();
    // Once, however often it is told to.
    if (playing && this.#flows) this.#listener.flowing();
  }

  apply(settings: PlaybackSettings): void {
    const { loop, crossfadeSeconds } = this.#settings;
    this.#settings = settings;
    this.#eq.publish(settings.eq);
    this.#analysis.apply(settings.analysis);
    if (settings.loop !== loop) this.#pool.send({ type: 'set_loop', loop: settings.loop });
    if (settings.crossfadeSeconds !== crossfadeSeconds) {
      this.#pool.send({ type: 'set_crossfade', seconds: settings.crossfadeSeconds });
    }
  }

  readFrequencyData(out: Float32Array): boolean {
    return this.#analysis.readFrequencyData(out);
  }

  readInputFrequencyData(out: Float32Array): boolean {
    return this.#analysis.readInputFrequencyData(out);
  }

  stats(): BackendStats {
    const underruns = this.#control.load('OUTPUT_UNDERRUNS') - this.#underrunsBefore;
    return statsOfPool(this.#pool, this.#output, underruns);
  }

  /** Ends, paused, as soon as the sound has faded out. @returns where it stands then */
  async leave(): Promise<Standing> {
    await fadedOut(this.#output.context, this.#pausedAt, this.#scope);
    const { standing } = this;
    this.dispose();
    return standing;
  }

  /** Leaves the pool silent; giving it back is the owner's. */
  dispose(): void {
    if (this.#scope.disposed) return;
    this.#scope.dispose();
    this.#control.store('CONTROL_PLAYING', 0);
    this.#renew(0);
    this.#pool.send({ type: 'close_stream' });
    this.#port.disconnect();
    this.#pool.onMessage = () => undefined;
    this.#pool.onFault = () => undefined;
  }

  /** Ring B is being filled with the current generation. */
  get #flows(): boolean {
    return this.#ringB.generation === this.#generation && this.#control.load('DSP_BUFFERING') === 0;
  }

  /** Nothing of what is in the rings may be heard from now on. */
  #renew(startSeconds: number): void {
    this.#generation = this.#pool.nextGeneration();
    this.#takingBack = false;
    this.#ended = false;
    this.#segments.stop();
    this.#clock.restart(startSeconds);
    this.#control.store('CONTROL_GENERATION', this.#generation);
  }

  /** Goes on in the track that is heard, without what was to follow and is in the rings already. */
  #takeBack(): void {
    const seeking = this.#seeking;
    this.#renew(this.#renderedSeconds);
    const seconds = this.#clock.secondsAt(0);
    this.#takingBack = !seeking;
    this.#pool.send({ type: 'seek_stream', generation: this.#generation, seconds });
  }

  /** Where the frame stands that would be played next. */
  get #renderedSeconds(): number {
    return this.#clock.secondsAt(this.#played.rendered(this.#generation));
  }

  /** A round of a loop, or the track that followed. */
  #heard({ track }: Segment): void {
    if (track === this.#tracks.current.number) {
      this.#listener.looped();
      return;
    }
    const { url, durationSeconds, failure } = this.#tracks.advance();
    this.#pool.send({ type: 'next_heard', track });
    this.#listener.trackChanged(url, durationSeconds);
    if (failure !== null) this.#listener.failed(describeStreamFailure(failure, true));
  }

  #lost(message: string): void {
    if (!this.#scope.disposed) {
      this.#listener.failed({ kind: 'crash', code: MEDIA_ERROR.DECODE, message });
    }
  }

  #take(message: FromWorker): void {
    if ('generation' in message && message.generation !== this.#generation) return;
    if ('track' in message) {
      this.#takeOfTrack(message);
      return;
    }
    switch (message.type) {
      case 'stream_flowing':
        this.#flowing();
        return;
      case 'stream_buffering':
        if (this.#playing) this.#listener.waiting();
        return;
      case 'stream_ended':
        this.#ended = true;
        this.#segments.look();
        this.#listener.ended();
        return;
      case 'task_failed':
      case 'task_complete':
      case 'ready':
        return;
    }
  }

  /** What is told of a track that follows is kept until it is heard. */
  #takeOfTrack(message: TrackMessage): void {
    const track = this.#tracks.find(message.track);
    if (track === undefined) {
      // It was dropped while the decoder went on with it.
      if (message.type === 'stream_segment') this.#takeBack();
      return;
    }
    const current = track === this.#tracks.current;
    switch (message.type) {
      case 'stream_opened':
        track.url = message.url;
        track.durationSeconds = message.duration_seconds;
        if (current) this.#opened(message.duration_seconds);
        return;
      case 'stream_segment':
        this.#clock.add({
          track: message.track,
          atFrame: message.at_frame,
          mediaSeconds: message.media_seconds,
        });
        if (this.#playing) this.#segments.look();
        return;
      case 'stream_progress': {
        const wasWhole = hasWhole(track);
        track.buffered = message.buffered_seconds.map(([start, end]) => ({ start, end }));
        const isWhole = hasWhole(track);
        if (!current || (wasWhole && isWhole)) return;
        this.#listener.progress();
        if (isWhole) this.#listener.suspend();
        return;
      }
      case 'stream_stalled':
        if (current) this.#listener.stalled();
        return;
      case 'stream_decoded':
        if (Math.abs(message.duration_seconds - track.durationSeconds) < DURATION_TOLERANCE) return;
        track.durationSeconds = message.duration_seconds;
        if (current) this.#listener.durationChange(message.duration_seconds);
        return;
      case 'stream_failed':
        if (current) {
          this.#listener.failed(
            describeStreamFailure(message, !Number.isNaN(track.durationSeconds)),
          );
        } else {
          track.failure = message;
        }
        return;
    }
  }

  #opened(durationSeconds: number): void {
    this.#listener.metadata(durationSeconds);
    // The length may take longer to find than the first sound.
    if (this.#flows) this.#listener.readyState(READY_STATE.HAVE_ENOUGH_DATA);
  }

  #flowing(): void {
    if (this.#seeking) {
      this.#seeking = false;
      this.#listener.seeked();
    }
    // In HTML's order: `playing` comes between `canplay` and `canplaythrough`.
    if (this.#playing) {
      this.#segments.look();
      // Of taking back a track that was never heard nothing is told.
      if (!this.#takingBack) this.#listener.flowing();
      this.#takingBack = false;
    }
    this.#listener.readyState(READY_STATE.HAVE_ENOUGH_DATA);
  }
}
