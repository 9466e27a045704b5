import type { EngineState } from './engine-state.ts';
import { Scope } from './scope.ts';
import { secondsToSleep } from './sleep.ts';

/** How long before the end the sound begins to fade, seconds. */
const FADE_SECONDS = 5;
/** Between two steps of the fade, and between two looks at the clock before it, milliseconds. */
const FADE_STEP_MS = 50;
const LOOK_MS = 250;

export interface SleepTimerHost {
  readonly state: EngineState;
  /** Seconds: what is heard now. */
  currentTime(): number;
  /** `gain` has changed. */
  apply(): void;
  pause(): void;
  /** Switches it off. */
  end(): void;
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
        if (sleep === 'end-of-track' && ended) host.end();
        // Asleep it stays silent, so that the last moment can't be heard at full volume.
        else if (sleep === null && !paused) this.#setGain(1);
      }),
    );
    this.look();
  }

  /** What the volume is multiplied by, 0 to 1. */
  get gain(): number {
    return this.#gain;
  }

  dispose(): void {
    this.#scope.dispose();
  }

  /** To be called after each change of the time. */
  look(): void {
    this.#cancelTimer();
    const { now } = this.#host.state;
    const left = secondsToSleep(now, this.#host.currentTime());
    if (left === 0 && now.sleep !== 'end-of-track') {
      this.#setGain(0);
      this.#host.pause();
      this.#host.state.set({ sleep: null });
      return;
    }
    const fading = left !== null && left < FADE_SECONDS;
    this.#setGain(fading ? left / FADE_SECONDS : 1);
    if (now.sleep === null) return;
    this.#cancelTimer = this.#scope.timeout(fading ? FADE_STEP_MS : LOOK_MS, () => {
      this.look();
    });
  }

  #setGain(gain: number): void {
    if (gain === this.#gain) return;
    this.#gain = gain;
    this.#host.apply();
  }
}
