import type { MediaFetch } from './media-fetch.ts';
import { headerCountOf, type OggCodec, openOggCodec } from './ogg-codecs.ts';
import {
  CAPTURE,
  findOggPage,
  lastGranule,
  mendOggPage,
  type OggPage,
  readOggPage,
} from './ogg-pages.ts';
import type { AudioPacket, PacketSource } from './packet-source.ts';
import { PlaceIndex } from './place-index.ts';

/** A seek ends its search in a stretch that is read faster than another request is answered. */
const NEAR_BYTES = 65536;
/** Guesses by proportion before the search halves. */
const GUESSES = 4;
/** A position in a page with a wrong checksum is believed when it is this close to the count. */
const PLAUSIBLE_FRAMES = 4096;
/** A page that is lost held no more than this. */
const LONGEST_PAGE_SECONDS = 3;

interface Stream {
  readonly fetch: MediaFetch;
  readonly codec: OggCodec;
  readonly serial: number;
  /** The page behind the headers. */
  readonly firstOffset: number;
  /** Frame at which the first packet begins; below 0 for an encoder that trims the start. */
  readonly baseFrame: number;
  readonly endFrame: number | null;
}

type Pending = Pick<AudioPacket, 'data' | 'frames' | 'damaged'>;

/**
 * The packets of one Vorbis or Opus stream in Ogg. Time is counted from packet to packet and checked
 * against the position that each page tells: a lost page becomes a gap, not a cut.
 */
export class OggPackets implements PacketSource {
  readonly config: AudioDecoderConfig;
  readonly originFrame: number;
  readonly preRollFrames: number;
  /** Known from the file's end, or as soon as the last page is read. */
  #endFrame: number | null;
  readonly #stream: Stream;
  readonly #index: PlaceIndex;

  constructor(stream: Stream) {
    const { codec, baseFrame } = stream;
    this.#stream = stream;
    this.config = codec.config;
    this.originFrame = Math.max(0, baseFrame) + codec.delayFrames;
    this.#endFrame = stream.endFrame;
    this.preRollFrames = codec.preRollFrames;
    this.#index = new PlaceIndex(codec.config.sampleRate);
    this.#index.add(baseFrame, stream.firstOffset);
  }

  get endFrame(): number | null {
    return this.#endFrame;
  }

  get durationSeconds(): number {
    const { totalBytes } = this.#stream.fetch;
    if (this.endFrame !== null) return this.#seconds(this.endFrame);
    return totalBytes === null ? Infinity : this.secondsAtByte(totalBytes);
  }

  secondsAtByte(offset: number): number {
    const { fetch } = this.#stream;
    return this.#seconds(this.#index.frameAt(offset, fetch.totalBytes, this.endFrame));
  }

  async *packets(frame: number): AsyncGenerator<AudioPacket, void, undefined> {
    for await (const packet of this.#walk(await this.#pageBefore(frame))) {
      if (packet.startFrame + packet.frames > frame) yield packet;
    }
  }

  dispose(): void {
    this.#stream.fetch.dispose();
  }

  #seconds(frame: number): number {
    return Math.max(0, frame - this.originFrame) / this.config.sampleRate;
  }

  /** Offset of a page from which the packets from `frame` on are all found. */
  async #pageBefore(frame: number): Promise<number> {
    const { fetch, serial, firstOffset, baseFrame } = this.#stream;
    const known = this.#index.before(frame - this.config.sampleRate);
    let low = known ?? { frame: baseFrame, offset: firstOffset };
    let high = { frame: this.endFrame, offset: fetch.totalBytes };
    const far = frame > low.frame && fetch.hasRanges;
    for (let round = 0; far && high.offset !== null; round++) {
      const span = high.offset - low.offset;
      if (span <= NEAR_BYTES) break;
      const share =
        round < GUESSES && high.frame !== null && high.frame > low.frame
          ? (frame - low.frame) / (high.frame - low.frame)
          : 0.5;
      const guess = low.offset + Math.floor(Math.min(0.9, share * 0.98) * span);
      const page = await findOggPage(fetch, guess, serial, high.offset, true);
      const usable = page !== null && page.serial === serial && page.granule !== null && !page.ends;
      if (usable && page.granule <= frame && page.offset > low.offset) {
        low = { frame: page.granule, offset: page.offset };
      } else if (guess > low.offset) {
        high = { frame: page?.granule ?? high.frame, offset: guess };
      } else {
        break;
      }
    }
    const page = await readOggPage(fetch, low.offset);
    return page === null || page.ends || page.damaged ? firstOffset : low.offset;
  }

  async *#walk(start: number): AsyncGenerator<AudioPacket, void, undefined> {
    const { codec, baseFrame, firstOffset } = this.#stream;
    const rate = this.config.sampleRate;
    /** Where the next packet begins; unknown behind a jump until a page tells. */
    let position = start === firstOffset ? baseFrame : null;
    let before: Uint8Array | null = null;
    let partial: Uint8Array | null = null;
    let pending: Pending[] = [];
    let lostPages = 0;
    const isLike = (part: Uint8Array): boolean => codec.isLike(part, before);
    for await (const page of this.#pages(start, isLike)) {
      if (page === null) {
        partial = null;
        lostPages++;
        continue;
      }
      if (position !== null && !page.continued) this.#index.add(position, page.offset);
      for (const data of completePackets(page, partial)) {
        if (page.damaged) codec.mend(data, before);
        const frames = codec.framesOf(data, before);
        pending.push({ data, frames, damaged: page.damaged });
        before = data;
      }
      partial = leftOver(page, partial);
      if (page.ends && page.granule !== null && !page.damaged) this.#endFrame = page.granule;
      const counted = pending.reduce((sum, { frames }) => sum + frames, 0);
      position = placeOf(page, position, counted, lostPages * LONGEST_PAGE_SECONDS * rate);
      lostPages = 0;
      if (position === null) continue;
      for (const packet of pending) {
        yield { ...packet, startFrame: position };
        position += packet.frames;
      }
      pending = [];
    }
  }

  /** The pages of the stream from `start` on; null stands for a stretch that is not readable. */
  async *#pages(
    start: number,
    isLike: (part: Uint8Array) => boolean,
  ): AsyncGenerator<OggPage | null, void, undefined> {
    const { fetch, serial } = this.#stream;
    for (let offset = start; ;) {
      const page = await readOggPage(fetch, offset, serial);
      const sane = page !== null && (!page.damaged || (await this.#isFollowed(page)));
      if (!sane) {
        const next = await findOggPage(fetch, offset + 1, serial);
        const end = next?.offset ?? fetch.totalBytes ?? offset;
        yield await mendOggPage(fetch, offset, end, serial, isLike);
        if (next === null) return;
        offset = next.offset;
        continue;
      }
      offset = page.offset + page.bytes;
      if (page.serial === serial || page.damaged) yield page;
      // Another stream begins behind this one.
      else if (page.begins) return;
    }
  }

  /** The page's table of sizes is right: there is another one, or the end, just behind it. */
  async #isFollowed(page: OggPage): Promise<boolean> {
    const end = page.offset + page.bytes;
    const bytes = await this.#stream.fetch.read(end, end + CAPTURE.length);
    const right = CAPTURE.filter((byte, i) => bytes[i] === byte).length;
    return bytes.length === 0 || right >= CAPTURE.length - 1;
  }
}

