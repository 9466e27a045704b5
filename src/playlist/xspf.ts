import { lengthOf, TrackListBuilder, type TrackList } from './track.ts';
import { scanXml } from './xml-scan.ts';

/** Of a track; of several locations the first one counts. */
const FIELDS: readonly string[] = ['location', 'title', 'creator', 'album', 'image', 'duration'];

/** XSPF (version 0 and 1): the tracks of a `<trackList>`. */
export function readXspf(text: string, baseUrl: string): TrackList {
  const list = new TrackListBuilder(baseUrl);
  let track: { readonly line: number; readonly fields: Map<string, string> } | null = null;
  let field: string | null = null;
  for (const piece of scanXml(text)) {
    if (piece.type === 'text') {
      if (track && field !== null) {
        track.fields.set(field, (track.fields.get(field) ?? '') + piece.text);
      }
    } else if (piece.type === 'open') {
      if (piece.name === 'track') track = { line: piece.line, fields: new Map<string, string>() };
      const begins = FIELDS.includes(piece.name) && track?.fields.has(piece.name) === false;
      field = begins && !piece.empty ? piece.name : null;
    } else {
      field = null;
      if (piece.name !== 'track' || !track) continue;
      addTrack(list, track.line, track.fields);
      track = null;
    }
  }
  if (track) list.fail(`line ${track.line}`, 'The track does not end.');
  return list.build();
}

function addTrack(list: TrackListBuilder, line: number, fields: ReadonlyMap<string, string>): void {
  const text = (name: string): string => fields.get(name)?.trim() ?? '';
  const place = `line ${line}`;
  if (text('location') === '') {
    list.fail(place, 'The track has no <location>.');
    return;
  }
  const milliseconds = lengthOf(text('duration'));
  list.add(place, text('location'), {
    title: text('title'),
    artist: text('creator'),
    album: text('album'),
    artwork: text('image'),
    durationSeconds: milliseconds === null ? null : milliseconds / 1000,
  });
}
