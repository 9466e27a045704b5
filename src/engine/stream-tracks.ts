import type { Resource } from './backend.ts';
import type { StreamFailedMessage, StreamSource } from './protocol.ts';
import type { TimeSpan } from './snapshot.ts';

/** Seconds: metadata rounds to a millisecond or so; less than that is not another length. */
export const DURATION_TOLERANCE = 0.002;

/** What is known of a file that is played, or is to be. */
export interface TrackFacts {
  readonly number: number;
  /** Of which the first one that can be opened is it. */
  readonly resources: readonly Resource[];
  /** Absolute; empty before it is open. */
  url: string;
  /** Seconds; NaN before it is open. */
  durationSeconds: number;
  buffered: readonly TimeSpan[];
  /** It broke before it was heard. */
  failure: StreamFailedMessage | null;
}

function factsOf(number: number, resources: readonly Resource[]): TrackFacts {
  return { number, resources, url: '', durationSeconds: NaN, buffered: [], failure: null };
}

/** The track that is heard and the one that follows it. */
export class StreamTracks {
  #current = factsOf(0, []);
  #next: TrackFacts | null = null;

  get current(): TrackFacts {
    return this.#current;
  }

  get next(): TrackFacts | null {
    return this.#next;
  }

  /** Another file is opened; nothing follows it yet. */
  open(number: number, resource: Resource): void {
    this.#current = factsOf(number, [resource]);
    this.#next = null;
  }

  /** @param resources none: nothing follows */
  setNext(number: number, resources: readonly Resource[]): void {
    this.#next = resources.length === 0 ? null : factsOf(number, resources);
  }

  /** The facts of a track that a message names; undefined when nobody wants it any more. */
  find(number: number): TrackFacts | undefined {
    return [this.#current, this.#next].find((track) => track?.number === number) ?? undefined;
  }

  /** The one that followed is heard now. */
  advance(): TrackFacts {
    this.#current = this.#next ?? this.#current;
    this.#next = null;
    return this.#current;
  }
}

/** The resource that a track was opened from, or will be tried first. */
export function resourceOf({ resources, url }: TrackFacts): Resource | null {
  return resources.find((resource) => resource.url === url) ?? resources[0] ?? null;
}

/** All of it was fetched. */
export function hasWhole({ buffered: [span], durationSeconds }: TrackFacts): boolean {
  return span?.start === 0 && span.end >= durationSeconds - DURATION_TOLERANCE;
}

/** How the decode worker is to ask for a file. */
export function sourceOf({ url, crossOrigin }: Resource): StreamSource {
  return { url, credentials: crossOrigin === 'use-credentials' ? 'include' : 'same-origin' };
}
