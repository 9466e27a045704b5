import { LAYOUT } from '../engine/memory-layout.ts';
import type { RingKernel } from '../engine/kernels/ring.ts';
import type { RingBuffer } from '../engine/ring-buffer.ts';
import type { Doorbell } from './doorbell.ts';
import type { Span } from './rate-converter.ts';

/** Frames of room in ring A that are worth waking up for. */
const WORTHWHILE_FRAMES = 2048;
/** A look at ring A even when nobody rang, in milliseconds. */
const PATIENCE_MS = 250;

/**
 * The last stage of decoding: writes ring A, waiting while it is full. The producer of ring A;
 * decode worker only.
 */
export class StreamWriter {
  readonly #kernel: RingKernel;
  readonly #ring: RingBuffer;
  readonly #ownBell: Doorbell;
  readonly #dspBell: Doorbell;
  /** Of ring A: when so much is left it is time to say that nothing follows. */
  readonly #lastCallFrames: number;
  #writtenFrames = 0;

  constructor(kernel: RingKernel, ring: RingBuffer, ownBell: Doorbell, dspBell: Doorbell) {
    this.#kernel = kernel;
    this.#ring = ring;
    this.#ownBell = ownBell;
    this.#dspBell = dspBell;
    // More than the dsp worker takes between two rings of the bell, so that it never runs dry first,
    // and no less than what it collects before the sound starts.
    this.#lastCallFrames = (ring.capacityFrames - ring.historyFrames) / 2;
  }

  /** Frames of the current generation that are in ring A or went through it. */
  get writtenFrames(): number {
    return this.#writtenFrames;
  }

  /** Starts a generation: what is written from now on replaces everything before. */
  begin(generation: number): void {
    this.#writtenFrames = 0;
    this.#ring.beginGeneration(generation);
    this.#dspBell.ring();
  }

  /** Hands frames to ring A as room appears. @returns false as soon as `stillWanted` says no */
  async write({ offset, frames }: Span, stillWanted: () => boolean): Promise<boolean> {
    let sent = 0;
    while (sent < frames) {
      if (!stillWanted()) return false;
      const seen = this.#ownBell.count;
      const rest = frames - sent;
      const space = this.#ring.spaceFrames;
      if (space < Math.min(rest, WORTHWHILE_FRAMES)) {
        await this.#ownBell.wait(seen, PATIENCE_MS);
        continue;
      }
      const count = Math.min(rest, space);
      this.#kernel.ring_write(LAYOUT.RING_A, offset + sent * LAYOUT.FRAME_BYTES, count);
      sent += count;
      this.#writtenFrames += count;
      this.#dspBell.ring();
    }
    return stillWanted();
  }

  /**
   * Waits until `done` holds, which whoever makes it true tells by ringing this worker's bell, or
   * until what follows has to be known, because ring A is running out, and nothing is promised.
   */
  async waitFor(done: () => boolean, promised: () => boolean): Promise<void> {
    for (;;) {
      const seen = this.#ownBell.count;
      if (done()) return;
      if (this.#ring.fillFrames <= this.#lastCallFrames && !promised()) return;
      await this.#ownBell.wait(seen, PATIENCE_MS);
    }
  }

  /** The generation is complete. */
  end(): void {
    this.#ring.end();
    this.#dspBell.ring();
  }
}
