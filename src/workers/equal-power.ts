import { LAYOUT } from '../engine/memory-layout.ts';
import type { Span } from './rate-converter.ts';

const SAMPLES = LAYOUT.FRAME_BYTES / Float32Array.BYTES_PER_ELEMENT;

/**
 * Cross-fades two stretches of equal length, in place: the result takes the outgoing one's place, or
 * the incoming one's where nothing goes out any more. Frame n of N is weighted by the cosine and the
 * sine of (n + 1/2) / N quarter turns, whose squares add up to 1: two tracks that have nothing in
 * common keep their power throughout.
 *
 * @param samples the whole memory
 * @param frames of each
 * @param doneFrames of the fade before these
 * @param fadeFrames of the whole fade
 * @returns where the result lies; null when both are missing
 */
export function fade(
  samples: Float32Array,
  outgoing: Span | null,
  incoming: Span | null,
  frames: number,
  doneFrames: number,
  fadeFrames: number,
): Span | null {
  const target = outgoing ?? incoming;
  if (target === null) return null;
  const place = ({ offset }: Span): number => offset / Float32Array.BYTES_PER_ELEMENT;
  const into = place(target);
  const from = outgoing === null ? null : into;
  const other = incoming === null ? null : place(incoming);
  for (let i = 0; i < frames; i++) {
    const angle = ((doneFrames + i + 0.5) / fadeFrames) * (Math.PI / 2);
    const outGain = Math.cos(angle);
    const inGain = Math.sin(angle);
    for (let sample = i * SAMPLES; sample < (i + 1) * SAMPLES; sample++) {
      const out = from === null ? 0 : samples[from + sample]! * outGain;
      const added = other === null ? 0 : samples[other + sample]! * inGain;
      samples[into + sample] = out + added;
    }
  }
  return { offset: target.offset, frames };
}
