import { hasText } from './byte-text.ts';
import type { FrameSyntax } from './frame-syntax.ts';
import type { MediaFetch } from './media-fetch.ts';
import type { AudioPacket, PacketSource } from './packet-source.ts';
import { PlaceIndex } from './place-index.ts';

/** Bytes that are looked at together; no frame of these formats is longer than half of it. */
const WINDOW_BYTES = 16384;
/** So many bytes are enough to go on with: a frame and the next header, but for rare ones. */
const EARLY_BYTES = 2048;
/** Without a frame in so many bytes the rest is not audio. */
const LOST_BYTES = 2 ** 20;
const INDEX_SPACING_PACKETS = 32;
/** A jump by calculation has to save at least so many packets of reading. */
const WORTH_JUMPING_PACKETS = 256;
const ENDINGS = ['TAG', 'APETAGEX', 'LYRICSBEGIN'] as const;

export interface FrameFile {
  readonly fetch: MediaFetch;
  readonly syntax: FrameSyntax;
  readonly config: AudioDecoderConfig;
  readonly preRollPackets: number;
  /** Offset of the first frame of sound. */
  readonly firstOffset: number;
  /** Bytes of a packet when all are alike but for a byte of padding; null: they vary. */
  readonly packetBytes: number | null;
  /** Mean bytes of the first few packets: for estimates until more was read. */
  readonly firstPacketsBytes: number;
  readonly originFrame: number;
  readonly endFrame: number | null;
}

/** A stretch of the file that is in memory. */
interface Window {
  bytes: Uint8Array;
  offset: number;
  /** It reaches the end of the file. */
  atEnd: boolean;
}

/** Sizes of the frames of a walk so far: what an unreadable one may have. */
class SizeStatistics {
  last = 0;
  #count = 0;
  #sum = 0;
  #least = Infinity;
  #most = 0;

  add(bytes: number): void {
    this.last = bytes;
    this.#count++;
    this.#sum += bytes;
    this.#least = Math.min(this.#least, bytes);
    this.#most = Math.max(this.#most, bytes);
  }

  /** Two frames with a lost header between them look like a large one. */
  isLikely(bytes: number): boolean {
    if (this.#count < 4) return true;
    const constant = this.#most - this.#least <= 1;
    if (constant) return bytes >= this.#most - 1 && bytes <= this.#least + 1;
    return bytes <= 1.1 * this.#most;
  }

  /** How many frames are lost in so many bytes, at least `least`. */
  packetsIn(bytes: number, least: number): number {
    return this.#count === 0 ? 1 : Math.max(least, Math.round((bytes * this.#count) / this.#sum));
  }
}

/**
 * The packets of a format that is nothing but frames. Time is the count of frames from the start: a
 * seek reads the headers up to its goal unless the bit rate is constant. A frame with a broken
 * header is measured by the header behind it; what can't be measured is counted by its bytes.
 */
export class FramePackets implements PacketSource {
  readonly config: AudioDecoderConfig;
  readonly originFrame: number;
  readonly endFrame: number | null;
  readonly preRollFrames: number;
  readonly #file: FrameFile;
  readonly #index: PlaceIndex;
  readonly #spf: number;

  constructor(file: FrameFile) {
    this.#file = file;
    this.#spf = file.syntax.framesPerPacket;
    this.config = file.config;
    this.originFrame = file.originFrame;
    this.endFrame = file.endFrame;
    this.preRollFrames = file.preRollPackets * this.#spf;
    this.#index = new PlaceIndex(INDEX_SPACING_PACKETS * this.#spf);
    this.#index.add(0, file.firstOffset);
  }

  get durationSeconds(): number {
    const { totalBytes } = this.#file.fetch;
    if (this.endFrame === null && totalBytes === null) return Infinity;
    const end = this.endFrame ?? this.#frameAtByte(totalBytes ?? 0);
    return (end - this.originFrame) / this.config.sampleRate;
  }

