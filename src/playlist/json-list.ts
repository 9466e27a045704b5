import { TrackListBuilder, type TrackList } from './track.ts';

const SHAPE = 'A track is an address, or {src, title, artist, album, artwork, duration}.';

/** The texts of a track that are no text, by name. */
function textsOf(entry: Readonly<Record<string, unknown>>): Record<string, string> | string {
  const texts: Record<string, string> = {};
  for (const name of ['title', 'artist', 'album', 'artwork']) {
    const value = entry[name] ?? '';
    if (typeof value !== 'string') return name;
    texts[name] = value;
  }
  return texts;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function addEntry(list: TrackListBuilder, place: string, entry: unknown): void {
  const record = typeof entry === 'string' ? { src: entry } : entry;
  if (!isRecord(record) || typeof record['src'] !== 'string') {
    list.fail(place, SHAPE);
    return;
  }
  const texts = textsOf(record);
  const { duration = null } = record;
  const length = typeof duration === 'number' && duration > 0 && Number.isFinite(duration);
  if (typeof texts === 'string') list.fail(place, `${texts} is text.`);
  else if (duration !== null && !length) list.fail(place, 'duration is a number of seconds.');
  else {
    list.add(place, record['src'], { ...texts, durationSeconds: duration });
  }
}

/** An array of tracks, or an object with one under `tracks`. */
export function readTrackData(data: unknown, baseUrl: string): TrackList {
  const list = new TrackListBuilder(baseUrl);
  const entries: unknown = isRecord(data) ? data['tracks'] : data;
  if (Array.isArray(entries)) {
    entries.forEach((entry, index) => {
      addEntry(list, `entry ${index + 1}`, entry);
    });
  } else list.fail('the list', 'It is an array of tracks, or {"tracks": […]}.');
  return list.build();
}

export function readJsonList(text: string, baseUrl: string): TrackList {
  try {
    return readTrackData(JSON.parse(text), baseUrl);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { tracks: [], problems: [{ place: 'the list', reason }] };
  }
}
