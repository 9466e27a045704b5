import type { Resource } from './backend.ts';
import type { TimeSpan } from './snapshot.ts';

/** Where a player stands while it has no pool: all that another one needs to go on from there. */
export interface Standing {
  /** null: nothing was opened. */
  readonly resource: Resource | null;
  /** What follows it. */
  readonly next: readonly Resource[];
  /** Into the file. */
  readonly seconds: number;
  /** It was sought to there, and nobody was told yet that it has arrived. */
  readonly seeking: boolean;
  readonly buffered: readonly TimeSpan[];
  readonly seekable: readonly TimeSpan[];
}

/** @param resource null: nothing */
export function standingAt(resource: Resource | null, seconds: number): Standing {
  return { resource, next: [], seconds, seeking: false, buffered: [], seekable: [] };
}
