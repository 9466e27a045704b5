/** Threads may be lost and replaced this often within this time before their mode is given up. */
const MAX_RESTARTS = 3;
const RESTART_WINDOW_MS = 30_000;

/** Lost threads are replaced, but not for ever. */
export class RestartLimit {
  #restarts: readonly number[] = [];

  /** Counts one more loss. @returns false when there were too many of late */
  allowsOneMore(): boolean {
    const now = performance.now();
    this.#restarts = [...this.#restarts.filter((at) => now - at < RESTART_WINDOW_MS), now];
    return this.#restarts.length <= MAX_RESTARTS;
  }
}
