import type { FromWorker, StreamSource } from '../engine/protocol.ts';
import { AudioFile, type AudioFileInfo, type PlacedBlock } from './audio-file.ts';
import { asStreamError, StreamError } from './stream-error.ts';
import type { WorkLog } from './work-log.ts';

/** At most so often it is told what is buffered, milliseconds. */
const PROGRESS_MS = 200;

/** Whom a track tells of itself. */
export interface TrackHost {
  readonly log: WorkLog;
  readonly post: (message: FromWorker) => void;
}

/** Decoded sound from somewhere on: what is there already, and the rest. */
export interface BegunTrack {
  readonly first: PlacedBlock | null;
  readonly rest: AsyncGenerator<PlacedBlock, void, undefined>;
}

/**
 * A track of the queue: one of its sources, opened, and when it is to follow another, begun. Decode
 * worker only.
 */
export class DecodeTrack {
  readonly number: number;
  readonly #host: TrackHost;
  readonly #sources: readonly StreamSource[];
  #file: AudioFile | null = null;
  #opening: Promise<void> | null = null;
  #preparing = false;
  /** It could not be opened, or holds no sound. */
  #unfit = false;
  #prepared: BegunTrack | null = null;
  #opened = false;
  #disposed = false;
  #progressTimer: ReturnType<typeof setTimeout> | null = null;

  /** @param sources tried in order; at least one */
  constructor(number: number, sources: readonly StreamSource[], host: TrackHost) {
    this.number = number;
    this.#sources = sources;
    this.#host = host;
  }

  /** Of the file; NaN before it is open. */
  get durationSeconds(): number {
    return this.#opened ? (this.#file?.durationSeconds ?? NaN) : NaN;
  }

  /** `durationSeconds` is finite and no estimate. */
  get knowsEnd(): boolean {
    return this.#opened && this.#file?.knowsEnd === true;
  }

  /** It is open and its first block is decoded. */
  get ready(): boolean {
    return this.#prepared !== null;
  }

  /** It is being made ready, or that is still to come. */
  get promising(): boolean {
    return !this.ready && !this.#unfit;
  }

  /**
   * Opens the first source that can be opened, once however often it is called, and tells of it.
   *
   * @throws {StreamError} the last source's
   */
  open(): Promise<void> {
    return (this.#opening ??= this.#open());
  }

  /**
   * Opens it and decodes its first block ahead.
   *
   * @param changed called when it is `ready`, or not `promising` any more
   */
  prepare(changed: () => void): void {
    if (this.#preparing) return;
    this.#preparing = true;
    void this.#prepare()
      .catch(() => {
        this.#unfit = true;
      })
      .then(changed);
  }

  /** Decoded sound from exactly `fromSeconds` on. Only while nothing else reads the track. */
  begin(fromSeconds: number): BegunTrack {
    const prepared = fromSeconds === 0 ? this.#prepared : null;
    if (prepared === null) return { first: null, rest: this.#openedFile().blocks(fromSeconds) };
    this.#prepared = null;
    this.#preparing = false;
    return prepared;
  }

  /** Ends the reading of whoever waits for the network: its place is not wanted any more. */
  interrupt(): void {
    this.#file?.interrupt();
  }

  dispose(): void {
    this.#disposed = true;
    if (this.#progressTimer !== null) clearTimeout(this.#progressTimer);
    void this.#prepared?.rest.return();
    this.#prepared = null;
    this.#file?.dispose();
  }

  async #open(): Promise<void> {
    const { log } = this.#host;
    let failure: unknown = null;
    let begunAt = 0;
    for (const { url, credentials } of this.#sources) {
      const file = new AudioFile(url, credentials, {
        arrived: () => {
          this.#tellProgress();
        },
        stalled: () => {
          if (!this.#disposed) this.#host.post({ type: 'stream_stalled', track: this.number });
        },
        decoding: () => {
          begunAt = log.begin();
        },
        decoded: (soundSeconds) => {
          log.end(begunAt, soundSeconds);
        },
      });
      this.#file = file;
      try {
        this.#describe(url, await file.open());
        return;
      } catch (error) {
        failure = error;
        file.dispose();
        if (this.#disposed) break;
      }
    }
    throw asStreamError(failure, 'unsupported');
  }

  async #prepare(): Promise<void> {
    await this.open();
    const rest = this.#openedFile().blocks(0);
    const { value: first } = await rest.next();
    if (first === undefined) throw new StreamError('unsupported', 'The file holds no sound.');
    if (this.#disposed) await rest.return();
    else this.#prepared = { first, rest };
  }

  #describe(url: string, info: AudioFileInfo): void {
    if (this.#disposed) return;
    this.#opened = true;
    this.#tellProgress();
    this.#host.post({
      type: 'stream_opened',
      track: this.number,
      url,
      duration_seconds: this.durationSeconds,
      sample_rate: info.sampleRateHz,
      channels: info.channels,
      codec: info.codec,
    });
  }

  /** Tells soon, and not too often, what can be played without the network. */
  #tellProgress(): void {
    if (!this.#opened || this.#disposed || this.#progressTimer !== null) return;
    this.#progressTimer = setTimeout(() => {
      this.#progressTimer = null;
      const buffered = this.#openedFile().bufferedSeconds(this.durationSeconds);
      this.#host.post({ type: 'stream_progress', track: this.number, buffered_seconds: buffered });
    }, PROGRESS_MS);
  }

  #openedFile(): AudioFile {
    if (this.#file === null) throw new Error('A track is read before it is open.');
    return this.#file;
  }
}
