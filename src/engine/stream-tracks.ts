import type { Resource } from './backend.ts';
import type { StreamFailedMessage, StreamSource } from './protocol.ts';
import type { TimeSpan } from './snapshot.ts';

/** What is known of a file that is played, or is to be. */
export interface TrackFacts {
  readonly number: number;
  /** Absolute; empty before it is open. */
  url: string;
  /** Seconds; NaN before it is open. */
  durationSeconds: number;
  buffered: readonly TimeSpan[];
  /** It broke before it was heard. */
  failure: StreamFailedMessage | null;
}

function factsOf(number: number): TrackFacts {
  return { number, url: '', durationSeconds: NaN, buffered: [], failure: null };
}

/** The track that is heard and the one that follows it. */
export class StreamTracks {
  #current = factsOf(0);
  #next: TrackFacts | null = null;

  get current(): TrackFacts {
    return this.#current;
  }

  get next(): TrackFacts | null {
    return this.#next;
  }

  /** Another file is opened; nothing follows it yet. */
  open(number: number): void {
    this.#current = factsOf(number);
    this.#next = null;
  }

  /** @param number null: nothing follows */
  setNext(number: number | null): void {
    this.#next = number === null ? null : factsOf(number);
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

/** How the decode worker is to ask for a file. */
export function sourceOf({ url, crossOrigin }: Resource): StreamSource {
  return { url, credentials: crossOrigin === 'use-credentials' ? 'include' : 'same-origin' };
}
