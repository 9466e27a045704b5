import {
  ADTS,
  type AudioSample,
  AudioSampleSink,
  FLAC,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  UrlSource,
  WAVE,
} from 'mediabunny';
import type { StreamFailure } from '../engine/protocol.ts';

const FORMATS = [MP3, MP4, QTFF, OGG, FLAC, WAVE, ADTS, MATROSKA];

/** How often a request that broke in the middle of the file is sent again. */
const RETRIES = 4;
const FIRST_RETRY_SECONDS = 0.25;

/**
 * Decoders need what came before to be right: an MP3 frame's bit reservoir, AAC's overlap, 80 ms
 * for Opus (RFC 7845, section 4.6).
 */
const PRE_ROLL_SECONDS = 0.12;

/** A file that can't be read or decoded, told apart by what another mode could make of it. */
export class StreamError extends Error {
  readonly failure: StreamFailure;

  constructor(failure: StreamFailure, message: string) {
    super(message);
    this.name = 'StreamError';
    this.failure = failure;
  }
}

export interface AudioFileInfo {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly codec: string;
}

/**
 * One audio file behind a URL: demuxed by mediabunny, decoded by WebCodecs, fetched as it is read.
 * Decode worker only.
 */
export class AudioFile {
  readonly #input: Input;
  readonly #onBytes: (start: number, end: number, totalBytes: number | null) => void;
  #track: InputAudioTrack | null = null;
  #opened = false;
  /** What the network said last, to tell its faults from the file's. */
  #networkFault: StreamError | null = null;

  constructor(
    url: string,
    credentials: RequestCredentials,
    onBytes: (start: number, end: number, totalBytes: number | null) => void,
  ) {
    this.#onBytes = onBytes;
    const source = new UrlSource(url, {
      requestInit: { credentials },
      fetchFn: (input, init) => this.#fetch(input, init),
      getRetryDelay: (attempts) =>
        this.#opened && attempts <= RETRIES ? FIRST_RETRY_SECONDS * 2 ** (attempts - 1) : null,
      // A read ahead that fails is met again by the read that needs it.
      handleUnhandledError: () => undefined,
    });
    let totalBytes: number | null = null;
    source.on('read', ({ start, end }) => {
      this.#onBytes(start, end, totalBytes);
      if (totalBytes === null) {
        void source.getSizeOrNull().then(
          (size) => (totalBytes = size),
          () => undefined,
        );
      }
    });
    this.#input = new Input({ formats: FORMATS, source });
  }

  /** @throws {StreamError} */
  async open(): Promise<AudioFileInfo> {
    return this.#guard('unsupported', async () => {
      const track = await this.#input.getPrimaryAudioTrack();
      if (track === null) throw new StreamError('unsupported', 'The file holds no audio track.');
      const codec = (await track.getCodecParameterString()) ?? 'unknown';
      if (!(await track.canDecode())) {
        throw new StreamError('unsupported', `This browser can’t decode ${codec} in a worker.`);
      }
      this.#track = track;
      this.#opened = true;
      return {
        codec,
        sampleRateHz: await track.getSampleRate(),
        channels: await track.getNumberOfChannels(),
      };
    });
  }

  /**
   * Seconds: from the file's metadata where it has them, else by looking at its last packet (which
   * takes one more request, or the whole file where the server has no ranges).
   *
   * @throws {StreamError}
   */
  async durationSeconds(): Promise<number> {
    return this.#guard(
      'decode',
      async () =>
        (await this.#input.getDurationFromMetadata()) ?? (await this.#input.computeDuration()),
    );
  }

  /**
   * Decoded audio from exactly `fromSeconds` on. The caller closes each sample.
   *
   * @throws {StreamError}
   */
  async *samples(fromSeconds: number): AsyncGenerator<AudioSample, void, undefined> {
    const track = this.#track;
    if (track === null) throw new Error('samples() before open()');
    const decoded = new AudioSampleSink(track).samples(Math.max(0, fromSeconds - PRE_ROLL_SECONDS));
    try {
      for (;;) {
        const { done, value } = await this.#guard('decode', () => decoded.next());
        if (done) return;
        const early = Math.round((fromSeconds - value.timestamp) * value.sampleRate);
        if (early >= value.numberOfFrames) {
          value.close();
        } else if (early > 0) {
          yield value.trim(early);
          value.close();
        } else {
          yield value;
        }
      }
    } finally {
      await decoded.return();
    }
  }

  dispose(): void {
    this.#input.dispose();
  }

  async #fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(input, init);
    } catch (error) {
      if (!init?.signal?.aborted) {
        this.#networkFault = new StreamError('unreachable', String(error));
      }
      throw error;
    }
    this.#networkFault = response.ok
      ? null
      : new StreamError('http', `The server answered ${response.status}.`);
    return response;
  }

  /** Runs a step; what it throws comes out as the network's fault, or as `failure`. */
  async #guard<Result>(failure: StreamFailure, step: () => Promise<Result>): Promise<Result> {
    try {
      return await step();
    } catch (error) {
      if (this.#networkFault !== null) throw this.#networkFault;
      if (error instanceof StreamError) throw error;
      throw new StreamError(failure, error instanceof Error ? error.message : String(error));
    }
  }
}
