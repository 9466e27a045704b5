import { isCrossOrigin } from './cross-origin.ts';
import { LazyPart } from './lazy-part.ts';
import type { ModeChoice } from './mode-choice.ts';
import type * as sounding from './sounding.ts';

export type Sounding = typeof sounding;

/** The modes that have a graph, and the choice among them: there from the first play on. */
export const SOUNDING = new LazyPart<Sounding>(() => import('./sounding.ts'));

export const AUDIO_SINK = new LazyPart(() => import('./audio-sink.ts'));

export const BACKGROUND = new LazyPart(() => import('./background-work.ts'));

export const DIAGNOSIS = new LazyPart(() => import('./diagnosis.ts'));

/** There from the first section on. */
export const SECTION_LOOP = new LazyPart(() => import('./section-loop.ts'));

/** Fades and pauses: there from the first sleep timer on. */
export const SLEEP_TIMER = new LazyPart(() => import('./sleep-timer.ts'));

export const SKIP_WATCH = new LazyPart(() => import('./skip-watch.ts'));

const BLOCKED_MEDIA = new LazyPart(() => import('./blocked-media.ts'));

/** The plain element plays where `SOUNDING` can't be loaded. */
export function unloadedChoice(cause: unknown): ModeChoice {
  return {
    mode: 'native',
    boundTo: 'file',
    reason: `The equalizer and the spectrum could not be loaded (${String(cause)}), so the browser plays the file itself.`,
  };
}

/** A better sentence for a file that would not load, where there is one: isolation may block it. */
export async function explainFailure(url: string): Promise<string | null> {
  if (!globalThis.crossOriginIsolated || !isCrossOrigin(url)) return null;
  const part = await BLOCKED_MEDIA.load().catch(() => null);
  return part === null ? null : part.explainBlockedMedia(url);
}
