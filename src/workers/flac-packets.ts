import { type FlacInfo, isSoundFlacFrame, readFlacHeader, readFlacInfo } from './flac-frames.ts';
import type { MediaFetch } from './media-fetch.ts';
import type { AudioPacket, PacketSource } from './packet-source.ts';
import { PlaceIndex } from './place-index.ts';

const WINDOW_BYTES = 65536;
const NEAR_BYTES = 65536;
const GUESSES = 4;
const LOST_BYTES = 2 ** 20;
/** A header may be this far ahead of the count before it is taken for an accident of the bytes. */
const PLAUSIBLE_SECONDS = 60;
const LARGEST_HEADER_BYTES = 17;

interface Found {
  readonly offset: number;
  readonly startFrame: number;
  readonly frames: number;
}

/** The frames of a native FLAC file. Each carries its place and a checksum. */
export class FlacPackets implements PacketSource {
  readonly config: AudioDecoderConfig;
  readonly originFrame = 0;
  readonly endFrame: number | null;
  readonly preRollFrames = 0;
  readonly #fetch: MediaFetch;
  readonly #info: FlacInfo;
  readonly #index: PlaceIndex;
  readonly #firstOffset: number;
  /** What was read last. */
  #seen: { offset: number; bytes: Uint8Array } = { offset: 0, bytes: new Uint8Array() };

  constructor(fetch: MediaFetch, info: FlacInfo, description: Uint8Array, firstOffset: number) {
    this.#fetch = fetch;
    this.#info = info;
    this.#firstOffset = firstOffset;
    this.config = {
      codec: 'flac',
      sampleRate: info.sampleRateHz,
      numberOfChannels: info.channels,
      description,
    };
    this.endFrame = info.totalFrames > 0 ? info.totalFrames : null;
    this.#index = new PlaceIndex(info.sampleRateHz);
    this.#index.add(0, firstOffset);
  }

  get durationSeconds(): number {
    if (this.endFrame !== null) return this.endFrame / this.#info.sampleRateHz;
    const { totalBytes } = this.#fetch;
    return totalBytes === null ? Infinity : this.secondsAtByte(totalBytes);
  }

  secondsAtByte(offset: number): number {
    const frame = this.#index.frameAt(offset, this.#fetch.totalBytes, this.endFrame);
    return frame / this.#info.sampleRateHz;
  }

  async *packets(frame: number): AsyncGenerator<AudioPacket, void, undefined> {
    const start = await this.#before(frame);
    let here = await this.#find(start.offset, start.frame, start.frame);
    while (here !== null) {
      const next = await this.#find(
        here.offset + Math.max(LARGEST_HEADER_BYTES, this.#info.smallestBytes),
        here.startFrame + here.frames,
        here.startFrame + 1,
        here.offset,
      );
      if (here.startFrame + here.frames > frame) {
        const end = next?.offset ?? this.#fetch.totalBytes ?? here.offset;
        const data = await this.#bytes(here.offset, end);
        const { startFrame, frames } = here;
        yield { data, startFrame, frames, damaged: !isSoundFlacFrame(data) };
      }
      if (next !== null) this.#index.add(next.startFrame, next.offset);
      here = next;
    }
  }

  dispose(): void {
    this.#fetch.dispose();
  }

  /** A place at or before `frame`, by search where the server has ranges. */
  async #before(frame: number): Promise<{ frame: number; offset: number }> {
    let low = this.#index.before(frame) ?? { frame: 0, offset: this.#firstOffset };
    let high = { frame: this.endFrame, offset: this.#fetch.totalBytes };
    const far = frame > low.frame && this.#fetch.hasRanges;
    for (let round = 0; far && high.offset !== null; round++) {
      const span = high.offset - low.offset;
      if (span <= NEAR_BYTES) break;
      const share =
        round < GUESSES && high.frame !== null && high.frame > low.frame
          ? (frame - low.frame) / (high.frame - low.frame)
          : 0.5;
      const guess = low.offset + Math.floor(Math.min(0.9, share * 0.98) * span);
      const found = await this.#sure(guess, high.offset);
      if (found !== null && found.startFrame <= frame && found.offset > low.offset) {
        low = { frame: found.startFrame, offset: found.offset };
      } else if (guess > low.offset) {
        high = { frame: found?.startFrame ?? high.frame, offset: guess };
      } else {
        break;
      }
    }
    return low;
  }

