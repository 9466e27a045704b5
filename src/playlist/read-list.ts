import { readJsonList } from './json-list.ts';
import { readM3u } from './m3u.ts';
import { readPls } from './pls.ts';
import type { TrackList } from './track.ts';
import { readXspf } from './xspf.ts';

/**
 * Reads a list of any known format, which its beginning tells: XSPF, PLS, JSON, else M3U.
 *
 * @param baseUrl the list's own address
 */
export function readList(text: string, baseUrl: string): TrackList {
  const start = text.trimStart();
  if (/^<(?:\?xml|!--|playlist|\w+:playlist)/i.test(start)) return readXspf(text, baseUrl);
  if (/^\[playlist\]/i.test(start)) return readPls(text, baseUrl);
  if (/^[[{]/.test(start)) return readJsonList(text, baseUrl);
  if (start.startsWith('<')) {
    const reason = 'It is a page, not a list of tracks.';
    return { tracks: [], problems: [{ place: 'line 1', reason }] };
  }
  return readM3u(text, baseUrl);
}

/** UTF-8, or what older M3U and PLS files are written in. */
export function decodeList(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
