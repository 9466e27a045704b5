/** On a server there are no elements: the classes can be imported there, not used. */
const Base =
  (globalThis as Partial<typeof globalThis>).HTMLElement ??
  (Object as unknown as typeof HTMLElement);

/**
 * An element that brings what it shows up to date once for all that was changed in a task. The
 * player is one: Lit, which draws its face, comes only when somebody reaches for it (decision 55).
 */
export abstract class UpdatingElement extends Base {
  #begun = false;
  #pending: Promise<void> | undefined;

  /** Resolves when all that was changed so far is shown. */
  get updateComplete(): Promise<boolean> {
    return this.#settle();
  }

  connectedCallback(): void {
    this.#begun = true;
    this.requestUpdate();
  }

  /** Before it was connected for the first time there is nothing to bring up to date. */
  requestUpdate(): void {
    if (this.#begun) this.#pending ??= this.#updateSoon();
  }

  /** Shows what is now. */
  protected abstract update(): void;

  /** What an update has begun and not yet ended. */
  protected abstract get unsettled(): Promise<unknown> | undefined;

  async #updateSoon(): Promise<void> {
    await Promise.resolve();
    this.#pending = undefined;
    this.update();
  }

  async #settle(): Promise<boolean> {
    await this.#pending;
    await this.unsettled;
    await this.#pending;
    return true;
  }
}
