import type { FromWorker, OpenStreamMessage } from '../engine/protocol.ts';
import { AudioFile, type AudioFileInfo } from './audio-file.ts';
import type { Doorbell } from './doorbell.ts';
import { asStreamError } from './stream-error.ts';
import type { StreamWriter } from './stream-writer.ts';
import type { WorkLog } from './work-log.ts';

/** At most so often it is told what is buffered, milliseconds. */
const PROGRESS_MS = 200;

/**
 * The decode worker's work: one file at a time, from the place that was asked for last. Every
 * request carries a generation; whatever belongs to an older one stops at its next step.
 */
export class DecodeStream {
  readonly #writer: StreamWriter;
  readonly #ownBell: Doorbell;
  readonly #log: WorkLog;
  readonly #post: (message: FromWorker) => void;
  #file: AudioFile | null = null;
  /** Of the file; null before it is known. */
  #durationSeconds: number | null = null;
  #progressTimer: ReturnType<typeof setTimeout> | null = null;
  #generation = 0;
  #loop = false;
  /** The file's opening and description; every run of the file waits for it. */
  #opening: Promise<void> = Promise.resolve();
  /** The run that writes to ring A; the next one begins when it has stopped. */
  #running: Promise<void> = Promise.resolve();

  constructor(
    writer: StreamWriter,
    ownBell: Doorbell,
    log: WorkLog,
    post: (message: FromWorker) => void,
  ) {
    this.#writer = writer;
    this.#ownBell = ownBell;
    this.#log = log;
    this.#post = post;
  }

  open(request: OpenStreamMessage): void {
    this.close();
    const { generation } = request;
    this.#loop = request.loop;
    this.#durationSeconds = null;
    const file = new AudioFile(request.url, request.credentials, {
      arrived: () => {
        this.#tellProgress(file);
      },
      stalled: () => {
        if (this.#file === file) this.#post({ type: 'stream_stalled' });
      },
      decoding: () => {
        this.#log.begin();
      },
      decoded: (soundSeconds) => {
        this.#log.end(soundSeconds);
      },
    });
    this.#file = file;
    // A seek meanwhile makes the generation stale, not what is known of the file; and whichever run
    // is the latest when it can't be opened reports that.
    this.#opening = file.open().then((info) => {
      if (this.#file === file) this.#describe(file, generation, info);
    });
    this.#start(file, generation, request.start_seconds);
  }

  seek(generation: number, seconds: number): void {
    const file = this.#file;
    if (file !== null) this.#start(file, generation, seconds);
  }

  setLoop(loop: boolean): void {
    this.#loop = loop;
  }

  close(): void {
    this.#generation = -1;
    this.#ownBell.ring();
    this.#file?.dispose();
    this.#file = null;
    if (this.#progressTimer !== null) clearTimeout(this.#progressTimer);
    this.#progressTimer = null;
  }

  /** Queues a run behind the one that it makes stale. */
  #start(file: AudioFile, generation: number, seconds: number): void {
    this.#generation = generation;
    // Whoever waits for room in ring A looks up and sees that it is not wanted any more.
    this.#ownBell.ring();
    file.interrupt();
    const opening = this.#opening;
    const wanted = (): boolean => this.#generation === generation;
    this.#running = this.#running.then(async () => {
      try {
        await opening;
        if (wanted()) await this.#decode(file, generation, seconds, wanted);
      } catch (error) {
        if (!wanted()) return;
        const { failure, message } = asStreamError(error, 'decode');
        this.#post({ type: 'stream_failed', generation, failure, error: message });
      }
    });
  }

  #describe(file: AudioFile, generation: number, info: AudioFileInfo): void {
    const { durationSeconds } = file;
    this.#durationSeconds = durationSeconds;
    this.#tellProgress(file);
    this.#post({
      type: 'stream_opened',
      generation,
      duration_seconds: durationSeconds,
      sample_rate: info.sampleRateHz,
      channels: info.channels,
      codec: info.codec,
    });
  }

  /** Tells soon, and not too often, what can be played without the network. */
  #tellProgress(file: AudioFile): void {
    const duration = this.#durationSeconds;
    if (this.#file !== file || duration === null || this.#progressTimer !== null) return;
    this.#progressTimer = setTimeout(() => {
      this.#progressTimer = null;
      this.#post({ type: 'stream_progress', buffered_seconds: file.bufferedSeconds(duration) });
    }, PROGRESS_MS);
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
      this.#post({
        type: 'stream_segment',
        generation,
        at_frame: writer.writtenFrames,
        media_seconds: start,
      });
      let endSeconds = start;
      for await (const block of file.blocks(start)) {
        if (!(await writer.write(block, wanted))) return;
        ({ endSeconds } = block);
      }
      if (!(await writer.finish(wanted))) return;
      this.#post({ type: 'stream_decoded', generation, duration_seconds: endSeconds });
      // Without a frame from the start on there is nothing to loop over.
      if (!this.#loop || endSeconds === 0) break;
      start = 0;
    }
    writer.end();
  }
}
