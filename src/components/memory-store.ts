import type { EqBand } from '../engine/equalizer.ts';

/** What is kept of a player; every member may be missing. */
export interface PlayerMemory {
  readonly volume?: number;
  readonly bands?: readonly EqBand[];
  readonly preamp?: number | 'auto';
  readonly bypass?: boolean;
  /** Absolute URL of the track that was played. */
  readonly track?: string;
  readonly seconds?: number;
}

const PREFIX = 'rusty-audio:';

/** Empty where nothing was kept, or the browser keeps nothing for this page. */
export function recall(key: string): PlayerMemory {
  try {
    const data: unknown = JSON.parse(localStorage.getItem(PREFIX + key) ?? '{}');
    return typeof data === 'object' && data !== null ? data : {};
  } catch {
    return {};
  }
}

/** Denied, full, or in a private window: then it is not kept, and nothing else changes. */
export function keep(key: string, memory: PlayerMemory): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(memory));
  } catch {
    // See above.
  }
}
