import type { FromWorker } from '../engine/protocol.ts';
import type { DecodeTrack } from './decode-track.ts';
import { fade } from './equal-power.ts';
import { FrameCursor } from './frame-cursor.ts';
import type { RateConverter, Span } from './rate-converter.ts';
import type { StreamWriter } from './stream-writer.ts';

/** The next track is opened when so much of this one is left to decode, seconds. */
const PREPARE_SECONDS = 20;

/** What a run works with, and what may change while it goes on. */
export interface RunHost {
  readonly memory: WebAssembly.Memory;
  readonly writer: StreamWriter;
  readonly converters: readonly [RateConverter, RateConverter];
  readonly contextRateHz: number;
  readonly loop: boolean;
  readonly crossfadeSeconds: number;
  post(message: FromWorker): void;
  /** What follows `track`, as far as is known. */
  follower(track: DecodeTrack): DecodeTrack | null;
  /** Wakes the run: something has changed. */
  wake(): void;
  /** The run reads `track` no more. */
  left(track: DecodeTrack): void;
}

/** A cross-fade that may come. */
interface FadeAhead {
  readonly next: DecodeTrack;
  readonly frames: number;
  /** Frames before it begins. */
  readonly distance: number;
}

/**
 * The frames of one generation: a track from some place on, round after round where it loops, and
 * the tracks that follow, joined without a gap or faded into each other. Decode worker only.
 */
export class DecodeRun {
  readonly #host: RunHost;
  readonly #generation: number;
  readonly #wanted: () => boolean;
  readonly #samples: Float32Array;
  #track: DecodeTrack;
  /** Fades out while `#track` fades in. */
  #outgoing: DecodeTrack | null = null;
  #cursor: FrameCursor;
  #lane: 0 | 1 = 0;
  /** Frame of the generation at which the lane's converter began. */
  #laneStart = 0;
  /** Where the track begins in the generation, and what of it is there. */
  #markFrame = 0;
  #markSeconds = 0;

  /**
   * @param track is open
   * @param wanted false as soon as another generation has taken its place
   */
  constructor(
    host: RunHost,
    generation: number,
    track: DecodeTrack,
    fromSeconds: number,
    wanted: () => boolean,
  ) {
    this.#host = host;
    this.#generation = generation;
    this.#wanted = wanted;
    this.#samples = new Float32Array(host.memory.buffer);
    this.#track = track;
    for (const converter of host.converters) converter.restart();
    host.writer.begin(generation);
    this.#cursor = this.#enter(track, fromSeconds);
  }

  /** The track that is decoded now. */
  get track(): DecodeTrack {
    return this.#track;
  }

  reads(track: DecodeTrack): boolean {
    return track === this.#track || track === this.#outgoing;
  }

  /** Ends the reading of whoever waits for the network. */
  interrupt(): void {
    this.#track.interrupt();
    this.#outgoing?.interrupt();
  }

