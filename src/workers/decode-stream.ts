import type { FromWorker, OpenStreamMessage, SetNextMessage } from '../engine/protocol.ts';
import { DecodeRun, type RunHost } from './decode-run.ts';
import { DecodeTrack } from './decode-track.ts';
import type { Doorbell } from './doorbell.ts';
import type { RateConverter } from './rate-converter.ts';
import { asStreamError } from './stream-error.ts';
import type { StreamWriter } from './stream-writer.ts';
import type { WorkLog } from './work-log.ts';

/** The parts that a stream is made of. */
export interface StreamParts {
  readonly memory: WebAssembly.Memory;
  readonly writer: StreamWriter;
  readonly converters: readonly [RateConverter, RateConverter];
  readonly contextRateHz: number;
  readonly ownBell: Doorbell;
  readonly log: WorkLog;
  readonly post: (message: FromWorker) => void;
}

/**
 * The decode worker's work: the track that is heard, from the place that was asked for last, and
 * what follows it. Every request to start somewhere carries a generation; whatever belongs to an
 * older one stops at its next step.
 */
export class DecodeStream implements RunHost {
  readonly #parts: StreamParts;
  /** What is heard; the run may be ahead of it, in `#next`. */
  #current: DecodeTrack | null = null;
  #next: DecodeTrack | null = null;
  #run: DecodeRun | null = null;
  #generation = 0;
  #loop = false;
  #crossfadeSeconds = 0;
  /** The run that writes to ring A; the next one begins when it has stopped. */
  #running: Promise<void> = Promise.resolve();

  constructor(parts: StreamParts) {
    this.#parts = parts;
  }

  get memory(): WebAssembly.Memory {
    return this.#parts.memory;
  }

  get writer(): StreamWriter {
    return this.#parts.writer;
  }

  get converters(): readonly [RateConverter, RateConverter] {
    return this.#parts.converters;
  }

  get contextRateHz(): number {
    return this.#parts.contextRateHz;
  }

  get loop(): boolean {
    return this.#loop;
  }

  get crossfadeSeconds(): number {
    return this.#crossfadeSeconds;
  }

  open({ generation, track: number, url, credentials, start_seconds }: OpenStreamMessage): void {
    this.close();
    const track = new DecodeTrack(number, [{ url, credentials }], this.#parts);
    this.#current = track;
    this.#start(track, generation, start_seconds);
  }

  seek(generation: number, seconds: number): void {
    const track = this.#current;
    if (track !== null) this.#start(track, generation, seconds);
  }

  setNext({ track: number, sources }: SetNextMessage): void {
    this.#next?.dispose();
    this.#next = sources.length === 0 ? null : new DecodeTrack(number, sources, this.#parts);
    this.wake();
  }

  /** What followed is what is heard. */
  nextHeard(number: number): void {
    const next = this.#next;
    if (next?.number !== number) return;
    const before = this.#current;
    this.#current = next;
    this.#next = null;
    if (before !== null && this.#run?.reads(before) !== true) before.dispose();
  }

  setLoop(loop: boolean): void {
    this.#loop = loop;
    this.wake();
  }

  setCrossfade(seconds: number): void {
    this.#crossfadeSeconds = seconds;
  }

  close(): void {
    this.#generation = -1;
    this.wake();
    this.#current?.dispose();
    this.#next?.dispose();
    this.#current = null;
    this.#next = null;
  }

  post(message: FromWorker): void {
    this.#parts.post(message);
  }

  follower(track: DecodeTrack): DecodeTrack | null {
    return track === this.#current ? this.#next : null;
  }

  wake(): void {
    this.#parts.ownBell.ring();
  }

  left(track: DecodeTrack): void {
    if (track !== this.#current && track !== this.#next) track.dispose();
  }

  /** Queues a run behind the one that it makes stale. */
  #start(track: DecodeTrack, generation: number, seconds: number): void {
    this.#generation = generation;
    // Whoever waits for room in ring A looks up and sees that it is not wanted any more.
    this.wake();
    this.#run?.interrupt();
    const wanted = (): boolean => this.#generation === generation;
    this.#running = this.#running.then(async () => {
      // However many seeks come while it opens, whichever is the latest reports that it can't be.
      let reading = track;
      try {
        await track.open();
        if (!wanted()) return;
        const run = new DecodeRun(this, generation, track, seconds, wanted);
        this.#run = run;
        try {
          await run.run();
        } finally {
          reading = run.track;
          this.#run = null;
        }
      } catch (error) {
        if (!wanted()) return;
        const { failure, message } = asStreamError(error, 'decode');
        const number = reading.number;
        this.post({ type: 'stream_failed', generation, track: number, failure, error: message });
      }
    });
  }
}
