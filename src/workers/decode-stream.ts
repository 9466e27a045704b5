import type { FromWorker, OpenStreamMessage } from '../engine/protocol.ts';
import { AudioFile, StreamError } from './audio-file.ts';
import { ByteRanges } from './byte-ranges.ts';
import type { Doorbell } from './doorbell.ts';
import type { StreamWriter } from './stream-writer.ts';

/**
 * The decode worker's work: one file at a time, from the place that was asked for last. Every
 * request carries a generation; whatever belongs to an older one stops at its next step.
 */
export class DecodeStream {
  readonly #writer: StreamWriter;
  readonly #ownBell: Doorbell;
  readonly #contextRateHz: number;
  readonly #post: (message: FromWorker) => void;
  #file: AudioFile | null = null;
  #generation = 0;
  #loop = false;
  /** The run that writes to ring A; the next one begins when it has stopped. */
  #running: Promise<void> = Promise.resolve();

  constructor(
    writer: StreamWriter,
    ownBell: Doorbell,
    contextRateHz: number,
    post: (message: FromWorker) => void,
  ) {
    this.#writer = writer;
    this.#ownBell = ownBell;
    this.#contextRateHz = contextRateHz;
    this.#post = post;
  }

  open(request: OpenStreamMessage): void {
    this.close();
    const { generation } = request;
    this.#loop = request.loop;
    const ranges = new ByteRanges();
    const file = new AudioFile(request.url, request.credentials, (start, end, totalBytes) => {
      const worthReporting = ranges.add(start, end) || end === totalBytes;
      if (!worthReporting || this.#file !== file) return;
      this.#post({ type: 'stream_progress', ranges: ranges.spans, total_bytes: totalBytes });
    });
    this.#file = file;
    this.#start(generation, async (wanted) => {
      const info = await file.open();
      if (!wanted()) return;
      const described = this.#describe(file, generation, info);
      await this.#decode(file, generation, request.start_seconds, wanted);
      await described;
    });
  }

  seek(generation: number, seconds: number): void {
    const file = this.#file;
    if (file === null) return;
    this.#start(generation, (wanted) => this.#decode(file, generation, seconds, wanted));
  }

  setLoop(loop: boolean): void {
    this.#loop = loop;
  }

  close(): void {
    this.#generation = -1;
    this.#ownBell.ring();
    this.#file?.dispose();
    this.#file = null;
  }

  /** Queues a run behind the one that it makes stale. */
  #start(generation: number, run: (wanted: () => boolean) => Promise<void>): void {
    this.#generation = generation;
    // Whoever waits for room in ring A looks up and sees that it is not wanted any more.
    this.#ownBell.ring();
    const wanted = (): boolean => this.#generation === generation;
    this.#running = this.#running.then(async () => {
      if (!wanted()) return;
      try {
        await run(wanted);
      } catch (error) {
        if (!wanted()) return;
        this.#post({
          type: 'stream_failed',
          generation,
          failure: error instanceof StreamError ? error.failure : 'decode',
          error: error instanceof Error ? error.message : String(error),
        });
      }
    });
  }

  /** Reports the file; its length may take a request of its own, which decoding doesn't wait for. */
  async #describe(
    file: AudioFile,
    generation: number,
    info: Awaited<ReturnType<AudioFile['open']>>,
  ): Promise<void> {
    const durationSeconds = await file.durationSeconds().catch(() => Infinity);
    if (this.#file !== file) return;
    this.#post({
      type: 'stream_opened',
      generation,
      duration_seconds: durationSeconds,
      sample_rate: info.sampleRateHz,
      channels: info.channels,
      codec: info.codec,
    });
  }

  async #decode(
    file: AudioFile,
    generation: number,
    fromSeconds: number,
    wanted: () => boolean,
  ): Promise<void> {
    const writer = this.#writer;
    writer.begin(generation);
    let start = fromSeconds;
    for (;;) {
      const segmentStart = writer.writtenFrames;
      this.#post({
        type: 'stream_segment',
        generation,
        at_frame: segmentStart,
        media_seconds: start,
      });
      for await (const sample of file.samples(start)) {
        const written = await writer.write(sample, wanted);
        sample.close();
        if (!written) return;
      }
      if (!(await writer.finish(wanted))) return;
      const seconds = (writer.writtenFrames - segmentStart) / this.#contextRateHz;
      this.#post({ type: 'stream_decoded', generation, duration_seconds: start + seconds });
      // Without a frame from the start on there is nothing to loop over.
      if (!this.#loop || (start === 0 && seconds === 0)) break;
      start = 0;
    }
    writer.end();
  }
}
