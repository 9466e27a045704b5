import { ByteCache } from './byte-cache.ts';
import { BodyHead, isBroadcast, mayRecover, placeOfBody } from './media-response.ts';
import { StreamError } from './stream-error.ts';

/** Bytes of a file that are kept, whatever its length. */
const CACHE_BYTES = 4 * 2 ** 20;
/** How far a download runs ahead of its reader. */
const READ_AHEAD_BYTES = 2 * 2 ** 20;
/** A download that is this close is waited for rather than replaced by another request. */
const WORTH_WAITING_BYTES = 256 * 1024;

const TICK_MS = 250;
/** Quiet time, while somebody waits, after which it is called a stall and asked for again. */
const STALLED_MS = 3000;
/** Quiet time after which it is over. */
const GIVE_UP_MS = 9000;

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 2000;
/** Attempts before anything was ever answered: CORS looks like a dropped connection. */
const ATTEMPTS_UNANSWERED = 2;
const ATTEMPTS_REFUSED = 4;
/** Failures in a row after which a download that only runs ahead rests. */
const ATTEMPTS_AHEAD = 8;

export interface MediaFetchEvents {
  /** New bytes are in the cache. */
  arrived(): void;
  /** Somebody waits and nothing has come for a while. Once a stall. */
  stalled(): void;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * The bytes of a file behind a URL, from one download that follows its reader. It jumps where the
 * server has ranges and starts over where it has none, so that every read is possible within a fixed
 * budget of memory. Failures are tried again with growing pauses; silence ends as a network error.
 * A live stream, which can't be begun again, goes on where it broke with what is sent by then.
 * Decode worker only.
 */
export class MediaFetch {
  readonly #url: string;
  readonly #credentials: RequestCredentials;
  readonly #events: MediaFetchEvents;
  readonly #cache = new ByteCache(CACHE_BYTES);
  readonly #head = new BodyHead();
  #totalBytes: number | null = null;
  #hasRanges = false;
  #answered = false;
  #opened = false;
  #failure: StreamError | null = null;
  #download: AbortController | null = null;
  /** Where the download is, and up to where it is wanted. */
  #position = 0;
  #wantedEnd = 0;
  /** Reads of an earlier one are not wanted any more. */
  #epoch = 0;
  /** Bytes that came in, those that were skipped included. */
  #receivedBytes = 0;
  #attempts = 0;
  /** The read before this one: they take turns, or two distant ones would chase the download. */
  #turn: Promise<unknown> = Promise.resolve();
  #pulse = Promise.withResolvers<undefined>();

  constructor(url: string, credentials: RequestCredentials, events: MediaFetchEvents) {
    this.#url = url;
    this.#credentials = credentials;
    this.#events = events;
  }

  /** Bytes; null when the server does not tell and the end was not reached. Known after a read. */
  get totalBytes(): number | null {
    return this.#totalBytes;
  }

  /** The server sends parts. Known after a read. */
  get hasRanges(): boolean {
    return this.#hasRanges;
  }

  /** What can be read without the network: disjoint `[start, end)` in order. */
  get spans(): [number, number][] {
    return this.#cache.spans();
  }

  /** From now on a fault of any kind is the network's: the file has proven to be readable. */
  markOpened(): void {
    this.#opened = true;
  }

  /**
   * Bytes `[start, end)`, fewer where the file ends.
   *
   * @throws {StreamError} `http` and `unreachable` before the file is open, `network` afterwards
   */
  read(start: number, end: number): Promise<Uint8Array> {
    return this.readSome(start, end - start, end);
  }

