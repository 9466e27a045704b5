import type { Resource } from './backend.ts';
import { isCrossOrigin } from './blocked-media.ts';

export interface SourceCandidate {
  /** Absolute URL; anything else is a candidate that fails. */
  readonly url: string;
  /** MIME type, or empty when unknown. */
  readonly type: string;
}

interface Access {
  readonly crossOrigin: Resource['crossOrigin'];
  readonly preload: Resource['preload'];
}

/**
 * Goes through the candidates in order and, for each of another origin, through the ways to ask
 * for it: with CORS, so that its samples may be read, then without.
 */
export class ResourceSelection {
  #candidates: readonly SourceCandidate[] = [];
  #index = -1;
  #withoutCors = false;

  set candidates(candidates: readonly SourceCandidate[]) {
    this.#candidates = candidates;
    this.restart();
  }

  get empty(): boolean {
    return this.#candidates.length === 0;
  }

  /** True when only the attempt without CORS is left or worked. */
  get samplesDenied(): boolean {
    return this.#withoutCors;
  }

  restart(): void {
    this.#index = -1;
    this.#withoutCors = false;
  }

  /** Moves to the next candidate that could be played. @returns its URL, or null after the last */
  next(): string | null {
    const probe = new Audio();
    const playable = ({ url, type }: SourceCandidate): boolean =>
      URL.canParse(url) && (type === '' || probe.canPlayType(type) !== '');
    const index = this.#candidates.findIndex(
      (candidate, i) => i > this.#index && playable(candidate),
    );
    // After the last one it stays selected: play() may try it again.
    if (index < 0) return null;
    this.#index = index;
    this.#withoutCors = false;
    return this.#current.url;
  }

  /** Gives up reading the samples. @returns false where that is not allowed or makes no difference */
  giveUpCors(crossOrigin: Access['crossOrigin']): boolean {
    const { url } = this.#current;
    if (this.#withoutCors || crossOrigin !== null || !isCrossOrigin(url)) return false;
    this.#withoutCors = true;
    return true;
  }

  /** The current candidate as a backend is to ask for it. */
  resource({ crossOrigin, preload }: Access): Resource {
    const { url } = this.#current;
    const anonymous = isCrossOrigin(url) && !this.#withoutCors ? 'anonymous' : null;
    return { url, preload, crossOrigin: crossOrigin ?? anonymous };
  }

  get #current(): SourceCandidate {
    const candidate = this.#candidates[this.#index];
    if (candidate === undefined) throw new Error('No candidate is selected.');
    return candidate;
  }
}
