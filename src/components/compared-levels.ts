import type { AudioEngine } from '../engine/audio-engine.ts';
import type { EngineSnapshot } from '../engine/snapshot.ts';
import { hasGain } from './band-editing.ts';
import type { CanvasSize } from './canvas-size.ts';
import { LiveLevels } from './live-levels.ts';
import type { ViewSettings } from './player-context.ts';

/** Does the equalizer change the sound? */
function isEqualizing({ eqBypass, eqBands, eqPreamp }: EngineSnapshot): boolean {
  if (eqBypass) return false;
  if (typeof eqPreamp === 'number' && eqPreamp !== 0) return true;
  for (const { enabled, type, gain } of eqBands) {
    if (enabled && (gain !== 0 || !hasGain(type))) return true;
  }
  return false;
}

/**
 * The levels that are heard and, while the equalizer changes something, those of the same moment
 * before it. Main thread; the latter cost a transform a frame.
 */
export class ComparedLevels {
  readonly #heard = new LiveLevels();
  readonly #input = new LiveLevels('input');
  #equalizing = false;
  #moved = false;

  get levels(): Float32Array {
    return this.#heard.levels;
  }

  get peaks(): Float32Array {
    return this.#heard.peaks;
  }

  /** Levels before the equalizer; null where that changes nothing. */
  get ghost(): Float32Array | null {
    return this.#equalizing ? this.#input.levels : null;
  }

  /** Did the last step change anything? */
  get moved(): boolean {
    return this.#moved;
  }

  resize(bars: number, size: CanvasSize): void {
    for (const live of [this.#heard, this.#input]) {
      live.setBarCount(bars);
      live.setPlotSize(size.width, size.height);
    }
  }

  /** See `LiveLevels`. */
  stir(): void {
    this.#heard.stir();
    this.#input.stir();
  }

  /** One frame. Returns false at rest. */
  step(
    engine: AudioEngine,
    settings: ViewSettings,
    elapsedSeconds: number,
    calm: boolean,
  ): boolean {
    const equalizing = isEqualizing(engine.snapshot);
    const heardGoesOn = this.#heard.step(engine, settings, elapsedSeconds, calm);
    const inputGoesOn = equalizing && this.#input.step(engine, settings, elapsedSeconds, calm);
    this.#moved =
      this.#heard.moved || (equalizing && this.#input.moved) || equalizing !== this.#equalizing;
    this.#equalizing = equalizing;
    return heardGoesOn || inputGoesOn;
  }
}