  /** As {@link read}, but no later than with the first `leastBytes`. */
  readSome(start: number, leastBytes: number, end: number): Promise<Uint8Array> {
    if (!(start >= 0)) return Promise.reject(new RangeError(`no byte ${start}`));
    const epoch = this.#epoch;
    const mine = this.#turn.then(() => this.#read(start, leastBytes, end, epoch));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #read(start: number, leastBytes: number, end: number, epoch: number): Promise<Uint8Array> {
    let quietMs = 0;
    let told = false;
    for (;;) {
      const to = Math.max(start, Math.min(end, this.#totalBytes ?? end));
      const have = this.#cache.available(start, to - start);
      if (have >= Math.min(leastBytes, to - start)) return this.#cache.copy(start, start + have);
      if (this.#failure !== null) throw this.#failure;
      if (epoch !== this.#epoch) throw new StreamError('network', 'The read was interrupted.');
      const before = this.#receivedBytes;
      this.#aim(start + have, to);
      const pulse = this.#pulse.promise.then(() => 0);
      // Ticks are counted rather than a clock read: a suspended page is not a stalled network.
      const passedMs = await Promise.race([pulse, wait(TICK_MS).then(() => TICK_MS)]);
      quietMs = this.#receivedBytes === before ? quietMs + passedMs : 0;
      if (quietMs >= GIVE_UP_MS) {
        this.#failure = new StreamError('network', 'The server has stopped sending.');
        this.dispose();
        throw this.#failure;
      }
      if (quietMs >= STALLED_MS && !told) {
        told = true;
        this.#events.stalled();
        // Without ranges another request would begin with what is here already.
        if (this.#hasRanges) this.#restart(start + have);
      }
    }
  }

  /** As {@link read}, by a request of its own that leaves the download where it is. */
  async peek(start: number, end: number): Promise<Uint8Array> {
    const to = Math.max(start, Math.min(end, this.#totalBytes ?? end));
    const cached = this.#cache.available(start, to - start) >= to - start;
    if (cached || !this.#hasRanges) return this.read(start, to);
    try {
      const response = await fetch(this.#url, {
        credentials: this.#credentials,
        headers: { Range: `bytes=${start}-${to - 1}` },
        signal: AbortSignal.timeout(STALLED_MS),
      });
      if (response.status === 206) {
        const bytes = new Uint8Array(await response.arrayBuffer());
        if (bytes.length === to - start) return bytes;
      } else response.body?.cancel().catch(() => undefined);
    } catch {
      // The patient way below finds out what is wrong.
    }
    return this.read(start, to);
  }

  /** Rejects the reads that still wait; the download goes on. */
  interrupt(): void {
    this.#epoch++;
    this.#beat();
  }

  dispose(): void {
    this.#download?.abort();
    this.#download = null;
    this.#failure ??= new StreamError('network', 'The download was ended.');
    this.#beat();
  }

  /** Makes sure that the download is on its way to `offset`. */
  #aim(offset: number, end: number): void {
    this.#wantedEnd = end;
    if (this.#download !== null) {
      const far = this.#hasRanges ? WORTH_WAITING_BYTES : Infinity;
      if (this.#position <= offset && offset - this.#position <= far) {
        this.#beat();
        return;
      }
    }
    this.#restart(offset);
  }

  #restart(offset: number): void {
    this.#download?.abort();
    const controller = new AbortController();
    this.#download = controller;
    this.#position = offset;
    this.#beat();
    void this.#run(controller.signal, offset).then(() => {
      if (this.#download === controller) this.#download = null;
      this.#beat();
    });
  }

  /** Downloads from `offset` to the file's end, until aborted. Never rejects. */
  async #run(signal: AbortSignal, offset: number): Promise<void> {
    let at = offset;
    const gone = (): boolean => signal.aborted;
    while (!gone()) {
      try {
        at = await this.#request(signal, at);
        if (this.#totalBytes === null || at >= this.#totalBytes) return;
      } catch (error) {
        if (gone()) return;
        this.#attempts++;
        const failure = this.#judge(error);
        if (failure !== null) {
          this.#failure = failure;
          return;
        }
        at = Math.max(at, this.#position);
        await wait(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#attempts - 1)));
        // A reader who needs it starts the download again.
        if (this.#attempts > ATTEMPTS_AHEAD) return;
      }
    }
  }

  /** One request. @returns the offset at which its body ended */
  async #request(signal: AbortSignal, from: number): Promise<number> {
    const response = await fetch(this.#url, {
      credentials: this.#credentials,
      headers: { Range: `bytes=${from}-` },
      signal,
    });
    this.#answered = true;
    // An answer that is not read would hold its connection.
    if (!response.ok) response.body?.cancel().catch(() => undefined);
    if (response.status === 416) {
      this.#totalBytes ??= from;
      return this.#totalBytes;
    }
    if (!response.ok || response.body === null) throw new HttpFault(response.status);
    const place = placeOfBody(response, from);
    this.#totalBytes ??= place.totalBytes;
    this.#hasRanges = place.partial;
    const endless = place.totalBytes === null && !place.partial;
    let at = place.start;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) return at;
      if (done) break;
      this.#receivedBytes += value.length;
      if (endless && at === 0 && !this.#head.repeats(value)) at = from;
      this.#take(at, value, from);
      at += value.length;
      await this.#demand(signal);
    }
    if (endless && isBroadcast(response)) throw new Error('A broadcast has no end of its own.');
    // A capped part goes on with the next request; any other end is the file's.
    const capped = place.partial && this.#totalBytes !== null && at < this.#totalBytes && at > from;
    if (!capped) this.#totalBytes = at;
    return at;
  }

  /** Keeps what the reader may want; what a server without ranges sends before it is skipped. */
  #take(at: number, bytes: Uint8Array, from: number): void {
    const skipped = Math.max(0, from - at);
    if (skipped >= bytes.length) return;
    this.#attempts = 0;
    this.#cache.put(at + skipped, bytes.subarray(skipped));
    this.#position = at + bytes.length;
    this.#beat();
    this.#events.arrived();
  }

  /** Waits while the download is far enough ahead. */
  async #demand(signal: AbortSignal): Promise<void> {
    while (this.#position > this.#wantedEnd + READ_AHEAD_BYTES && !signal.aborted) {
      await this.#pulse.promise;
    }
  }

  /** What a fault amounts to; null: try again. */
  #judge(error: unknown): StreamError | null {
    if (error instanceof HttpFault) {
      const patient =
        mayRecover(error.status) && (this.#opened || this.#attempts < ATTEMPTS_REFUSED);
      if (patient) return null;
      return new StreamError(
        this.#opened ? 'network' : 'http',
        `The server answered ${error.status}.`,
      );
    }
    // While the file is open the reader's patience decides.
    const patient = this.#answered || this.#attempts < ATTEMPTS_UNANSWERED;
    return patient ? null : new StreamError('unreachable', String(error));
  }

  /** Wakes the reader and the download. */
  #beat(): void {
    const { resolve } = this.#pulse;
    this.#pulse = Promise.withResolvers();
    resolve(undefined);
  }
}

class HttpFault extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}