  secondsAtByte(offset: number): number {
    const seconds = (this.#frameAtByte(offset) - this.originFrame) / this.config.sampleRate;
    return Math.max(0, Math.min(seconds, this.durationSeconds));
  }

  async *packets(frame: number): AsyncGenerator<AudioPacket, void, undefined> {
    const wanted = Math.max(0, Math.floor(frame / this.#spf)) * this.#spf;
    const start = await this.#nearest(wanted);
    for await (const packet of this.#walk(start.frame, start.offset)) {
      if (packet.startFrame >= wanted) yield packet;
    }
  }

  dispose(): void {
    this.#file.fetch.dispose();
  }

  #frameAtByte(offset: number): number {
    const { firstOffset, firstPacketsBytes, fetch } = this.#file;
    const packetBytes =
      this.#file.packetBytes ?? ((this.#index.last?.frame ?? 0) === 0 ? firstPacketsBytes : null);
    if (packetBytes !== null) {
      return Math.max(0, Math.round((offset - firstOffset) / packetBytes) * this.#spf);
    }
    return this.#index.frameAt(offset, fetch.totalBytes, this.endFrame);
  }

  /** A place at or before `frame` from which to read on. */
  async #nearest(frame: number): Promise<{ frame: number; offset: number }> {
    const { firstOffset, packetBytes } = this.#file;
    const known = this.#index.before(frame) ?? { frame: 0, offset: firstOffset };
    const worthIt = frame - known.frame > WORTH_JUMPING_PACKETS * this.#spf;
    if (packetBytes === null || !worthIt || !this.#file.fetch.hasRanges) return known;
    const guess = Math.floor(firstOffset + (frame / this.#spf) * packetBytes);
    const window = await this.#window(guess - 2);
    for (let at = 0; at < 5; at++) {
      const size = this.#file.syntax.sizeAt(window.bytes, at);
      if (size > 0 && this.#isFrame(window, at + size))
        return { frame, offset: window.offset + at };
    }
    return known;
  }

  async *#walk(frame: number, offset: number): AsyncGenerator<AudioPacket, void, undefined> {
    const { syntax } = this.#file;
    let window = await this.#window(offset, EARLY_BYTES);
    let at = 0;
    const sizes = new SizeStatistics();
    // A single frame would have been measured where the sizes are known.
    const leastLost = syntax.likelySizes(0).length > 0 ? 2 : 1;
    for (let startFrame = frame; ;) {
      if (!window.atEnd && window.bytes.length - at < EARLY_BYTES) {
        window = await this.#window(window.offset + at, EARLY_BYTES);
        at = 0;
      }
      const { bytes } = window;
      if (at + syntax.headerBytes > bytes.length || this.#isEnding(bytes, at)) return;
      const known = await this.#measure(window, at, sizes);
      const partial = !window.atEnd && (at > 0 || bytes.length < WINDOW_BYTES);
      if (partial && at + known > bytes.length) {
        // Longer than usual: it needs a longer look.
        window = await this.#window(window.offset + at);
        at = 0;
        continue;
      }
      let size = known;
      if (known === 0) {
        const next = await this.#resync(window.offset + at);
        if (next === null) return;
        size = next - window.offset - at;
      }
      const lost = known === 0 ? sizes.packetsIn(size, leastLost) : 1;
      const whole = lost === 1 && at + size <= bytes.length;
      if (whole) {
        const data = bytes.slice(at, at + size);
        const damaged = syntax.sizeAt(bytes, at) !== size;
        if (damaged && size >= syntax.headerBytes) syntax.repair(data);
        yield { data, startFrame, frames: this.#spf, damaged };
      } else if (known > 0) {
        // Cut off in the middle of its last frame.
        return;
      }
      if (known > 0) sizes.add(size);
      startFrame += lost * this.#spf;
      if (at + size <= bytes.length) {
        at += size;
      } else {
        window = await this.#window(window.offset + at + size);
        at = 0;
      }
      this.#index.add(startFrame, window.offset + at);
    }
  }

  /** Bytes of the frame at `at`, 0 when nothing tells. */
  async #measure(window: Window, at: number, sizes: SizeStatistics): Promise<number> {
    const { syntax } = this.#file;
    const own = syntax.sizeAt(window.bytes, at);
    if (own > 0 && this.#isFrame(window, at + own)) return own;
    const fitting = syntax
      .likelySizes(sizes.last)
      .find((size) => sizes.isLikely(size) && this.#isFrame(window, at + size));
    if (fitting !== undefined) return fitting;
    if (own === 0 || !sizes.isLikely(own)) return 0;
    // Either the size in this header is wrong, or the header behind it is broken.
    const next = await this.#resync(window.offset + at);
    return next !== null && next < window.offset + at + own ? 0 : own;
  }

  /** A frame begins at `at`, or the file ends there. */
  #isFrame({ bytes, atEnd }: Window, at: number): boolean {
    if (at === bytes.length && atEnd) return true;
    return this.#file.syntax.sizeAt(bytes, at) > 0 || this.#isEnding(bytes, at);
  }

  #isEnding(bytes: Uint8Array, at: number): boolean {
    return ENDINGS.some((ending) => hasText(bytes, at, ending));
  }

  /** The offset of the next two frames in a row behind `offset`; null when there are none. */
  async #resync(offset: number): Promise<number | null> {
    const { syntax } = this.#file;
    for (let from = offset + 1; from < offset + LOST_BYTES;) {
      const window = await this.#window(from);
      const { bytes } = window;
      const end = window.atEnd ? bytes.length - syntax.headerBytes : WINDOW_BYTES / 2;
      for (let at = 0; at <= end; at++) {
        const size = syntax.sizeAt(bytes, at);
        if (size > 0 && this.#isFrame(window, at + size)) return from + at;
      }
      if (window.atEnd) return null;
      from += end;
    }
    return null;
  }

  /** @param leastBytes with which it can begin, when the rest has not arrived yet */
  async #window(offset: number, leastBytes = WINDOW_BYTES): Promise<Window> {
    const { fetch } = this.#file;
    const bytes = await fetch.readSome(offset, leastBytes, offset + WINDOW_BYTES);
    const atEnd = bytes.length < leastBytes || offset + bytes.length === fetch.totalBytes;
    return { bytes, offset, atEnd };
  }
}