  /**
   * Writes to the end of the last track, or until it is not wanted any more.
   *
   * @throws {StreamError} of `track`
   */
  async run(): Promise<void> {
    try {
      while (this.#wanted()) {
        const ahead = this.#fadeAhead();
        if (ahead?.distance === 0) {
          if (!(await this.#crossfade(ahead.next, ahead.frames))) return;
          continue;
        }
        const span = await this.#cursor.look();
        if (span === null) {
          if (!(await this.#goOn())) return;
          continue;
        }
        const frames = Math.min(span.frames, ahead?.distance ?? Infinity);
        if (!(await this.#write({ ...span, frames }))) return;
        this.#cursor.skip(frames);
        this.#prepareFollower();
      }
    } finally {
      await this.#cursor.close();
      this.#host.left(this.#track);
    }
  }

  /** From here on the generation is `track`. */
  #enter(track: DecodeTrack, seconds: number): FrameCursor {
    const converter = this.#host.converters[this.#lane];
    this.#track = track;
    this.#markFrame = this.#laneStart + converter.totalFrames;
    this.#markSeconds = seconds;
    this.#host.post({
      type: 'stream_segment',
      generation: this.#generation,
      track: track.number,
      at_frame: this.#markFrame,
      media_seconds: seconds,
    });
    return new FrameCursor(track.begin(seconds), converter, seconds);
  }

  /** At the end of a track. @returns false when that was all */
  async #goOn(): Promise<boolean> {
    const { writer } = this.#host;
    const track = this.#track;
    const cursor = this.#cursor;
    this.#host.post({
      type: 'stream_decoded',
      track: track.number,
      duration_seconds: cursor.endSeconds,
    });
    const follows = (): DecodeTrack | null => {
      // Without a frame from the start on there is nothing to loop over.
      if (this.#host.loop && cursor.endSeconds > 0) return track;
      const next = this.#host.follower(track);
      if (next !== null) this.#prepare(next);
      return next?.ready === true ? next : null;
    };
    await writer.waitFor(
      () => !this.#wanted() || follows() !== null,
      // So near the end it may not be ready yet: behind a seek, or where threads were replaced.
      () => this.#host.follower(track)?.promising === true,
    );
    if (!this.#wanted()) return false;
    const next = follows();
    if (next === null) {
      await this.#finish();
      return false;
    }
    this.#cursor = this.#enter(next, 0);
    if (next !== track) this.#host.left(track);
    return true;
  }

  /** The generation ends with this track. */
  async #finish(): Promise<void> {
    const cursor = this.#cursor;
    cursor.drain();
    for (let span = await cursor.look(); span !== null; span = await cursor.look()) {
      if (!(await this.#write(span))) return;
      cursor.skip(span.frames);
    }
    if (this.#wanted()) this.#host.writer.end();
  }

  /** Begins what follows in good time. */
  #prepareFollower(): void {
    const next = this.#host.follower(this.#track);
    const left = this.#track.durationSeconds - this.#cursor.endSeconds;
    if (next !== null && left <= PREPARE_SECONDS) this.#prepare(next);
  }

  #prepare(next: DecodeTrack): void {
    next.prepare(() => {
      this.#host.wake();
    });
  }

  /**
   * Where the cross-fade begins: so that it ends with the track, whose length has to be known for
   * that. It takes no more than half of what is heard of either track, so that a fade ends before
   * the next one begins.
   */
  #fadeAhead(): FadeAhead | null {
    const { contextRateHz, crossfadeSeconds, loop, writer } = this.#host;
    const track = this.#track;
    const next = this.#host.follower(track);
    if (crossfadeSeconds === 0 || loop || !track.knowsEnd || next?.ready !== true) return null;
    const toFrames = (seconds: number): number => Math.round(seconds * contextRateHz);
    const heardFrames = toFrames(track.durationSeconds - this.#markSeconds);
    const frames = Math.min(
      toFrames(crossfadeSeconds),
      Math.floor(heardFrames / 2),
      Math.floor(toFrames(next.durationSeconds) / 2),
    );
    const left = this.#markFrame + heardFrames - writer.writtenFrames;
    if (frames <= 0 || left <= 0) return null;
    return { next, frames: Math.min(frames, left), distance: Math.max(0, left - frames) };
  }

  /** @returns false when it is not wanted any more */
  async #crossfade(next: DecodeTrack, fadeFrames: number): Promise<boolean> {
    const { writer, converters } = this.#host;
    const outgoing = this.#track;
    const ending = this.#cursor;
    this.#outgoing = outgoing;
    this.#lane = this.#lane === 0 ? 1 : 0;
    this.#laneStart = writer.writtenFrames;
    converters[this.#lane].restart();
    const beginning = this.#enter(next, 0);
    this.#cursor = beginning;
    try {
      for (let done = 0; done < fadeFrames;) {
        const out = await lastFrames(ending);
        const added = await beginning.look();
        const frames = Math.min(
          fadeFrames - done,
          out?.frames ?? Infinity,
          added?.frames ?? Infinity,
        );
        const mixed = fade(this.#samples, out, added, frames, done, fadeFrames);
        if (mixed === null) break;
        if (!(await this.#write(mixed))) return false;
        ending.skip(frames);
        beginning.skip(frames);
        done += frames;
      }
      return true;
    } finally {
      await ending.close();
      this.#outgoing = null;
      this.#host.left(outgoing);
    }
  }

  #write(span: Span): Promise<boolean> {
    return this.#host.writer.write(span, this.#wanted);
  }
}

/** What a track that fades out still has; where it breaks, it is merely silent earlier. */
async function lastFrames(cursor: FrameCursor): Promise<Span | null> {
  try {
    const span = await cursor.look();
    if (span !== null) return span;
    cursor.drain();
    return await cursor.look();
  } catch {
    return null;
  }
}
