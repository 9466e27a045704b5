import type { BackendFailure, Resource } from './backend.ts';
import { isCrossOrigin } from './cross-origin.ts';
import { Scope } from './scope.ts';
import { MEDIA_ERROR } from './snapshot.ts';

export interface SourceCandidate {
  /** Absolute URL; anything else is a candidate that fails. Empty where there is an `object`. */
  readonly url: string;
  /** MIME type, or empty when unknown. */
  readonly type: string;
  /** What is played itself, in place of its address. */
  readonly object?: Blob | MediaStream;
  /** Its owner knows it by this; null for the only one, after which there is nothing to wait for. */
  readonly key: object | null;
}

/** Said where no source was even tried. */
export const NO_USABLE_SOURCE: BackendFailure = {
  kind: 'file',
  code: MEDIA_ERROR.SRC_NOT_SUPPORTED,
  message: 'The address of the file is not a valid URL, or its type can’t be played here.',
};

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
  #open = false;
  /** Keys of those whose turn has come. */
  #passed = new Set<object | null>();
  #selected: { readonly candidate: SourceCandidate; readonly url: string } | null = null;
  #withoutCors = false;
  /** The URL of the selected object. */
  #scope = new Scope();

  set candidates(candidates: readonly SourceCandidate[]) {
    this.#candidates = candidates;
    this.#open = candidates.some(({ key }) => key !== null);
    this.restart();
  }

  get empty(): boolean {
    return this.#candidates.length === 0;
  }

  /** More candidates may come: the owner's list is one that grows, though it be empty by now. */
  get open(): boolean {
    return this.#open;
  }

  /** There is one whose turn has not come. */
  get hasMore(): boolean {
    return this.#untried.length > 0;
  }

  /** What is selected comes as sound, not as a file. */
  get isStream(): boolean {
    return this.#selected?.candidate.object instanceof MediaStream;
  }

  /** True when only the attempt without CORS is left or worked. */
  get samplesDenied(): boolean {
    return this.#withoutCors;
  }

  restart(): void {
    this.#passed.clear();
    this.#selected = null;
    this.#withoutCors = false;
    this.dispose();
  }

  /** Every candidate with an address that could be played, as a backend is to ask for it. */
  resources(access: Access): readonly Resource[] {
    return this.#candidates
      .filter((candidate) => candidate.object === undefined && isUsable(candidate))
      .map(({ url }) => askFor(url, access, false));
  }

  /** Moves to the candidate with this URL. */
  selectUrl(url: string): void {
    const candidate = this.#candidates.find((one) => one.url === url);
    if (candidate === undefined) throw new Error(`No candidate has the address ${url}.`);
    this.#passed.add(candidate.key);
    this.#select(candidate);
  }

  /** The list has changed; what was passed stays passed, also what now stands before it. */
  amend(candidates: readonly SourceCandidate[]): void {
    this.#candidates = candidates;
  }

  /**
   * Moves to the next candidate that could be played.
   *
   * @param onUnusable called for each that could not, before the next one is looked at
   * @returns its URL, or null after the last: the one selected before stays so
   */
  next(onUnusable: (candidate: SourceCandidate) => void): string | null {
    for (const candidate of this.#untried) {
      this.#passed.add(candidate.key);
      if (isUsable(candidate)) {
        this.#select(candidate);
        return this.#current.url;
      }
      onUnusable(candidate);
    }
    return null;
  }

  /** Gives up reading the samples. @returns false where that is not allowed or makes no difference */
  giveUpCors(crossOrigin: Access['crossOrigin']): boolean {
    const { url } = this.#current;
    if (this.#withoutCors || crossOrigin !== null || !isCrossOrigin(url)) return false;
    this.#withoutCors = true;
    return true;
  }

  /** The selected candidate. */
  get candidate(): SourceCandidate {
    return this.#current.candidate;
  }

  /** The selected candidate as a backend is to ask for it. */
  resource(access: Access): Resource {
    const resource = askFor(this.#current.url, access, this.#withoutCors);
    const { object } = this.#current.candidate;
    return object instanceof MediaStream ? { ...resource, stream: object } : resource;
  }

  dispose(): void {
    this.#scope.dispose();
    this.#scope = new Scope();
  }

  get #untried(): readonly SourceCandidate[] {
    const last = this.#candidates.findLastIndex(({ key }) => this.#passed.has(key));
    return this.#candidates.slice(last + 1);
  }

  get #current() {
    if (this.#selected === null) throw new Error('No candidate is selected.');
    return this.#selected;
  }

  #select(candidate: SourceCandidate): void {
    this.dispose();
    const { object } = candidate;
    const url = object === undefined ? candidate.url : this.#urlOf(object);
    this.#selected = { candidate, url };
    this.#withoutCors = false;
  }

  /** A stream has no address: it is given a name. */
  #urlOf(object: Blob | MediaStream): string {
    return object instanceof Blob ? this.#scope.objectUrl(object) : `mediastream:${object.id}`;
  }
}

function isUsable({ url, type, object }: SourceCandidate): boolean {
  if (object !== undefined) return true;
  return URL.canParse(url) && (type === '' || new Audio().canPlayType(type) !== '');
}

function askFor(url: string, { crossOrigin, preload }: Access, withoutCors: boolean): Resource {
  const anonymous = isCrossOrigin(url) && !withoutCors ? 'anonymous' : null;
  return { url, preload, crossOrigin: crossOrigin ?? anonymous };
}
