/**
 * A part of the program that is loaded on first need, once for all: a chunk of its own in the
 * build. See docs/decisions/0028.
 */
export class LazyPart<Part> {
  readonly #import: () => Promise<Part>;
  #loading: Promise<Part> | null = null;
  #now: Part | null = null;

  /** @param load `() => import('./file.ts')` */
  constructor(load: () => Promise<Part>) {
    this.#import = load;
  }

  /** The part, or null as long as it isn't there. */
  get now(): Part | null {
    return this.#now;
  }

  /** Rejects when the chunk can't be fetched or may not run here; the next call tries again. */
  async load(): Promise<Part> {
    this.#loading ??= this.#import();
    try {
      return (this.#now = await this.#loading);
    } catch (error) {
      this.#loading = null;
      throw error;
    }
  }
}
