import type { PcmBlock } from './pcm-block.ts';

/** What is lost fades out over this time, and what comes after it fades in. */
const FADE_OUT_SECONDS = 0.25;
const FADE_IN_SECONDS = 0.002;

/** Above this a decoder has made noise of broken bytes: 12 dB over full scale. */
const IMPOSSIBLE_PEAK = 4;
/** A damaged packet is not believed when it is so much louder than what was loudest lately. */
const SUDDEN_GAIN = 2;
/** How slowly the loudest of late is forgotten, per packet. */
const FORGETTING = 0.99;
const QUIETEST_PEAK = 0.05;

/**
 * Stands in for sound that is lost: what was last heard goes on, mirrored in time (so that it begins
 * without a step) and fading. Also tells noise that a decoder made of broken bytes.
 */
export class Concealment {
  #last: PcmBlock | null = null;
  /** The loudest of late; 0 before there was anything to compare with. */
  #peak = 0;
  /** Frames that were lost since there was good sound. */
  #lostFrames = 0;

  /** Whether a decoded packet can be what was recorded. */
  isCredible(block: PcmBlock, damaged: boolean): boolean {
    let peak = 0;
    for (const plane of block.planes) {
      for (let i = 0; i < plane.length; i++) {
        const magnitude = Math.abs(plane[i]!);
        // Written so that NaN counts.
        if (!(magnitude <= peak)) peak = magnitude;
      }
    }
    if (!(peak <= IMPOSSIBLE_PEAK)) return false;
    const usual = this.#peak === 0 ? 1 : Math.max(QUIETEST_PEAK, this.#peak) * SUDDEN_GAIN;
    if (damaged && peak > usual) return false;
    if (peak > 0) this.#peak = Math.max(peak, this.#peak * FORGETTING);
    return true;
  }

  /** Takes note of good sound; after a loss its first moments fade in. */
  heard(block: PcmBlock): void {
    if (block.frames > 0) this.#last = block;
    if (this.#lostFrames === 0) return;
    this.#lostFrames = 0;
    const fade = Math.min(block.frames, Math.round(FADE_IN_SECONDS * block.sampleRateHz));
    for (const plane of block.planes) {
      for (let i = 0; i < fade; i++) plane[i]! *= i / fade;
    }
  }

  /** Sound for `frames` that are lost. Losses in a row go on where the last one ended. */
  conceal(frames: number, sampleRateHz: number, channels: number): PcmBlock {
    const planes = Array.from({ length: channels }, () => new Float32Array(frames));
    const last = this.#last;
    if (last !== null) {
      const fade = Math.round(FADE_OUT_SECONDS * sampleRateHz);
      const length = Math.min(frames, Math.max(0, fade - this.#lostFrames));
      planes.forEach((plane, channel) => {
        const from = last.planes[channel] ?? last.planes[0]!;
        for (let i = 0; i < length; i++) {
          const at = this.#lostFrames + i;
          plane[i] = from[mirrored(at, last.frames)]! * (1 - at / fade);
        }
      });
    }
    this.#lostFrames += frames;
    return { sampleRateHz, frames, planes };
  }
}

/** There and back through `frames` samples, from the last one on. */
function mirrored(step: number, frames: number): number {
  const place = step % (2 * frames);
  return place < frames ? frames - 1 - place : place - frames;
}
