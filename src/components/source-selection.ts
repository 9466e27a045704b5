import type { SourceCandidate } from '../engine/audio-engine.ts';

/**
 * A URL as the document understands it. One that can't be resolved, or is empty, is returned as it
 * is: the engine reports it as a source that fails, as `<audio>` does.
 */
function resolve(url: string, element: Element): string {
  const trimmed = url.trim();
  if (trimmed === '' || !URL.canParse(trimmed, element.baseURI)) return trimmed;
  return new URL(trimmed, element.baseURI).href;
}

/**
 * What the element offers to play, in the order in which it is to be tried: its `src` alone where
 * it has one, else its `<source>` children, less those whose `media` does not match now.
 */
export function sourceCandidates(element: Element): SourceCandidate[] {
  const src = element.getAttribute('src');
  if (src !== null) return [{ url: resolve(src, element), type: '', key: null }];
  return [...element.children]
    .filter((child) => child instanceof HTMLSourceElement)
    .filter(({ media }) => media === '' || matchMedia(media).matches)
    .map((source) => ({
      url: resolve(source.getAttribute('src') ?? '', element),
      type: source.type,
      key: source,
    }));
}

/** The `src` property: the attribute's URL, absolute where it can be resolved. */
export function absoluteSrc(element: Element): string {
  const src = element.getAttribute('src');
  if (src === null) return '';
  return URL.canParse(src, element.baseURI) ? new URL(src, element.baseURI).href : src;
}

function concernsSource({ type, target, addedNodes, removedNodes }: MutationRecord): boolean {
  if (type === 'attributes') return target instanceof HTMLSourceElement;
  return [...addedNodes, ...removedNodes].some((node) => node instanceof HTMLSourceElement);
}

/** A `<source>` child came or went, or one of its attributes was changed. */
export type SourceChange = 'children' | 'attributes';

/** Tells of changes among the `<source>` children. Watches from `start` to `stop`. */
export class SourceObserver {
  readonly #element: Element;
  readonly #onChange: (change: SourceChange) => void;
  #observer: MutationObserver | undefined;

  constructor(element: Element, onChange: (change: SourceChange) => void) {
    this.#element = element;
    this.#onChange = onChange;
  }

  start(): void {
    this.#observer ??= new MutationObserver((records) => {
      const changes = records.filter(concernsSource).map(({ type }) => type);
      if (changes.includes('childList')) this.#onChange('children');
      else if (changes.length > 0) this.#onChange('attributes');
    });
    this.#observer.observe(this.#element, {
      childList: true,
      subtree: true,
      attributeFilter: ['src', 'type', 'media'],
    });
  }

  stop(): void {
    this.#observer?.disconnect();
  }
}
