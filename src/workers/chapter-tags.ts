import type { ChapterRecord } from '../engine/protocol.ts';
import { utf8 } from './byte-text.ts';
import { ATOM_HEAD_BYTES, descend } from './mp4-atoms.ts';

/** Of Nero's list: 100 ns. */
const NERO_UNITS_PER_SECOND = 1e7;
/** Version, flags and, from version 1 on, four bytes that nobody explains. */
const NERO_HEAD_BYTES = [4, 8] as const;

/**
 * The chapters of Vorbis comments, in FLAC, Ogg and WebM: `CHAPTER001=00:00:00.000` and its
 * `CHAPTER001NAME` (https://wiki.xiph.org/Chapter_Extension).
 *
 * @param notes by name in lower case
 */
export function readCommentChapters(notes: ReadonlyMap<string, string>): ChapterRecord[] {
  const chapters: ChapterRecord[] = [];
  for (const [key, text] of notes) {
    if (!/^chapter\d{1,3}$/.test(key)) continue;
    const time = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(text.trim());
    if (time === null) continue;
    const [hours, minutes, seconds] = time.slice(1).map(Number) as [number, number, number];
    chapters.push({
      start_seconds: hours * 3600 + minutes * 60 + seconds,
      title: notes.get(`${key}name`) ?? '',
    });
  }
  return inOrder(chapters);
}

/**
 * The chapters of an MP4 file by its `chpl` atom: a count, then for each its beginning, and a title
 * behind its length.
 *
 * @param moov the whole atom
 */
export function readNeroChapters(moov: Uint8Array): ChapterRecord[] {
  const body = descend(moov.subarray(ATOM_HEAD_BYTES), ['udta', 'chpl']);
  const chapters: ChapterRecord[] = [];
  if (body === undefined || body.length === 0) return chapters;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let at: number = NERO_HEAD_BYTES[body[0] === 0 ? 0 : 1];
  const count = body[at] ?? 0;
  at += 1;
  while (chapters.length < count && at + 9 <= body.length) {
    const titleEnd = at + 9 + body[at + 8]!;
    if (titleEnd > body.length) break;
    chapters.push({
      start_seconds: Number(view.getBigUint64(at)) / NERO_UNITS_PER_SECOND,
      title: utf8(body.subarray(at + 9, titleEnd)),
    });
    at = titleEnd;
  }
  return inOrder(chapters);
}

export function inOrder(chapters: readonly ChapterRecord[]): ChapterRecord[] {
  return chapters.toSorted((a, b) => a.start_seconds - b.start_seconds);
}
