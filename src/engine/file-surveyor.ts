import { startableUrl } from './assets.ts';
import type { Resource } from './backend.ts';
import { PolicyWatch } from './blocked-script.ts';
import { allowBlobWorkers, mayShowBlobs } from './policy-probe.ts';
import type {
  FromBackground,
  OverviewProgressMessage,
  TagsReadMessage,
  ToWorker,
} from './protocol.ts';
import { type Scope } from './scope.ts';
import { type EngineSnapshot, NO_TAGS, type Overview, type TrackTags } from './snapshot.ts';
import { Watchdog } from './watchdog.ts';

/**
 * Background work on one file in a thread of its own, which shares no memory with anybody: it needs
 * no isolation, and a fault or an end of it costs no music. Where a worker may not start, or is lost,
 * there is simply nothing more to know. Main thread only.
 */
export class FileSurveyor {
  readonly #scope: Scope;
  readonly #worker: Promise<Worker | null>;
  readonly #tags = Promise.withResolvers<TagsReadMessage | null>();
  readonly #measured = Promise.withResolvers<undefined>();
  #paceSeconds = 0;
  #put: (change: Partial<EngineSnapshot>) => void = () => undefined;
  #messages = 0;

  /** @param scope that ends the work, wherever it is @param assets as in `EngineSettings` */
  constructor(scope: Scope, assets: string | null, resource: Resource) {
    this.#scope = scope;
    this.#worker = this.#start(assets).catch(() => {
      this.#giveUp();
      return null;
    });
    this.#send({
      type: 'read_file',
      url: resource.url,
      credentials: resource.crossOrigin === 'use-credentials' ? 'include' : 'same-origin',
    });
  }

  /** @param scope that owns the cover's URL */
  async readTags(scope: Scope): Promise<TrackTags> {
    const tags = await this.#tags.promise;
    if (tags === null || scope.disposed) return NO_TAGS;
    const { picture } = tags;
    return Object.freeze({
      title: tags.title,
      artist: tags.artist,
      album: tags.album,
      artworkUrl:
        picture === null || !(await mayShowBlobs())
          ? ''
          : scope.objectUrl(new Blob([picture.bytes], { type: picture.mime_type })),
      trackGainDb: tags.track_gain_db,
      trackPeak: tags.track_peak,
      albumGainDb: tags.album_gain_db,
      albumPeak: tags.album_peak,
      chapters: tags.chapters.map(({ start_seconds: startSeconds, title }, index, all) => ({
        startSeconds,
        endSeconds: all[index + 1]?.start_seconds ?? Infinity,
        title,
      })),
    });
  }

  /**
   * Decodes the file. Resolves when all is known, or no more will be.
   *
   * @param unpacedBytes a file that is not smaller is decoded no further than `pace` allows
   * @param put is given the overview as it grows, and the loudness at the end
   */
  async measure(
    unpacedBytes: number,
    put: (change: Partial<EngineSnapshot>) => void,
  ): Promise<void> {
    this.#put = put;
    this.#send({ type: 'measure_file', unpaced_bytes: unpacedBytes });
    await this.#measured.promise;
  }

  /** @param seconds how far the listener has come, what is buffered included */
  pace(seconds: number): void {
    if (seconds <= this.#paceSeconds) return;
    this.#paceSeconds = seconds;
    this.#send({ type: 'pace_survey', seconds });
  }

  async #start(assets: string | null): Promise<Worker> {
    if (assets === null) await allowBlobWorkers(new PolicyWatch(this.#scope));
    const url = await startableUrl('decode', assets, this.#scope);
    const worker = this.#scope.worker(url, { name: 'rusty-audio background' });
    this.#scope.listen(worker, 'message', (event) => {
      if (this.#messages++ === 0) this.#watch(worker);
      this.#take((event as MessageEvent<FromBackground>).data);
    });
    this.#scope.listen(worker, 'error', (event) => {
      // It is dealt with here: not also an error of the page.
      event.preventDefault();
      this.#giveUp();
    });
    return worker;
  }

  /** One that hangs would keep a core busy until the next file. */
  #watch(worker: Worker): void {
    new Watchdog(this.#scope).watch(
      () => this.#messages,
      () => {
        worker.terminate();
        this.#giveUp();
      },
    );
  }

  #send(message: ToWorker): void {
    void this.#worker.then((worker) => {
      if (!this.#scope.disposed) worker?.postMessage(message);
    });
  }

  #take(message: FromBackground): void {
    switch (message.type) {
      case 'alive':
        return;
      case 'tags_read':
        this.#tags.resolve(message);
        return;
      case 'overview_progress':
        this.#put({ overview: overviewOf(message) });
        return;
      case 'file_measured': {
        const { integrated_lufs, true_peak_dbtp } = message;
        const loudness = { integratedLufs: integrated_lufs, truePeakDbtp: true_peak_dbtp };
        this.#put({ loudness: Object.freeze(loudness) });
        this.#measured.resolve(undefined);
        return;
      }
      case 'measure_failed':
        this.#measured.resolve(undefined);
        return;
    }
  }

  #giveUp(): void {
    this.#tags.resolve(null);
    this.#measured.resolve(undefined);
  }
}

function overviewOf(message: OverviewProgressMessage): Overview {
  const { duration_seconds, min, max, rms, done } = message;
  return Object.freeze({ durationSeconds: duration_seconds, min, max, rms, done });
}
