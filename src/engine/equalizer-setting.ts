import type { EqSetting } from './backend.ts';
import type { EngineState } from './engine-state.ts';
import { autoPreampDb, DEFAULT_BANDS, type EqBand, responseDb, validateBand } from './equalizer.ts';
import type { EngineSnapshot } from './snapshot.ts';

type Change = Partial<Pick<EngineSnapshot, 'eqBands' | 'eqBypass' | 'eqPreamp' | 'eqSlot'>>;

export interface EqualizerSettingContext {
  readonly state: EngineState;
  /** Hz. */
  sampleRate(): number;
  /** The setting has changed: what plays has to hear of it. */
  apply(): void;
}

/**
 * Bands, preamp and bypass, and the two slots of a comparison: checked, kept in the engine's state,
 * told by `eqchange`. A change that is refused throws a RangeError and changes nothing.
 */
export class EqualizerSetting {
  readonly #context: EqualizerSettingContext;
  readonly #state: EngineState;
  /** The setting in the slot that is not set; null: never compared. */
  #other: Pick<EngineSnapshot, 'eqBands' | 'eqPreamp'> | null = null;

  constructor(context: EqualizerSettingContext) {
    this.#context = context;
    this.#state = context.state;
  }

  /** What a backend has to sound like. */
  get resolved(): EqSetting {
    const { eqBands, eqBypass, eqPreamp } = this.#state.now;
    const automatic = eqPreamp === 'auto';
    const preampDb = automatic ? autoPreampDb(eqBands, this.#context.sampleRate()) : eqPreamp;
    return { bands: eqBands, bypass: eqBypass, preampDb };
  }

  setBand(index: number, change: Partial<EqBand>): void {
    const { eqBands } = this.#state.now;
    const band = eqBands[index];
    if (band === undefined) {
      throw new RangeError(`There are bands 0 to ${eqBands.length - 1}, not ${index}.`);
    }
    this.setBands(eqBands.with(index, { ...band, ...change }));
  }

  setBands(bands: readonly EqBand[]): void {
    this.#change({ eqBands: this.#checked(bands) });
  }

  setAll(bands: readonly EqBand[], eqPreamp: number | 'auto'): void {
    requirePreamp(eqPreamp);
    this.#change({ eqBands: this.#checked(bands), eqPreamp });
  }

  setPreamp(eqPreamp: number | 'auto'): void {
    requirePreamp(eqPreamp);
    if (eqPreamp !== this.#state.now.eqPreamp) this.#change({ eqPreamp });
  }

  setBypass(eqBypass: boolean): void {
    if (eqBypass !== this.#state.now.eqBypass) this.#change({ eqBypass });
  }

  /** What is set goes with the slot that is left; the other one begins as its copy. */
  compare(): void {
    const { eqBands, eqPreamp, eqSlot } = this.#state.now;
    const other = this.#other ?? { eqBands, eqPreamp };
    this.#other = { eqBands, eqPreamp };
    this.#change({ ...other, eqSlot: eqSlot === 'A' ? 'B' : 'A' });
  }

  /** dB at each of `hz`, without the preamp. */
  response(hz: Float32Array): Float32Array {
    const out = new Float32Array(hz.length);
    responseDb(this.#state.now.eqBands, hz, this.#context.sampleRate(), out);
    return out;
  }

  #checked(bands: readonly EqBand[]): readonly EqBand[] {
    if (bands.length !== DEFAULT_BANDS.length) {
      throw new RangeError(`The equalizer has ${DEFAULT_BANDS.length} bands, not ${bands.length}.`);
    }
    for (const band of bands) validateBand(band, this.#context.sampleRate());
    return Object.freeze(bands.map((band) => Object.freeze({ ...band })));
  }

  #change(change: Change): void {
    this.#state.set(change);
    this.#state.announce('eqchange');
    this.#context.apply();
  }
}

function requirePreamp(preamp: number | 'auto'): void {
  if (preamp === 'auto' || (preamp >= -24 && preamp <= 24)) return;
  throw new RangeError(`The preamp is a number of dB from -24 to 24 or "auto", not ${preamp}.`);
}
