import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AudioEngine } from '../engine/audio-engine.ts';
import { clockText } from './playback-text.ts';
import type { Strings } from './strings.ts';

/** Updates the host each second while the sleep timer runs, so that it shows what is left. */
export class SleepCountdown implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #engine: () => AudioEngine | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, engine: () => AudioEngine | undefined) {
    this.#host = host;
    this.#engine = engine;
    host.addController(this);
  }

  hostUpdated(): void {
    const runs = (this.#engine()?.snapshot.sleep ?? null) !== null;
    if (!runs) this.hostDisconnected();
    else {
      this.#timer ??= setInterval(() => {
        this.#host.requestUpdate();
      }, 1000);
    }
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** What is left, like `14:32`; empty while the timer is off. */
  text({ locale }: Strings): string {
    const engine = this.#engine();
    if (!engine || engine.snapshot.sleep === null) return '';
    return clockText(Math.ceil(engine.sleepSecondsLeft ?? NaN), locale);
  }
}
