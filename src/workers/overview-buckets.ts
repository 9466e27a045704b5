/** Parts into which a file is divided, whatever its length. */
export const OVERVIEW_BUCKETS = 2048;

/** Copies of what is done, each OVERVIEW_BUCKETS long and zero from `done` on. */
export interface BucketReading {
  readonly min: Float32Array<ArrayBuffer>;
  readonly max: Float32Array<ArrayBuffer>;
  readonly rms: Float32Array<ArrayBuffer>;
  readonly done: number;
}

/**
 * Lowest and highest sample and RMS of every bucket of a file, over all channels. Bucket `b` of a
 * file of N frames is frames `ceil(b N / 2048)` to `ceil((b + 1) N / 2048)`; where that is none, in a
 * file of fewer frames than buckets, it repeats the bucket before. `add` allocates nothing as long
 * as the file is no longer than it was said to be.
 */
export class OverviewBuckets {
  readonly #totalFrames: number;
  #min = new Float32Array(OVERVIEW_BUCKETS);
  #max = new Float32Array(OVERVIEW_BUCKETS);
  #rms = new Float32Array(OVERVIEW_BUCKETS);
  /** The bucket that is being filled. */
  #bucket = 0;
  #bucketEnd: number;
  #frame = 0;
  #lowest = Infinity;
  #highest = -Infinity;
  #squares = 0;
  #samples = 0;

  /** @param totalFrames as far as is known: an estimate is put right by `finish` */
  constructor(totalFrames: number) {
    this.#totalFrames = Math.max(1, totalFrames);
    this.#bucketEnd = this.#endOf(0);
  }

  /** Frames that were added. */
  get frames(): number {
    return this.#frame;
  }

  /** @param planes one array a channel; `frames` samples of each are used */
  add(planes: readonly Float32Array[], frames: number): void {
    for (let at = 0; at < frames;) {
      const end = Math.min(frames, at + this.#bucketEnd - this.#frame);
      for (const plane of planes) this.#scan(plane, at, end);
      this.#frame += end - at;
      at = end;
      while (this.#frame >= this.#bucketEnd) this.#close();
    }
  }

  /** The file has ended: if it was not as long as it was said to be, all buckets move. */
  finish(): void {
    if (this.#samples > 0) this.#close();
    if (this.#frame === 0 || this.#frame === this.#totalFrames) return;
    this.#spread(this.#frame / this.#totalFrames);
  }

  read(): BucketReading {
    const part = (values: Float32Array): Float32Array<ArrayBuffer> =>
      Float32Array.from(values.subarray(0, OVERVIEW_BUCKETS));
    return {
      min: part(this.#min),
      max: part(this.#max),
      rms: part(this.#rms),
      done: Math.min(this.#bucket, OVERVIEW_BUCKETS),
    };
  }

  #endOf(bucket: number): number {
    return Math.ceil(((bucket + 1) * this.#totalFrames) / OVERVIEW_BUCKETS);
  }

  #scan(plane: Float32Array, from: number, to: number): void {
    let lowest = this.#lowest;
    let highest = this.#highest;
    let squares = 0;
    for (let i = from; i < to; i++) {
      const sample = plane[i]!;
      if (sample < lowest) lowest = sample;
      if (sample > highest) highest = sample;
      squares += sample * sample;
    }
    this.#lowest = lowest;
    this.#highest = highest;
    this.#squares += squares;
    this.#samples += to - from;
  }

  #close(): void {
    const bucket = this.#bucket;
    if (bucket === this.#min.length) this.#grow();
    if (this.#samples > 0) {
      this.#min[bucket] = this.#lowest;
      this.#max[bucket] = this.#highest;
      this.#rms[bucket] = Math.sqrt(this.#squares / this.#samples);
    } else {
      for (const values of [this.#min, this.#max, this.#rms]) values[bucket] = values[bucket - 1]!;
    }
    this.#lowest = Infinity;
    this.#highest = -Infinity;
    this.#squares = 0;
    this.#samples = 0;
    this.#bucket++;
    this.#bucketEnd = this.#endOf(this.#bucket);
  }

  /** The file is longer than its estimate. */
  #grow(): void {
    const grown = (values: Float32Array): Float32Array<ArrayBuffer> => {
      const longer = new Float32Array(values.length * 2);
      longer.set(values);
      return longer;
    };
    this.#min = grown(this.#min);
    this.#max = grown(this.#max);
    this.#rms = grown(this.#rms);
  }

  /** Divides anew: every bucket is made of the old ones that it meets. @param ratio new length / old */
  #spread(ratio: number): void {
    const old = { min: this.#min, max: this.#max, rms: this.#rms };
    const last = this.#bucket - 1;
    this.#min = new Float32Array(OVERVIEW_BUCKETS);
    this.#max = new Float32Array(OVERVIEW_BUCKETS);
    this.#rms = new Float32Array(OVERVIEW_BUCKETS);
    for (let bucket = 0; bucket < OVERVIEW_BUCKETS; bucket++) {
      const from = Math.min(last, bucket * ratio);
      const to = Math.min(last + 1, (bucket + 1) * ratio);
      let lowest = Infinity;
      let highest = -Infinity;
      let power = 0;
      for (let i = Math.floor(from); i < to; i++) {
        lowest = Math.min(lowest, old.min[i]!);
        highest = Math.max(highest, old.max[i]!);
        power += old.rms[i]! ** 2 * (Math.min(to, i + 1) - Math.max(from, i));
      }
      this.#min[bucket] = lowest;
      this.#max[bucket] = highest;
      this.#rms[bucket] = Math.sqrt(power / (to - from));
    }
    this.#bucket = OVERVIEW_BUCKETS;
  }
}
