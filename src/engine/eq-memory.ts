import { BAND_TYPES, DEFAULT_BANDS, type EqBand } from './equalizer.ts';
import { LAYOUT } from './memory-layout.ts';

/** A setting as it lies in memory; unlike `EqSetting` it is one object that is overwritten. */
interface StoredSetting {
  readonly bands: { -readonly [Key in keyof EqBand]: EqBand[Key] }[];
  preampDb: number;
  bypass: boolean;
}

/**
 * The equalizer setting in shared memory: two banks and a version whose lowest bit picks one. The
 * main thread writes the bank that is not in use and then publishes the version, so the dsp worker
 * never sees half a setting; should it be overtaken twice while it reads, it sees the version move
 * and reads again.
 */
export class EqMemory {
  readonly #view: DataView;
  readonly #words: Uint32Array<SharedArrayBuffer>;
  readonly #read: StoredSetting = {
    bands: DEFAULT_BANDS.map((band) => ({ ...band })),
    preampDb: 0,
    bypass: false,
  };
  #seen = 0;

  constructor(memory: WebAssembly.Memory) {
    this.#view = new DataView(memory.buffer);
    this.#words = new Uint32Array(memory.buffer as unknown as SharedArrayBuffer);
  }

  /** Main thread only. */
  publish(setting: {
    readonly bands: readonly EqBand[];
    readonly preampDb: number;
    readonly bypass: boolean;
  }): void {
    const version = this.#version + 1;
    const bank = this.#bank(version);
    setting.bands.forEach((band, i) => {
      const record = bank + LAYOUT.EQ_SETTING_BANDS + i * LAYOUT.BAND_BYTES;
      this.#view.setUint32(record + LAYOUT.BAND_TYPE, BAND_TYPES.indexOf(band.type), true);
      this.#view.setUint32(record + LAYOUT.BAND_ENABLED, band.enabled ? 1 : 0, true);
      this.#view.setFloat64(record + LAYOUT.BAND_FREQUENCY, band.frequency, true);
      this.#view.setFloat64(record + LAYOUT.BAND_GAIN, band.gain, true);
      this.#view.setFloat64(record + LAYOUT.BAND_Q, band.q, true);
    });
    this.#view.setFloat64(bank + LAYOUT.EQ_SETTING_PREAMP, setting.preampDb, true);
    this.#view.setUint32(bank + LAYOUT.EQ_SETTING_BYPASS, setting.bypass ? 1 : 0, true);
    Atomics.store(this.#words, (LAYOUT.CONTROL + LAYOUT.CONTROL_EQ_VERSION) / 4, version);
  }

  /** Dsp worker only. @returns the setting if it changed since the last call, else null */
  poll(): StoredSetting | null {
    let version = this.#version;
    if (version === this.#seen) return null;
    for (;;) {
      this.#copy(this.#bank(version));
      const now = this.#version;
      if (now === version) break;
      version = now;
    }
    this.#seen = version;
    return this.#read;
  }

  #copy(bank: number): void {
    this.#read.bands.forEach((band, i) => {
      const record = bank + LAYOUT.EQ_SETTING_BANDS + i * LAYOUT.BAND_BYTES;
      band.type = BAND_TYPES[this.#view.getUint32(record + LAYOUT.BAND_TYPE, true)] ?? 'peaking';
      band.enabled = this.#view.getUint32(record + LAYOUT.BAND_ENABLED, true) === 1;
      band.frequency = this.#view.getFloat64(record + LAYOUT.BAND_FREQUENCY, true);
      band.gain = this.#view.getFloat64(record + LAYOUT.BAND_GAIN, true);
      band.q = this.#view.getFloat64(record + LAYOUT.BAND_Q, true);
    });
    this.#read.preampDb = this.#view.getFloat64(bank + LAYOUT.EQ_SETTING_PREAMP, true);
    this.#read.bypass = this.#view.getUint32(bank + LAYOUT.EQ_SETTING_BYPASS, true) === 1;
  }

  #bank(version: number): number {
    return LAYOUT.EQ_SETTINGS + (version & 1) * LAYOUT.EQ_SETTING_BYTES;
  }

  get #version(): number {
    return Atomics.load(this.#words, (LAYOUT.CONTROL + LAYOUT.CONTROL_EQ_VERSION) / 4);
  }
}