/** The packets that end in a page, the first one with its part from the page before. */
function completePackets(page: OggPage, partial: Uint8Array | null): Uint8Array[] {
  const parts = page.lastPartGoesOn ? page.parts.slice(0, -1) : [...page.parts];
  if (page.continued && parts.length > 0) {
    const [rest] = parts.splice(0, 1);
    if (partial !== null && rest !== undefined) parts.unshift(joined(partial, rest));
  }
  return parts.filter(({ length }) => length > 0);
}

/** The part of a packet that goes on in the next page. */
function leftOver(page: OggPage, partial: Uint8Array | null): Uint8Array | null {
  const last = page.parts.at(-1);
  if (!page.lastPartGoesOn || last === undefined) return null;
  if (page.parts.length > 1 || !page.continued) return last;
  return partial === null ? null : joined(partial, last);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}

/**
 * Where the `counted` frames that end in `page` begin; null: not known yet.
 *
 * @param lostFrames that may be missing before it
 */
function placeOf(
  page: OggPage,
  position: number | null,
  counted: number,
  lostFrames: number,
): number | null {
  if (page.granule === null) return position;
  const start = page.granule - counted;
  if (position === null) return page.damaged ? null : start;
  // The last page may end early: what is too much is trimmed.
  if (page.ends && start <= position) return position;
  const jump = start - position;
  const plausible = jump > -PLAUSIBLE_FRAMES && jump < PLAUSIBLE_FRAMES + lostFrames;
  return plausible || !page.damaged ? start : position;
}

/** The first Vorbis or Opus stream of a file whose pages begin at `offset`; null: there is none. */
export async function openOgg(fetch: MediaFetch, offset: number): Promise<OggPackets | null> {
  let page = await readOggPage(fetch, offset);
  while (page?.begins === true && headerCountOf(page.parts[0] ?? new Uint8Array()) === 0) {
    page = await readOggPage(fetch, page.offset + page.bytes);
  }
  const head = page?.begins === true ? page.parts[0] : undefined;
  if (page === null || head === undefined) return null;
  const { serial } = page;
  const headers = [head];
  let partial: Uint8Array | null = null;
  while (headers.length < headerCountOf(head)) {
    page = await readOggPage(fetch, page.offset + page.bytes);
    if (page === null) return null;
    if (page.serial !== serial) continue;
    headers.push(...completePackets(page, partial));
    partial = leftOver(page, partial);
  }
  const codec = openOggCodec(headers.slice(0, headerCountOf(head)));
  if (codec === null) return null;
  const firstOffset = page.offset + page.bytes;
  const { totalBytes, hasRanges } = fetch;
  const end =
    totalBytes !== null && hasRanges ? await lastGranule(fetch, totalBytes, serial) : null;
  const baseFrame = await baseOf(fetch, codec, serial, firstOffset);
  return new OggPackets({ fetch, codec, serial, firstOffset, baseFrame, endFrame: end });
}

/** The frame at which the first packet begins, by the position at the end of its page. */
async function baseOf(
  fetch: MediaFetch,
  codec: OggCodec,
  serial: number,
  firstOffset: number,
): Promise<number> {
  let frames = 0;
  let before: Uint8Array | null = null;
  let partial: Uint8Array | null = null;
  for (let offset = firstOffset; ;) {
    const page: OggPage | null = await readOggPage(fetch, offset);
    // A stream that ends on its first page trims its end there.
    if (page === null || page.damaged || page.ends) return 0;
    offset = page.offset + page.bytes;
    if (page.serial !== serial) continue;
    for (const packet of completePackets(page, partial)) {
      frames += codec.framesOf(packet, before);
      before = packet;
    }
    partial = leftOver(page, partial);
    if (page.granule !== null) return page.granule - frames;
  }
}
