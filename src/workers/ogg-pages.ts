import type { MediaFetch } from './media-fetch.ts';

const HEADER_BYTES = 27;
const LONGEST_PAGE_BYTES = HEADER_BYTES + 255 + 255 * 255;
/** What every page begins with: `OggS` and version 0. */
export const CAPTURE = [0x4f, 0x67, 0x67, 0x53, 0] as const;
/** Without a page in so many bytes the rest is not Ogg. */
const LOST_BYTES = 2 ** 20;
const SEARCH_BYTES = 16384;
/** Two pages in a row are not farther apart. */
const FARTHEST_FRAMES = 30 * 48000;
/** Share of a mended page's packets that have to look right. */
const LIKELY_SHARE = 0.8;

/** Ogg's CRC-32 (RFC 3533, section 6): polynomial 0x04c11db7, not reflected, no inversion. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});

export interface OggPage {
  readonly offset: number;
  readonly bytes: number;
  readonly serial: number;
  readonly begins: boolean;
  readonly ends: boolean;
  /** Its first segment goes on with a packet of the page before. */
  readonly continued: boolean;
  /** Position in frames at the end of the last packet that ends here; null when none does. */
  readonly granule: number | null;
  /** Parts of packets; the last one may go on in the next page. */
  readonly parts: readonly Uint8Array[];
  readonly lastPartGoesOn: boolean;
  /** Its checksum is wrong. */
  readonly damaged: boolean;
}

/**
 * The page at `offset`, null when there is none or it is cut off.
 *
 * @param serial of the stream, by which a page with a broken mark is known
 */
export async function readOggPage(
  fetch: MediaFetch,
  offset: number,
  serial: number | null = null,
): Promise<OggPage | null> {
  const head = await fetch.read(offset, offset + HEADER_BYTES + 255);
  if (!isPage(head, 0, serial) || head.length < HEADER_BYTES + head[26]!) return null;
  const sizes = head.subarray(HEADER_BYTES, HEADER_BYTES + head[26]!);
  const bytes = HEADER_BYTES + sizes.length + sizes.reduce((sum, size) => sum + size, 0);
  const page = await fetch.read(offset, offset + bytes);
  return page.length < bytes ? null : parsePage(page, offset, sizes);
}

/**
 * The first page at or behind `offset`, whole and with a true checksum if `sound` is set; null when
 * there is none before `limit`.
 */
export async function findOggPage(
  fetch: MediaFetch,
  offset: number,
  serial: number | null = null,
  limit = offset + LOST_BYTES,
  sound = false,
): Promise<OggPage | null> {
  for (let from = offset; from < limit; from += SEARCH_BYTES - CAPTURE.length) {
    const bytes = await fetch.read(from, from + SEARCH_BYTES);
    for (let at = bytes.indexOf(CAPTURE[0]); at >= 0; at = bytes.indexOf(CAPTURE[0], at + 1)) {
      if (from + at >= limit || !isPage(bytes, at, serial)) continue;
      const page = await readOggPage(fetch, from + at, serial);
      if (page !== null && !(sound && page.damaged)) return page;
    }
    if (bytes.length < SEARCH_BYTES) return null;
  }
  return null;
}

/** The last position that a file's end tells, for the stream `serial`; null when it doesn't. */
export async function lastGranule(
  fetch: MediaFetch,
  totalBytes: number,
  serial: number,
): Promise<number | null> {
  const start = Math.max(0, totalBytes - LONGEST_PAGE_BYTES);
  const bytes = await fetch.peek(start, totalBytes);
  let last: number | null = null;
  for (let at = bytes.indexOf(CAPTURE[0]); at >= 0; at = bytes.indexOf(CAPTURE[0], at + 1)) {
    if (!isPage(bytes, at, serial)) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    const granule = granuleOf(view);
    if (view.getUint32(14, true) !== serial || granule === null) continue;
    // A last page with a broken position is left out.
    if (last === null || Math.abs(granule - last) < FARTHEST_FRAMES) last = granule;
  }
  return last;
}

/**
 * The page from `offset` to `end` whose table of sizes doesn't add up to that: one of its bytes is
 * tried after the other until what they cut looks like packets. null when none does.
 */
export async function mendOggPage(
  fetch: MediaFetch,
  offset: number,
  end: number,
  serial: number,
  isLikePacket: (part: Uint8Array) => boolean,
): Promise<OggPage | null> {
  if (end - offset > LONGEST_PAGE_BYTES) return null;
  const bytes = await fetch.read(offset, end);
  if (!isPage(bytes, 0, serial) || bytes.length < HEADER_BYTES + bytes[26]!) return null;
  const sizes = bytes.slice(HEADER_BYTES, HEADER_BYTES + bytes[26]!);
  const wrongBy =
    bytes.length - HEADER_BYTES - sizes.length - sizes.reduce((sum, size) => sum + size, 0);
  let best: { page: OggPage; share: number } | null = null;
  for (const [i, size] of sizes.entries()) {
    if (size + wrongBy < 0 || size + wrongBy > 255) continue;
    const page = parsePage(bytes, offset, sizes.with(i, size + wrongBy));
    const whole = page.continued ? page.parts.slice(1) : page.parts;
    const share = whole.filter(isLikePacket).length / whole.length;
    if (share > (best?.share ?? LIKELY_SHARE)) best = { page, share };
  }
  return best?.page ?? null;
}

/** A page's mark, or all of it but one byte before the right serial number. */
function isPage(bytes: Uint8Array, at: number, serial: number | null): boolean {
  if (at + HEADER_BYTES > bytes.length) return false;
  const right = CAPTURE.filter((byte, i) => bytes[at + i] === byte).length;
  if (right === CAPTURE.length || serial === null) return right === CAPTURE.length;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  return right === CAPTURE.length - 1 && view.getUint32(14, true) === serial;
}

function granuleOf(view: DataView): number | null {
  const granule = Number(view.getBigInt64(6, true));
  return granule < 0 ? null : granule;
}

function parsePage(page: Uint8Array, offset: number, sizes: Uint8Array): OggPage {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const flags = page[5]!;
  const parts: Uint8Array[] = [];
  let at = HEADER_BYTES + sizes.length;
  let start = at;
  for (const size of sizes) {
    at += size;
    if (size === 255) continue;
    parts.push(page.subarray(start, at));
    start = at;
  }
  const lastPartGoesOn = sizes.at(-1) === 255;
  if (lastPartGoesOn) parts.push(page.subarray(start, at));
  return {
    offset,
    bytes: page.length,
    serial: view.getUint32(14, true),
    continued: (flags & 1) !== 0,
    begins: (flags & 2) !== 0,
    ends: (flags & 4) !== 0,
    granule: granuleOf(view),
    parts,
    lastPartGoesOn,
    damaged: checksum(page) !== view.getUint32(22, true),
  };
}

function checksum(page: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < page.length; i++) {
    // The checksum's own field counts as zero.
    const byte = i >= 22 && i < 26 ? 0 : page[i]!;
    crc = (crc << 8) ^ CRC_TABLE[((crc >>> 24) ^ byte) & 0xff]!;
  }
  return crc >>> 0;
}
