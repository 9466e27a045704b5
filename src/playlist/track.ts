/** One entry of a playlist. Texts are empty where nothing is said. */
export interface Track {
  /** Absolute. */
  readonly url: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  /** Absolute URL of a picture. */
  readonly artwork: string;
  /** null: not known. */
  readonly durationSeconds: number | null;
}

/** What a list's author wrote of a track, all of it optional. */
export type TrackWords = Partial<Omit<Track, 'url'>>;

/** What was read, and what could not be: `place` is a line or an entry, counted from 1. */
export interface TrackList {
  readonly tracks: readonly Track[];
  readonly problems: readonly ListProblem[];
}

export interface ListProblem {
  readonly place: string;
  readonly reason: string;
}

/** What may be played: an address of another kind does not name a file. */
const SCHEMES: readonly string[] = ['http:', 'https:', 'blob:', 'data:', 'file:'];

/** Collects the tracks of a list and what is wrong with it. */
export class TrackListBuilder {
  readonly #baseUrl: string;
  readonly #tracks: Track[] = [];
  readonly #problems: ListProblem[] = [];

  /** @param baseUrl what relative addresses are relative to: the list's own */
  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** Adds a track; an address that can't be played becomes a problem of that place instead. */
  add(place: string, address: string, words: TrackWords): void {
    const url = this.#resolve(address);
    if (url === null || !SCHEMES.includes(url.protocol)) {
      this.fail(place, `“${address}” is not the address of a file that can be played.`);
      return;
    }
    const { title = '', artist = '', album = '', artwork = '', durationSeconds = null } = words;
    const picture = artwork === '' ? '' : (this.#resolve(artwork)?.href ?? '');
    this.#tracks.push(
      Object.freeze({ url: url.href, title, artist, album, artwork: picture, durationSeconds }),
    );
  }

  fail(place: string, reason: string): void {
    this.#problems.push({ place, reason });
  }

  build(): TrackList {
    return { tracks: this.#tracks, problems: this.#problems };
  }

  #resolve(address: string): URL | null {
    const trimmed = address.trim();
    if (trimmed === '' || !URL.canParse(trimmed, this.#baseUrl)) return null;
    return new URL(trimmed, this.#baseUrl);
  }
}

/** Seconds from the text of a list, or null where it names no length. */
export function lengthOf(text: string): number | null {
  const seconds = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
