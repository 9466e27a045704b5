/** The promises that `play()` returned and that wait for the sound to start. */
export class PlayPromises {
  #pending: { resolve: () => void; reject: (error: DOMException) => void }[] = [];

  add(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
    });
  }

  resolve(): void {
    for (const { resolve } of this.#take()) resolve();
  }

  reject(name: 'AbortError' | 'NotAllowedError' | 'NotSupportedError', message: string): void {
    const error = new DOMException(message, name);
    for (const { reject } of this.#take()) reject(error);
  }

  #take(): readonly { resolve: () => void; reject: (error: DOMException) => void }[] {
    const taken = this.#pending;
    this.#pending = [];
    return taken;
  }
}
