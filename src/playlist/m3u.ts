import { lengthOf, TrackListBuilder, type TrackList, type TrackWords } from './track.ts';

/** `#EXTINF:253 key="value",Artist - Title`: the length, and what follows the comma outside quotes. */
const EXTINF = /^#EXTINF:\s*(-?[\d.]+)((?:[^,"]|"[^"]*")*),(.*)$/i;
const TAG = /^#(EXTALB|EXTART|EXTIMG):(.*)$/i;
const ARTIST_AND_TITLE = /^(.+?) - (.+)$/;
/** A list of the segments of one stream, for which this is the wrong reader. */
const SEGMENTS = /^#EXT-X-(?:TARGETDURATION|STREAM-INF)/im;

const WORD_OF_TAG = { EXTALB: 'album', EXTART: 'artist', EXTIMG: 'artwork' } as const;

/**
 * M3U and M3U8: an address a line, with the extended tags `#EXTINF`, `#EXTALB`, `#EXTART` and
 * `#EXTIMG`; other lines that begin with `#` are comments. `Artist - Title` is taken apart.
 */
export function readM3u(text: string, baseUrl: string): TrackList {
  const list = new TrackListBuilder(baseUrl);
  if (SEGMENTS.test(text)) {
    list.fail('line 1', 'This is an HLS stream, not a list of files.');
    return list.build();
  }
  let words: TrackWords = {};
  /** `#EXTALB` and `#EXTART` hold on for the tracks that follow, `#EXTIMG` too. */
  let common: TrackWords = {};
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    const place = `line ${index + 1}`;
    const trimmed = line.trim();
    const tag = TAG.exec(trimmed);
    if (tag) {
      const name = tag[1]!.toUpperCase() as keyof typeof WORD_OF_TAG;
      common = { ...common, [WORD_OF_TAG[name]]: tag[2]!.trim() };
    } else if (/^#EXTINF:/i.test(trimmed)) {
      const info = EXTINF.exec(trimmed);
      if (info) words = infoWords(info);
      else list.fail(place, '#EXTINF takes a length in seconds, a comma and a title.');
    } else if (trimmed !== '' && !trimmed.startsWith('#')) {
      list.add(place, trimmed, { ...common, ...words });
      words = {};
    }
  });
  return list.build();
}

function infoWords(info: RegExpExecArray): TrackWords {
  const durationSeconds = lengthOf(info[1]!);
  const name = info[3]!.trim();
  const both = ARTIST_AND_TITLE.exec(name);
  return both
    ? { durationSeconds, artist: both[1]!.trim(), title: both[2]!.trim() }
    : { durationSeconds, title: name };
}
