import type { ChapterRecord } from '../engine/protocol.ts';
import { inOrder } from './chapter-tags.ts';
import type { MediaFetch } from './media-fetch.ts';

const HEAD_BYTES = 10;
/** A larger tag holds pictures; chapters are not worth that much. */
const LARGEST_TAG_BYTES = 4 * 2 ** 20;
/** Of the header: unsynchronisation, and an extended header. */
const UNUSUAL_FLAGS = 0xc0;
/** Of a CHAP frame: begin and end in milliseconds, begin and end in bytes. */
const TIMES_BYTES = 16;
const ENCODINGS = ['latin1', 'utf-16', 'utf-16be', 'utf-8'] as const;

interface Frame {
  readonly id: string;
  readonly body: Uint8Array;
}

/**
 * The chapters of an ID3v2.3 or 2.4 tag at the start of a file: its CHAP frames, each with a title
 * in a TIT2 frame of its own (https://id3.org/id3v2-chapters-1.0).
 *
 * @throws {StreamError} when the file can't be read
 */
export async function readId3Chapters(fetch: MediaFetch): Promise<ChapterRecord[]> {
  const head = await fetch.read(0, HEAD_BYTES);
  const [i, d, three, version = 0, , flags = 0] = head;
  const isTag = String.fromCharCode(i!, d!, three!) === 'ID3' && (version === 3 || version === 4);
  const bytes = isTag ? synchsafe(head, 6) : 0;
  if (bytes === 0 || bytes > LARGEST_TAG_BYTES || (flags & UNUSUAL_FLAGS) !== 0) return [];
  const tag = await fetch.read(HEAD_BYTES, HEAD_BYTES + bytes);
  const chapters = framesOf(tag, version)
    .filter(({ id }) => id === 'CHAP')
    .map(({ body }) => chapterOf(body, version));
  return inOrder(chapters.filter((chapter) => chapter !== null));
}

function chapterOf(body: Uint8Array, version: number): ChapterRecord | null {
  const times = body.indexOf(0) + 1;
  if (times === 0 || times + TIMES_BYTES > body.length) return null;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const inner = framesOf(body.subarray(times + TIMES_BYTES), version);
  const title = inner.find(({ id }) => id === 'TIT2');
  return { start_seconds: view.getUint32(times) / 1000, title: title ? textOf(title.body) : '' };
}

/** Ends at padding, or at the first frame that can't be. */
function framesOf(bytes: Uint8Array, version: number): Frame[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames: Frame[] = [];
  for (let at = 0; at + HEAD_BYTES <= bytes.length;) {
    const size = version === 4 ? synchsafe(bytes, at + 4) : view.getUint32(at + 4);
    const end = at + HEAD_BYTES + size;
    if (bytes[at] === 0 || size === 0 || end > bytes.length) break;
    const id = String.fromCharCode(...bytes.subarray(at, at + 4));
    frames.push({ id, body: bytes.subarray(at + HEAD_BYTES, end) });
    at = end;
  }
  return frames;
}

/** Behind its first byte, which names the encoding; up to the first zero. */
function textOf(body: Uint8Array): string {
  const encoding = ENCODINGS[body[0]!];
  if (encoding === undefined) return '';
  return new TextDecoder(encoding).decode(body.subarray(1)).split('\0')[0]!;
}

/** Four bytes of seven bits. */
function synchsafe(bytes: Uint8Array, at: number): number {
  return bytes.subarray(at, at + 4).reduce((value, byte) => value * 128 + (byte & 0x7f), 0);
}
