import { ControlWords } from './control-words.ts';
import { LAYOUT } from './memory-layout.ts';

const slotOffset = (slot: number): number => LAYOUT.FFT_SLOTS + slot * LAYOUT.FFT_SLOT_BYTES;

/**
 * The analyses that the fft worker published, seen from the main thread: no copy but the one to
 * the caller. A slot is written again eight analyses later (133 ms); a reader that takes longer
 * than that for one copy would see a mixture of two neighbouring spectra.
 */
export class FftSlots {
  readonly #control: ControlWords;
  readonly #binCounts: Uint32Array;
  readonly #memory: WebAssembly.Memory;
  #views: readonly Float32Array[] = [];

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
    this.#control = new ControlWords(memory);
    this.#binCounts = new Uint32Array(memory.buffer);
  }

  /** @returns false while there is no analysis of this many bins */
  readLatest(out: Float32Array, bins: number): boolean {
    const published = this.#control.load('FFT_PUBLISHED');
    if (published === 0) return false;
    const slot = (published - 1) % LAYOUT.FFT_SLOT_COUNT;
    if (this.#binCounts[(slotOffset(slot) + LAYOUT.FFT_SLOT_BIN_COUNT) / 4] !== bins) return false;
    if (this.#views[0]?.length !== bins) this.#views = this.#viewsOf(bins);
    const view = this.#views[slot];
    if (view === undefined) return false;
    out.set(view);
    return true;
  }

  #viewsOf(bins: number): Float32Array[] {
    return Array.from(
      { length: LAYOUT.FFT_SLOT_COUNT },
      (_, slot) =>
        new Float32Array(this.#memory.buffer, slotOffset(slot) + LAYOUT.FFT_SLOT_DB, bins),
    );
  }
}
