import { LAYOUT } from './memory-layout.ts';
import { Scope } from './scope.ts';

/** Between two looks, milliseconds. Workers beat at least every 250 ms. */
const LOOK_MS = 500;
/** Looks in a row without a beat that mean a hang: together below the 3 s it may take. */
const MISSED_LOOKS = 4;
/** A look that comes this late was itself held up: by a debugger, a frozen tab, a busy page. */
const LATE_MS = 2 * LOOK_MS;

/**
 * Finds workers that stopped answering. A look that comes late proves nothing about the workers
 * (everything may have stood still), so it starts the count again.
 */
export class Watchdog {
  readonly #words: Uint32Array<SharedArrayBuffer>;
  readonly #workers: readonly { readonly id: number; readonly roles: readonly string[] }[];
  readonly #onHang: (error: string) => void;
  readonly #scope = new Scope();
  #beats: number[] = [];
  #missed: number[] = [];
  #lookedAt = performance.now();

  constructor(
    memory: WebAssembly.Memory,
    workers: readonly { readonly id: number; readonly roles: readonly string[] }[],
    onHang: (error: string) => void,
  ) {
    this.#words = new Uint32Array(memory.buffer as unknown as SharedArrayBuffer);
    this.#workers = workers;
    this.#onHang = onHang;
    this.#scope.interval(LOOK_MS, () => {
      this.#look();
    });
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #look(): void {
    const now = performance.now();
    const late = now - this.#lookedAt > LATE_MS;
    this.#lookedAt = now;
    const beats = this.#workers.map(({ id }) => this.#beat(id));
    this.#missed = beats.map((beat, i) =>
      late || beat !== this.#beats[i] ? 0 : (this.#missed[i] ?? 0) + 1,
    );
    this.#beats = beats;
    const hung = this.#workers.find((_, i) => (this.#missed[i] ?? 0) >= MISSED_LOOKS);
    if (hung === undefined) return;
    this.#scope.dispose();
    this.#onHang(`The ${hung.roles.join(' and ')} worker stopped answering.`);
  }

  #beat(id: number): number {
    const record = LAYOUT.WORKERS + id * LAYOUT.WORKER_BYTES;
    return Atomics.load(this.#words, (record + LAYOUT.WORKER_HEARTBEAT) / 4);
  }
}
