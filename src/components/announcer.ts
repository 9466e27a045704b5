import type { EngineSnapshot } from '../engine/audio-engine.ts';
import { isBusy } from './playback-state.ts';
import type { Strings } from './strings.ts';

/**
 * Decides what a screen reader is told without being asked: an error, the step down to native mode,
 * and that a track which was asked to play still loads. Everything else is quiet.
 */
export class Announcer {
  #message = '';
  #error: EngineSnapshot['error'] = null;
  #mode: EngineSnapshot['mode'] = 'idle';
  #busy = false;

  /** The text of the live region after this snapshot; it changes only when there is news. */
  read(snapshot: EngineSnapshot, strings: Strings): string {
    const { error, mode, paused } = snapshot;
    const busy = isBusy(snapshot) && !paused;
    if (error !== this.#error) this.#message = error ? `${strings.failed} ${error.message}` : '';
    else if (mode !== this.#mode && mode === 'native') {
      this.#message = `${strings.modeTitle.native}. ${strings.modeNote.native}`;
    } else if (busy !== this.#busy && !error) this.#message = busy ? strings.loading : '';
    this.#error = error;
    this.#mode = mode;
    this.#busy = busy;
    return this.#message;
  }
}
