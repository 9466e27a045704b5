import type { EngineState } from './engine-state.ts';
import { Scope } from './scope.ts';

/** How long before the end the sound begins to fade, seconds. */
const FADE_SECONDS = 5;
/** Between two steps of the fade, and between two looks at the clock before it, milliseconds. */
const FADE_STEP_MS = 50;
const LOOK_MS = 250;
const LONGEST_SECONDS = 86_400;

export interface SleepTimerHost {
  readonly state: EngineState;
  /** Seconds: what is heard now. */
  currentTime(): number;
  /** `gain` has changed. */
  apply(): void;
  pause(): void;
}

/**
 * Pauses after a time, whatever plays then, or at the end of the track, also of one that loops. The
 * sound fades over the last five seconds; the volume itself stays as it is. Main thread.
 */
export class SleepTimer {
  readonly #host: SleepTimerHost;
  readonly #scope = new Scope();
  #gain = 1;
  #cancelTimer: () => void = () => undefined;

  constructor(host: SleepTimerHost) {
    this.#host = host;
    this.#scope.own(
      host.state.subscribe(() => {
        const { sleep, paused, ended } = host.state.now;
        if (sleep === 'end-of-track' && ended) this.set(null);
        // Asleep it stays silent, so that the last moment can't be heard at full volume.
        else if (sleep === null && !paused) this.#setGain(1);
      }),
    );
  }

  /** What the volume is multiplied by, 0 to 1. */
  get gain(): number {
    return this.#gain;
  }

  /** Seconds until it pauses; null when it is off, or the end of the track is not known. */
  get secondsLeft(): number | null {
    const { sleep, duration, playbackRate } = this.#host.state.now;
    if (sleep === null) return null;
    if (sleep !== 'end-of-track') return Math.max(0, (sleep - performance.now()) / 1000);
    const left = (duration - this.#host.currentTime()) / playbackRate;
    return Number.isFinite(left) ? Math.max(0, left) : null;
  }

  /** @param end seconds from now, above 0, at most a day; null ends it @throws {RangeError} otherwise */
  set(end: number | 'end-of-track' | null): void {
    if (typeof end === 'number' && !(end > 0 && end <= LONGEST_SECONDS)) {
      throw new RangeError(
        `The sleep timer takes seconds above 0 and at most ${LONGEST_SECONDS}, "end-of-track" or null, not ${end}.`,
      );
    }
    this.#host.state.set({
      sleep: typeof end === 'number' ? performance.now() + end * 1000 : end,
    });
    this.#cancelTimer();
    this.#setGain(1);
    if (end !== null) this.#look();
    // A track that looped may end now, and the other way round.
    this.#host.apply();
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #look(): void {
    const left = this.secondsLeft;
    if (left === 0 && this.#host.state.now.sleep !== 'end-of-track') {
      this.#setGain(0);
      this.#host.pause();
      this.#host.state.set({ sleep: null });
      return;
    }
    const fading = left !== null && left < FADE_SECONDS;
    this.#setGain(fading ? left / FADE_SECONDS : 1);
    this.#cancelTimer = this.#scope.timeout(fading ? FADE_STEP_MS : LOOK_MS, () => {
      this.#look();
    });
  }

  #setGain(gain: number): void {
    if (gain === this.#gain) return;
    this.#gain = gain;
    this.#host.apply();
  }
}
