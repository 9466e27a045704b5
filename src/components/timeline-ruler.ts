import { html, type TemplateResult } from 'lit';
import { cssProperties } from './css-properties.ts';
import type { Chapter } from './player-context.ts';
import { clockText } from './playback-text.ts';

/** A name on the ruler. */
export interface RulerMark {
  readonly startSeconds: number;
  /** Where the next one begins: its name has room up to here. */
  readonly endSeconds: number;
  readonly name: string;
}

const STEP_SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400,
] as const;
const LEAST_MARK_DISTANCE = 72;

/**
 * The times that the ruler names: round ones, at least 72 px apart, without one that would have no
 * room at the end. Empty for durations that are not finite.
 */
export function rulerTimes(durationSeconds: number, width: number): number[] {
  if (!Number.isFinite(durationSeconds) || durationSeconds <= 0 || width <= 0) return [];
  const pixelsPerSecond = width / durationSeconds;
  const step = STEP_SECONDS.find((seconds) => seconds * pixelsPerSecond >= LEAST_MARK_DISTANCE);
  if (step === undefined) return [0];
  const count = Math.floor((width - LEAST_MARK_DISTANCE / 2) / (step * pixelsPerSecond));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** The chapters, or where there are none, round times. */
export function rulerMarks(
  chapters: readonly Chapter[],
  durationSeconds: number,
  width: number,
  lang: string,
): RulerMark[] {
  const starts =
    chapters.length > 0
      ? chapters.map(({ startSeconds, title }) => ({ startSeconds, name: title }))
      : rulerTimes(durationSeconds, width).map((startSeconds) => ({
          startSeconds,
          name: clockText(startSeconds, lang),
        }));
  return starts
    .filter(({ startSeconds }) => startSeconds < durationSeconds)
    .map((mark, index) => ({
      ...mark,
      endSeconds: starts[index + 1]?.startSeconds ?? durationSeconds,
    }));
}

/** The place of the chapter in which a moment lies; -1 before the first one and without any. */
export function chapterAt(chapters: readonly Chapter[], seconds: number): number {
  return chapters.findLastIndex(({ startSeconds }) => startSeconds <= seconds);
}

/** A name shows only where it fits; `current` is the place of the mark that is emphasized. */
export function ruler(
  marks: readonly RulerMark[],
  durationSeconds: number,
  current: number,
): TemplateResult {
  const percent = (seconds: number) => `${((seconds / durationSeconds) * 100).toFixed(3)}%`;
  return html`<div class="ruler" aria-hidden="true">
    ${marks.map(
      ({ startSeconds, endSeconds, name }, index) =>
        html`<div
          class="mark ${index === current ? 'current' : ''}"
          ${cssProperties({
            'inset-inline-start': percent(startSeconds),
            'inline-size': percent(endSeconds - startSeconds),
          })}
        >
          <i></i><span class="name">${name}</span>
        </div>`,
    )}
  </div>`;
}
