import { BAND_RANGES, DEFAULT_BANDS, type BandType, type EqBand } from '../engine/equalizer.ts';
import { HIGHEST_HZ, LOWEST_HZ } from './frequency-scale.ts';

const GAIN_STEP_DB = { coarse: 0.5, fine: 0.1 } as const;
const FREQUENCY_STEP_OCTAVES = { coarse: 1 / 12, fine: 1 / 48 } as const;
const Q_STEP_OCTAVES = { coarse: 1 / 3, fine: 1 / 12 } as const;
/** One notch of a mouse wheel. */
const WHEEL_NOTCH_PIXELS = 100;
const WHEEL_OCTAVES_PER_NOTCH = 1 / 6;
const PIXELS_PER_LINE = 100 / 3;

/** Passes and notch have no gain. */
export function hasGain(type: BandType): boolean {
  return type === 'peaking' || type === 'lowshelf' || type === 'highshelf';
}

/** Shelves have a slope of 1 and no Q. */
export function hasQ(type: BandType): boolean {
  return type !== 'lowshelf' && type !== 'highshelf';
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** To tenths of a dB, within ±`rangeDb`. */
export function settledGain(gainDb: number, rangeDb: number): number {
  return Math.round(clamp(gainDb, -rangeDb, rangeDb) * 10) / 10;
}

/** To three digits, within the plot. */
export function settledFrequency(hz: number): number {
  return Number(clamp(hz, LOWEST_HZ, HIGHEST_HZ).toPrecision(3));
}

/** To three digits, within what a band may have. */
export function settledQ(q: number): number {
  return Number(clamp(q, BAND_RANGES.minQ, BAND_RANGES.maxQ).toPrecision(3));
}

/** What band `index` (0 to 7) is out of the box. */
export function resetBand(index: number): Partial<EqBand> {
  return { ...DEFAULT_BANDS[index] };
}

/** A key press on a handle. */
export interface HandleKey {
  readonly key: string;
  /** Finer steps. */
  readonly shiftKey: boolean;
}

/**
 * What a key changes of a band: up and down the gain, left and right the frequency, Page Up and
 * Page Down Q, Home and End the scale's ends, Delete resets. Undefined: not a key of ours.
 */
export function bandAfterKey(
  { key, shiftKey }: HandleKey,
  index: number,
  band: EqBand,
  rangeDb: number,
): Partial<EqBand> | undefined {
  const size = shiftKey ? 'fine' : 'coarse';
  const gainBy = (db: number): Partial<EqBand> => ({
    gain: settledGain(band.gain + db, rangeDb),
  });
  const frequencyBy = (octaves: number): Partial<EqBand> => ({
    frequency: settledFrequency(band.frequency * 2 ** octaves),
  });
  const qBy = (octaves: number): Partial<EqBand> => ({ q: settledQ(band.q * 2 ** octaves) });
  switch (key) {
    case 'ArrowUp':
      return gainBy(GAIN_STEP_DB[size]);
    case 'ArrowDown':
      return gainBy(-GAIN_STEP_DB[size]);
    case 'ArrowRight':
      return frequencyBy(FREQUENCY_STEP_OCTAVES[size]);
    case 'ArrowLeft':
      return frequencyBy(-FREQUENCY_STEP_OCTAVES[size]);
    case 'PageUp':
      return qBy(Q_STEP_OCTAVES[size]);
    case 'PageDown':
      return qBy(-Q_STEP_OCTAVES[size]);
    case 'Home':
      return { gain: -rangeDb };
    case 'End':
      return { gain: rangeDb };
    case 'Delete':
    case 'Backspace':
      return resetBand(index);
    default:
      return undefined;
  }
}

/** What the wheel does to Q: away from the user is narrower. */
export function qAfterWheel(q: number, { deltaY, deltaMode }: WheelEvent): number {
  const pixels = deltaMode === WheelEvent.DOM_DELTA_LINE ? deltaY * PIXELS_PER_LINE : deltaY;
  return settledQ(q * 2 ** ((-pixels / WHEEL_NOTCH_PIXELS) * WHEEL_OCTAVES_PER_NOTCH));
}
