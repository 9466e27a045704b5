import type { EngineSnapshot } from '../engine/audio-engine.ts';
import { errorCause, type ControlStrings } from './control-strings.ts';
import { isBusy } from './playback-state.ts';

/**
 * Decides what a screen reader is told without being asked: an error, the step down to native mode,
 * and that a track which was asked to play still loads. Everything else is quiet.
 */
export class Announcer {
  #news: 'error' | 'native' | 'loading' | null = null;
  #error: EngineSnapshot['error'] = null;
  #mode: EngineSnapshot['mode'] = 'idle';
  #busy = false;

  /** The text of the live region after this snapshot; it changes when there is news or the language. */
  read(snapshot: EngineSnapshot, strings: ControlStrings): string {
    const { error, mode, paused } = snapshot;
    const busy = isBusy(snapshot) && !paused;
    if (error !== this.#error) this.#news = error ? 'error' : null;
    else if (mode !== this.#mode && mode === 'native') this.#news = 'native';
    else if (busy !== this.#busy && !error) this.#news = busy ? 'loading' : null;
    this.#error = error;
    this.#mode = mode;
    this.#busy = busy;
    return this.#text(strings);
  }

  #text({ failed, loading, locale, modeNote, modeTitle }: ControlStrings): string {
    if (this.#news === 'error') {
      return this.#error ? `${failed} ${errorCause(this.#error, locale)}` : '';
    }
    if (this.#news === 'native') return `${modeTitle.native}. ${modeNote.native}`;
    return this.#news === 'loading' ? loading : '';
  }
}
