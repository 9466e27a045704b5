import { readJsonList } from '../playlist/json-list.ts';
import { decodeList, readList } from '../playlist/read-list.ts';
import { lengthOf, TrackListBuilder, type TrackList } from '../playlist/track.ts';

/** A list that is longer is none. */
const MAX_LIST_BYTES = 5_000_000;

/** What the children of the element say: a JSON script where there is one, else links. null: nothing. */
export function listInside(element: Element): TrackList | null {
  const script = element.querySelector('script[type="application/json"]');
  if (script) return readJsonList(script.textContent, element.baseURI);
  const links = element.querySelectorAll<HTMLAnchorElement>('a[href]');
  if (links.length === 0) return null;
  const list = new TrackListBuilder(element.baseURI);
  links.forEach((link, index) => {
    const { title, artist = '', album = '', artwork = '', duration = '' } = link.dataset;
    list.add(`link ${index + 1}`, link.getAttribute('href') ?? '', {
      title: title ?? link.textContent.trim(),
      artist,
      album,
      artwork,
      durationSeconds: lengthOf(duration),
    });
  });
  return list.build();
}

/** @throws {Error} with one plain sentence */
export async function fetchList(url: string, signal: AbortSignal): Promise<TrackList> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${url}.`);
  const bytes = await response.arrayBuffer();
  if (bytes.byteLength > MAX_LIST_BYTES) throw new Error(`${url} is no list: it is too long.`);
  return readList(decodeList(bytes), response.url || url);
}

/** Files of the listener's own, each with an address as long as it stands in the list. */
export class TrackFiles<Track extends object> {
  readonly #urls = new Map<Track, string>();

  get tracks(): readonly Track[] {
    return [...this.#urls.keys()];
  }

  /** @param trackOf makes the track of an address */
  add(file: File, trackOf: (url: string) => Track): Track {
    const url = URL.createObjectURL(file);
    const track = trackOf(url);
    this.#urls.set(track, url);
    return track;
  }

  release(track: Track): void {
    const url = this.#urls.get(track);
    if (url === undefined) return;
    URL.revokeObjectURL(url);
    this.#urls.delete(track);
  }

  releaseAll(): void {
    for (const track of this.tracks) this.release(track);
  }
}

const AUDIO_NAME = /\.(?:aac|aif|aiff|flac|m4a|mka|mp3|mp4|oga|ogg|opus|wav|wave|weba|webm)$/i;

/** Where a system knows no type for a file, its name tells. */
export function isAudioFile({ type, name }: File): boolean {
  return type === '' ? AUDIO_NAME.test(name) : /^(?:audio|video)\//.test(type);
}
