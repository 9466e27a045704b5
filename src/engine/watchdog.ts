import type { Scope } from './scope.ts';

/** Between two looks, milliseconds. Workers beat at least every 250 ms. */
const LOOK_MS = 500;
/** Looks in a row without a beat that mean a hang: together below the 3 s it may take. */
const MISSED_LOOKS = 4;
/**
 * A look that comes this late was itself held up: by a debugger, a frozen tab, a busy page. The
 * timers of a hidden page come once a second.
 */
const LATE_MS = 3 * LOOK_MS;

interface Watched {
  /** A count that goes up with every beat. */
  readonly beats: () => number;
  readonly onHang: () => void;
  seen: number | null;
  missed: number;
}

/**
 * Finds workers that stopped answering. A look that comes late proves nothing about the workers
 * (everything may have stood still), so it starts the count again. Main thread only.
 */
export class Watchdog {
  readonly #scope: Scope;
  #watched: readonly Watched[] = [];
  #lookedAt = performance.now();

  /** @param scope that ends it */
  constructor(scope: Scope) {
    this.#scope = scope;
    scope.interval(LOOK_MS, () => {
      this.#look();
    });
  }

  /**
   * @param beats a count that the worker raises at least every 250 ms
   * @param onHang called once at most
   */
  watch(beats: () => number, onHang: () => void): void {
    this.#watched = [...this.#watched, { beats, onHang, seen: null, missed: 0 }];
  }

  #look(): void {
    const now = performance.now();
    const late = now - this.#lookedAt > LATE_MS;
    this.#lookedAt = now;
    for (const worker of this.#watched) {
      const beats = worker.beats();
      worker.missed = late || beats !== worker.seen ? 0 : worker.missed + 1;
      worker.seen = beats;
    }
    const hung = this.#watched.filter(({ missed }) => missed >= MISSED_LOOKS);
    if (hung.length === 0) return;
    this.#watched = this.#watched.filter((worker) => !hung.includes(worker));
    for (const { onHang } of hung) if (!this.#scope.disposed) onHang();
  }
}
