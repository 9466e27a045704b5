/**
 * A word in shared memory that is rung by adding 1 and notifying. A sleeper remembers the count it
 * saw before it looked for work, so a ring in between is never lost.
 */
export class Doorbell {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #index: number;

  /** @param offsetBytes of the word, a multiple of 4 */
  constructor(memory: WebAssembly.Memory, offsetBytes: number) {
    this.#words = new Int32Array(memory.buffer as unknown as SharedArrayBuffer);
    this.#index = offsetBytes / 4;
  }

  get count(): number {
    return Atomics.load(this.#words, this.#index);
  }

  /** Wakes the sleeper. Any thread, the worklet included: never blocks, allocates nothing. */
  ring(): void {
    Atomics.add(this.#words, this.#index, 1);
    Atomics.notify(this.#words, this.#index);
  }

  /** Sleeps until the count differs from `seen`. Blocks the thread: workers only. */
  sleep(seen: number, timeoutMs: number): void {
    Atomics.wait(this.#words, this.#index, seen, timeoutMs);
  }

  /** The same for a thread with an event loop to keep. */
  async wait(seen: number, timeoutMs: number): Promise<void> {
    if (typeof Atomics.waitAsync === 'function') {
      const { async, value } = Atomics.waitAsync(this.#words, this.#index, seen, timeoutMs);
      if (async) await value;
      return;
    }
    // Without waitAsync (Firefox before 145) a look every few milliseconds; ring A holds 300 of them.
    if (this.count === seen) await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
