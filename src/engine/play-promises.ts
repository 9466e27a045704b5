import type { MediaTasks } from './media-tasks.ts';

type RefusalName = 'AbortError' | 'NotAllowedError' | 'NotSupportedError';

/** The promises that `play()` returned and that wait for the sound to start. */
export class PlayPromises {
  readonly #tasks: MediaTasks;
  #pending: { resolve: () => void; reject: (error: DOMException) => void }[] = [];

  constructor(tasks: MediaTasks) {
    this.#tasks = tasks;
  }

  add(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
    });
  }

  /** Those of now, after the events that are queued by now. */
  resolve(): void {
    const taken = this.#take();
    this.#tasks.queue('settlement', () => {
      for (const { resolve } of taken) resolve();
    });
  }

  /** Those of now, after the events that are queued by now. */
  reject(name: RefusalName, message: string): void {
    const taken = this.#take();
    this.#tasks.queue('settlement', () => {
      const error = new DOMException(message, name);
      for (const { reject } of taken) reject(error);
    });
  }

  /** All, before any event that is queued. */
  rejectNow(name: RefusalName, message: string): void {
    const error = new DOMException(message, name);
    for (const { reject } of this.#take()) reject(error);
  }

  #take(): readonly { resolve: () => void; reject: (error: DOMException) => void }[] {
    const taken = this.#pending;
    this.#pending = [];
    return taken;
  }
}