  /** The first two frames in a row behind `offset`, one of which could be an accident. */
  async #sure(offset: number, limit: number): Promise<Found | null> {
    for (let from = offset; from < limit;) {
      const found = await this.#find(from, null, 0);
      if (found === null || found.offset >= limit) return null;
      const next = await this.#find(
        found.offset + LARGEST_HEADER_BYTES,
        null,
        found.startFrame + 1,
      );
      if (next?.startFrame === found.startFrame + found.frames) return found;
      from = found.offset + 1;
    }
    return null;
  }

  /**
   * The next frame header at or behind `offset` that can be true: at `expected`, or from `least` on
   * where something is missing.
   *
   * @param frameOffset of the frame before: a checksum that is right up to the header is proof
   */
  async #find(
    offset: number,
    expected: number | null,
    least: number,
    frameOffset: number | null = null,
  ): Promise<Found | null> {
    const most = least + PLAUSIBLE_SECONDS * this.#info.sampleRateHz;
    for (let from = offset; from < offset + LOST_BYTES;) {
      const bytes = await this.#window(from);
      for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
        const header = readFlacHeader(bytes, at, this.#info);
        if (header === null || header.startFrame < least) continue;
        const { startFrame, frames } = header;
        const found = { offset: from + at, startFrame, frames };
        if (expected === null || startFrame === expected) return found;
        if (startFrame > most) continue;
        // Another number than the next: either frames are missing or the bytes only look like one.
        if (frameOffset === null || (await this.#startsRow(found))) return found;
      }
      from += bytes.length - LARGEST_HEADER_BYTES;
      if (this.#endsAt(from + LARGEST_HEADER_BYTES)) return null;
    }
    return null;
  }

  /** Bytes from `offset` on: the rest of those that were read last, if that is a good deal. */
  async #window(offset: number): Promise<Uint8Array> {
    const rest = this.#seen.bytes.subarray(Math.max(0, offset - this.#seen.offset));
    const inside = offset >= this.#seen.offset;
    if (inside && rest.length >= WINDOW_BYTES / 4) return rest;
    const bytes = await this.#fetch.read(offset, offset + WINDOW_BYTES);
    this.#seen = { offset, bytes };
    return bytes;
  }

  async #bytes(start: number, end: number): Promise<Uint8Array> {
    const { offset, bytes } = this.#seen;
    const inside = start >= offset && end <= offset + bytes.length;
    return inside ? bytes.slice(start - offset, end - offset) : this.#fetch.read(start, end);
  }

  #endsAt(offset: number): boolean {
    const { totalBytes } = this.#fetch;
    return totalBytes !== null && offset >= totalBytes;
  }

  /** A frame with the next number follows. */
  async #startsRow({ offset, startFrame, frames }: Found): Promise<boolean> {
    const wanted = startFrame + frames;
    if (wanted === this.endFrame) return true;
    const next = await this.#find(offset + LARGEST_HEADER_BYTES, null, wanted);
    return next?.startFrame === wanted;
  }
}

/** The file whose `fLaC` mark stands at `offset`; null when there is none. */
export async function openFlac(fetch: MediaFetch, offset: number): Promise<FlacPackets | null> {
  const mark = await fetch.read(offset, offset + 42);
  if (String.fromCharCode(...mark.subarray(0, 4)) !== 'fLaC' || mark.length < 42) return null;
  let at = offset + 4;
  for (let last = false; !last;) {
    const head = await fetch.read(at, at + 4);
    if (head.length < 4) return null;
    last = head[0]! >> 7 === 1;
    at += 4 + ((head[1]! << 16) | (head[2]! << 8) | head[3]!);
  }
  const description = mark.slice();
  // The only metadata block that a decoder needs is now the last one.
  description[4]! |= 0x80;
  return new FlacPackets(fetch, readFlacInfo(mark.subarray(8)), description, at);
}
