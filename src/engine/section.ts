import type { LoopSection } from './snapshot.ts';

/** Are both ends set, so that it is played over and over? */
export function isWhole(
  section: LoopSection | null,
): section is LoopSection & { readonly endSeconds: number } {
  return section !== null && section.endSeconds !== null;
}

/** @throws {RangeError} naming what was wrong and what is allowed */
export function validateSection({ startSeconds, endSeconds }: LoopSection): void {
  if (!(Number.isFinite(startSeconds) && startSeconds >= 0)) {
    throw new RangeError(`A section starts at a number of seconds from 0, not ${startSeconds}.`);
  }
  if (endSeconds !== null && !(Number.isFinite(endSeconds) && endSeconds > startSeconds)) {
    throw new RangeError(
      `A section ends after its start, ${startSeconds} s, or is null while open, not ${endSeconds}.`,
    );
  }
}
