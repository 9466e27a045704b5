import { svg, type SVGTemplateResult } from 'lit';

/** A tick is 2 px wide and stands for the samples that are not known; every second place is empty. */
const TICK_PITCH = 6;
const TICK_WIDTH = 2;
const RULER_HEIGHT = 20;
const BUFFER_LINE_HEIGHT = 2;

/** In CSS pixels. `ruler` is the strip above the well, where marks have their names. */
export interface TimelineGeometry {
  readonly width: number;
  readonly height: number;
  readonly ruler: number;
}

/** The full face has a ruler and a well; what is lower than 48 px is the bare line of ticks. */
export function timelineGeometry(width: number, height: number): TimelineGeometry {
  return { width, height, ruler: height >= 48 ? RULER_HEIGHT : 0 };
}

/** All ticks as one path. */
export function tickPath({ width, height, ruler }: TimelineGeometry): string {
  const bottom = ruler > 0 ? 8 : height < 24 ? 0 : 4;
  const middle = ruler + (height - ruler - bottom) / 2;
  const half = ruler > 0 ? 7 : height < 24 ? 4 : 6;
  let path = '';
  for (let x = 0; x + TICK_WIDTH <= width; x += TICK_PITCH) {
    path += `M${x} ${middle - half}h${TICK_WIDTH}v${2 * half}h-${TICK_WIDTH}z`;
  }
  return path;
}

/** Where the line along the bottom lies that repeats what is buffered and played. */
export function bufferLine({ width, height, ruler }: TimelineGeometry): {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
} {
  return ruler > 0
    ? { x: 1, y: height - 3, width: width - 2, height: BUFFER_LINE_HEIGHT }
    : { x: 0, y: height - 1.5, width, height: 1.5 };
}

/** The playhead around x = 0: a gap in the ticks, a line, and a wedge that hangs from the ruler. */
export function playhead({ height, ruler }: TimelineGeometry): SVGTemplateResult {
  const gap = svg`<rect class="gap" x="-2.5" y=${ruler > 0 ? ruler + 1 : 0} width="5" height=${height - ruler - (ruler > 0 ? 2 : 0)}></rect>`;
  const line = svg`<rect class="playhead" x="-1" y=${ruler} width="2" height=${height - ruler}></rect>`;
  if (ruler === 0) return svg`${gap}${line}`;
  return svg`${gap}${line}<path class="playhead" d="M-6 ${ruler}h12v3l-6 6l-6 -6z"></path>`;
}

const STEP_SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400,
] as const;
const LEAST_MARK_DISTANCE = 72;

/**
 * The times that the ruler names: round ones, at least 72 px apart, without one that would have no
 * room at the end. Empty for durations that are not finite.
 */
export function rulerTimes(durationSeconds: number, { width }: TimelineGeometry): number[] {
  if (!Number.isFinite(durationSeconds) || durationSeconds <= 0 || width <= 0) return [];
  const pixelsPerSecond = width / durationSeconds;
  const step = STEP_SECONDS.find((seconds) => seconds * pixelsPerSecond >= LEAST_MARK_DISTANCE);
  if (step === undefined) return [0];
  const count = Math.floor((width - LEAST_MARK_DISTANCE / 2) / (step * pixelsPerSecond));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
