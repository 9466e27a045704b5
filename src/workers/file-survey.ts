import type { FromBackground } from '../engine/protocol.ts';
import { AudioFile } from './audio-file.ts';
import { NO_FILE_TAGS, readFileTags } from './file-tags.ts';
import { LoudnessMeter } from './loudness-meter.ts';
import { OverviewBuckets } from './overview-buckets.ts';
import { TruePeakChannel } from './true-peak.ts';

/** The overview is told no more often, milliseconds. */
const PROGRESS_MS = 250;
/** So long it works, and so long it leaves the processor to whoever makes the sound, milliseconds. */
const WORK_MS = 12;
const REST_MS = 4;

type Post = (message: FromBackground, transfer: Transferable[]) => void;

/**
 * The background's work on one file: its tags, at once, and on demand its overview and loudness,
 * decoded once for all of them. Ends with its worker. Background worker only.
 */
export class FileSurvey {
  readonly #file: AudioFile;
  readonly #post: Post;
  readonly #tagsRead: Promise<void>;
  /** How far it may decode, and the news that this has changed. */
  #paceSeconds = 0;
  #paced = Promise.withResolvers<undefined>();

  constructor(url: string, credentials: RequestCredentials, post: Post) {
    this.#post = post;
    this.#file = new AudioFile(url, credentials, {
      arrived: () => undefined,
      stalled: () => undefined,
      decoding: () => undefined,
      decoded: () => undefined,
    });
    this.#tagsRead = this.#readTags();
  }

  /**
   * Never rejects: a failure is told.
   *
   * @param unpacedBytes a file of this size and more is decoded no further than `pace` allows
   */
  async measure(unpacedBytes: number): Promise<void> {
    try {
      await this.#tagsRead;
      const { totalBytes } = this.#file.bytes;
      if (totalBytes === null) throw new Error('The size of the file is not known.');
      if (totalBytes < unpacedBytes) this.pace(Infinity);
      await this.#measure();
    } catch (error) {
      this.#post({ type: 'measure_failed', error: String(error) }, []);
    } finally {
      this.#file.dispose();
    }
  }

  /** @param seconds how far it may decode; it never has to go back */
  pace(seconds: number): void {
    this.#paceSeconds = Math.max(this.#paceSeconds, seconds);
    this.#paced.resolve(undefined);
    this.#paced = Promise.withResolvers();
  }

  async #readTags(): Promise<void> {
    const tags = await readFileTags(this.#file.bytes).catch(() => NO_FILE_TAGS);
    this.#post(tags, tags.picture === null ? [] : [tags.picture.bytes.buffer]);
  }

  async #measure(): Promise<void> {
    const file = this.#file;
    const { sampleRateHz, channels } = await file.open();
    const { durationSeconds } = file;
    if (!Number.isFinite(durationSeconds)) throw new Error('The stream has no end.');
    const buckets = new OverviewBuckets(Math.round(durationSeconds * sampleRateHz));
    const meter = new LoudnessMeter(sampleRateHz, channels);
    const peaks = Array.from({ length: channels }, () => new TruePeakChannel());
    let decodedFrames = 0;
    let toldAt = performance.now();
    let workingSince = toldAt;
    for await (const { planes, frames } of file.blocks(0)) {
      buckets.add(planes, frames);
      meter.add(planes, frames);
      planes.forEach((plane, i) => peaks[i]?.add(plane, frames));
      decodedFrames += frames;
      const now = performance.now();
      if (now - toldAt >= PROGRESS_MS) {
        toldAt = now;
        this.#tell(buckets, durationSeconds);
      }
      if (decodedFrames / sampleRateHz > this.#paceSeconds) {
        this.#tell(buckets, durationSeconds);
        while (decodedFrames / sampleRateHz > this.#paceSeconds) await this.#paced.promise;
      }
      if (now - workingSince < WORK_MS) continue;
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
      workingSince = performance.now();
    }
    buckets.finish();
    this.#tell(buckets, buckets.frames / sampleRateHz);
    const truePeak = Math.max(...peaks.map(({ peak }) => peak));
    this.#post(
      {
        type: 'file_measured',
        integrated_lufs: meter.integratedLufs,
        true_peak_dbtp: 20 * Math.log10(truePeak),
      },
      [],
    );
  }

  #tell(buckets: OverviewBuckets, durationSeconds: number): void {
    const reading = buckets.read();
    this.#post({ type: 'overview_progress', duration_seconds: durationSeconds, ...reading }, [
      reading.min.buffer,
      reading.max.buffer,
      reading.rms.buffer,
    ]);
  }
}
