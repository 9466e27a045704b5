import { AdtsSyntax, readAdtsHeader } from './adts-frames.ts';
import type { FrameSyntax } from './frame-syntax.ts';
import { FramePackets } from './frame-packets.ts';
import { type Mp3Tag, readMp3Tag } from './gapless-info.ts';
import type { MediaFetch } from './media-fetch.ts';
import { Mp3Syntax, readMp3Header } from './mp3-frames.ts';

/** Bytes behind the ID3 tags in which the first frame has to begin. */
const SEARCH_BYTES = 65536;
const PROBE_BYTES = 8192;

/**
 * MP3: up to 511 bytes of an earlier frame's room (the bit reservoir; at 32 kbit/s that is nine
 * frames) and the overlap of its transform.
 */
const MP3_PRE_ROLL_PACKETS = 12;
/** AAC: the overlap of its transform, and spectral band replication's history. */
const AAC_PRE_ROLL_PACKETS = 4;
/** How far a tag's own idea of the file's size may be off before it is taken for a stale one. */
const STALE_BYTES = 65536;

/** Bytes of the ID3v2 tags at the start. */
export async function skipId3(fetch: MediaFetch): Promise<number> {
  for (let offset = 0; ;) {
    const head = await fetch.read(offset, offset + 10);
    const isTag = head.length === 10 && head[0] === 0x49 && head[1] === 0x44 && head[2] === 0x33;
    if (!isTag) return offset;
    const size = head.subarray(6, 10).reduce((sum, byte) => (sum << 7) | (byte & 0x7f), 0);
    const footer = (head[5]! & 0x10) === 0 ? 0 : 10;
    offset += 10 + size + footer;
  }
}

/** The packets of an MP3 or ADTS file that begins at `offset`; null when it is neither. */
export async function openFrameFile(
  fetch: MediaFetch,
  offset: number,
): Promise<FramePackets | null> {
  for (let from = offset; from < offset + SEARCH_BYTES; from += PROBE_BYTES / 2) {
    const bytes = await fetch.read(from, from + PROBE_BYTES);
    for (let at = 0; at < PROBE_BYTES / 2 && at + 8 < bytes.length; at++) {
      const mp3 = openMp3(fetch, bytes, at, from);
      if (mp3 !== null) return mp3;
      const adts = openAdts(fetch, bytes, at, from);
      if (adts !== null) return adts;
    }
    if (bytes.length < PROBE_BYTES) return null;
  }
  return null;
}

/** @param at of a frame in `bytes`, which lie at `base` in the file */
function openMp3(
  fetch: MediaFetch,
  bytes: Uint8Array,
  at: number,
  base: number,
): FramePackets | null {
  const header = readMp3Header(bytes, at);
  if (header === null) return null;
  const syntax = new Mp3Syntax(bytes.subarray(at), header);
  // Two in a row, or one alone that is the whole file.
  const next = at + header.bytes;
  if (next !== bytes.length && syntax.sizeAt(bytes, next) === 0) return null;
  const frame = bytes.subarray(at, next);
  const tag = readMp3Tag(frame, header.sideInfoBytes);
  const constantBytes = (header.framesPerPacket * header.bitsPerSecond) / (8 * header.sampleRateHz);
  const firstOffset = base + (tag === null ? at : next);
  // The tag's frame may have another rate than the sound's.
  const audio = tag === null ? header : (readMp3Header(bytes, next) ?? header);
  const sameRate = audio.bitsPerSecond === header.bitsPerSecond;
  const packetBytes = tag?.constantRate === true && sameRate ? constantBytes : null;
  return new FramePackets({
    fetch,
    syntax,
    config: {
      codec: 'mp3',
      sampleRate: header.sampleRateHz,
      numberOfChannels: header.channels,
    },
    preRollPackets: MP3_PRE_ROLL_PACKETS,
    firstOffset,
    packetBytes,
    firstPacketsBytes: meanBytes(syntax, bytes, tag === null ? at : next, constantBytes),
    originFrame: tag?.gapless?.delayFrames ?? 0,
    endFrame: endOf(tag, header.framesPerPacket, base + at, fetch.totalBytes),
  });
}

/** Mean bytes of the frames in `bytes` from `at` on: `constant`, where none is a byte away from it. */
function meanBytes(syntax: FrameSyntax, bytes: Uint8Array, at: number, constant: number): number {
  let count = 0;
  let end = at;
  let alike = true;
  for (let size = syntax.sizeAt(bytes, end); size > 0; size = syntax.sizeAt(bytes, end)) {
    count++;
    end += size;
    alike &&= Math.abs(size - constant) <= 1;
  }
  return alike || count === 0 ? constant : (end - at) / count;
}

/** The frame behind the last one by the tag; null when it says nothing that can be true. */
function endOf(
  tag: Mp3Tag | null,
  framesPerPacket: number,
  tagOffset: number,
  totalBytes: number | null,
): number | null {
  const { packetCount = null, totalBytes: tagged = null } = tag ?? {};
  if (packetCount === null) return null;
  const stale =
    totalBytes !== null &&
    tagged !== null &&
    Math.abs(totalBytes - tagOffset - tagged) > STALE_BYTES;
  if (stale) return null;
  return packetCount * framesPerPacket - (tag?.gapless?.paddingFrames ?? 0);
}

function openAdts(
  fetch: MediaFetch,
  bytes: Uint8Array,
  at: number,
  base: number,
): FramePackets | null {
  const header = readAdtsHeader(bytes, at);
  if (header === null) return null;
  const syntax = new AdtsSyntax(bytes.subarray(at));
  const next = at + header.bytes;
  if (next !== bytes.length && syntax.sizeAt(bytes, next) === 0) return null;
  return new FramePackets({
    fetch,
    syntax,
    config: {
      codec: `mp4a.40.${header.objectType}`,
      sampleRate: header.sampleRateHz,
      numberOfChannels: header.channels,
    },
    preRollPackets: AAC_PRE_ROLL_PACKETS,
    firstOffset: base + at,
    packetBytes: null,
    firstPacketsBytes: meanBytes(syntax, bytes, at, header.bytes),
    originFrame: 0,
    endFrame: null,
  });
}
