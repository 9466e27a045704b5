import type { TimeSpan } from './snapshot.ts';

/** Adds a span to disjoint spans in order; spans that touch become one. */
export function addSpan(spans: readonly TimeSpan[], added: TimeSpan): readonly TimeSpan[] {
  if (added.end <= added.start) return spans;
  const apart = spans.filter(({ start, end }) => end < added.start || start > added.end);
  const touching = spans.filter(({ start, end }) => end >= added.start && start <= added.end);
  const merged = {
    start: Math.min(added.start, ...touching.map(({ start }) => start)),
    end: Math.max(added.end, ...touching.map(({ end }) => end)),
  };
  return [...apart, merged].sort((a, b) => a.start - b.start);
}
