import type { TimelinePalette } from './timeline-palette.ts';
import type { Waveform } from './waveform.ts';

const RULER_HEIGHT = 20;
const BAR_WIDTH = 2;
const BAR_PITCH = 3;
/** Peaks are pale, so that the body of the sound stands out of them. */
const PLAYED_PEAK_OPACITY = 0.55;
const BUFFERED_PEAK_OPACITY = 0.6;
const RESTING_OPACITY = 0.7;

/** In CSS pixels. */
export interface TimelineGeometry {
  readonly width: number;
  readonly height: number;
  /** The strip above the well, where marks have their names; 0 without one. */
  readonly ruler: number;
  /** The strip below the waveform, for the buffer line. */
  readonly base: number;
}

/** From 48 px on there are a ruler and a well; what is lower is the bare waveform. */
export function timelineGeometry(width: number, height: number): TimelineGeometry {
  if (height >= 48) return { width, height, ruler: RULER_HEIGHT, base: 8 };
  return { width, height, ruler: 0, base: height < 24 ? 0 : 4 };
}

/** How many bars a timeline of this width (CSS pixels) has. */
export function barCountOf(width: number, pixelRatio: number): number {
  return Math.max(0, Math.floor((width * pixelRatio + pixelRatio) / pitchPixels(pixelRatio)));
}

/** Bars lie on whole device pixels, or some would look bolder than others. */
function pitchPixels(pixelRatio: number): number {
  return Math.max(2, Math.round(BAR_PITCH * pixelRatio));
}

/** What is drawn. Places are shares of the track, 0 to 1. */
export interface TimelinePicture {
  readonly geometry: TimelineGeometry;
  readonly pixelRatio: number;
  /** Nothing is known of the track: ticks at rest. */
  readonly resting: boolean;
  /** null: no samples are known; even ticks stand for them. */
  readonly waveform: Waveform | null;
  readonly played: number;
  readonly buffered: readonly (readonly [from: number, to: number])[];
  readonly chapters: readonly number[];
  readonly section: readonly [from: number, to: number] | null;
}

/**
 * Draws everything of the timeline that lies below the playhead, from left to right: 2 px bars on a
 * 3 px pitch, played in accent, buffered in mark, the rest faint; the buffer line; the ticks of the
 * chapters. Main thread; sizes the canvas.
 */
export function drawTimeline(
  context: CanvasRenderingContext2D,
  picture: TimelinePicture,
  palette: TimelinePalette,
): void {
  const { geometry, pixelRatio, resting } = picture;
  const { canvas } = context;
  const width = Math.round(geometry.width * pixelRatio);
  const height = Math.round(geometry.height * pixelRatio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.clearRect(0, 0, width, height);
  if (resting) {
    context.globalAlpha = RESTING_OPACITY;
    drawBars(context, { ...picture, waveform: null }, () => ({
      color: palette.faint,
      peakOpacity: 1,
    }));
    context.globalAlpha = 1;
    return;
  }
  drawSection(context, picture, palette.accentSoft);
  drawBars(context, picture, (share) => {
    if (share < picture.played)
      return { color: palette.accent, peakOpacity: PLAYED_PEAK_OPACITY, body: true };
    if (picture.buffered.some(([from, to]) => share >= from && share < to))
      return { color: palette.mark, peakOpacity: BUFFERED_PEAK_OPACITY, body: true };
    return { color: palette.faint, peakOpacity: 1 };
  });
  context.scale(pixelRatio, pixelRatio);
  drawBufferLine(context, picture, palette);
  drawChapters(context, picture, palette);
  drawSectionEdges(context, picture, palette.accentInk);
  context.resetTransform();
}

interface BarInk {
  readonly color: string;
  readonly peakOpacity: number;
  /** The body (RMS) is drawn over the peak, solid. */
  readonly body?: boolean;
}

/** In device pixels. */
function drawBars(
  context: CanvasRenderingContext2D,
  { geometry, pixelRatio, waveform }: TimelinePicture,
  inkAt: (share: number) => BarInk,
): void {
  const { width, height, ruler, base } = geometry;
  const room = height - ruler - base;
  const middle = (ruler + room / 2) * pixelRatio;
  const highest = ((room - (ruler > 0 ? 10 : 2)) / 2) * pixelRatio;
  const tick = (ruler > 0 ? 7 : height < 24 ? 4 : 6) * pixelRatio;
  const pitch = pitchPixels(pixelRatio);
  const barWidth = Math.min(pitch - 1, Math.round(BAR_WIDTH * pixelRatio));
  const count = barCountOf(width, pixelRatio);
  const bar = (left: number, half: number) => {
    const top = Math.round(middle - half);
    context.fillRect(left, top, barWidth, Math.max(1, Math.round(middle + half) - top));
  };
  for (let index = 0; index < count; index++) {
    const left = index * pitch;
    const ink = inkAt(left / (width * pixelRatio));
    context.fillStyle = ink.color;
    if (!waveform || index >= waveform.known) {
      if (index % 2 === 0) bar(left, tick);
      continue;
    }
    context.globalAlpha = ink.peakOpacity;
    bar(left, Math.max(pixelRatio, (waveform.peaks[index] ?? 0) * highest));
    context.globalAlpha = 1;
    if (ink.body) bar(left, Math.max(0.75 * pixelRatio, (waveform.rms[index] ?? 0) * highest));
  }
}

/** Repeats what is buffered, and on a well what is played, for eyes that tell no colours apart. */
function drawBufferLine(
  context: CanvasRenderingContext2D,
  { geometry, buffered, played }: TimelinePicture,
  palette: TimelinePalette,
): void {
  const { width, height, ruler } = geometry;
  const onWell = ruler > 0;
  const thickness = onWell ? 2 : height < 24 ? 1 : 1.5;
  const top = onWell ? height - 3 : height - thickness;
  const left = onWell ? 1 : 0;
  const line = (color: string, from: number, to: number) => {
    context.fillStyle = color;
    const start = Math.max(left, from * width);
    context.fillRect(
      start,
      top,
      Math.max(0, Math.min(width - left, to * width) - start),
      thickness,
    );
  };
  if (!onWell) line(palette.line, 0, 1);
  for (const [from, to] of buffered) line(palette.mark, from, to);
  if (onWell) line(palette.accent, 0, played);
}

function drawChapters(
  context: CanvasRenderingContext2D,
  { geometry, chapters }: TimelinePicture,
  palette: TimelinePalette,
): void {
  const { width, height, ruler } = geometry;
  if (ruler === 0 && height < 24) return;
  context.fillStyle = ruler > 0 ? palette.tick : palette.smallTick;
  for (const share of chapters) {
    const left = Math.round(share * width);
    if (share === 0) continue;
    if (ruler > 0) context.fillRect(left, ruler, 1, height - 2 - ruler);
    else context.fillRect(left, height - 5, 1, 5);
  }
}

/** In device pixels. */
function drawSection(
  context: CanvasRenderingContext2D,
  { geometry, pixelRatio, section }: TimelinePicture,
  color: string,
): void {
  if (!section) return;
  const [from, to] = section;
  const scale = geometry.width * pixelRatio;
  const top = geometry.ruler * pixelRatio;
  context.fillStyle = color;
  context.fillRect(from * scale, top, (to - from) * scale, context.canvas.height - top);
}

function drawSectionEdges(
  context: CanvasRenderingContext2D,
  { geometry, section }: TimelinePicture,
  color: string,
): void {
  context.fillStyle = color;
  for (const share of new Set(section)) {
    const x = share * geometry.width;
    context.fillRect(x - 1, geometry.ruler, 2, geometry.height - geometry.ruler);
  }
}
