import type { SourceCandidate } from '../engine/audio-engine.ts';

/** A URL as the document understands it; as it is where it can't be resolved. */
function absolute(url: string, { baseURI }: Element): string {
  return URL.canParse(url, baseURI) ? new URL(url, baseURI).href : url;
}

/**
 * The same for what is to be loaded. One that can't be resolved, or is empty, stays so: the engine
 * reports it as a source that fails, as `<audio>` does.
 */
function resolve(url: string, element: Element): string {
  return url.trim() && absolute(url, element);
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
  return src === null ? '' : absolute(src, element);
}

function concernsSource({ type, target, addedNodes, removedNodes }: MutationRecord): boolean {
  if (type === 'attributes') return target instanceof HTMLSourceElement;
  return [...addedNodes, ...removedNodes].some((node) => node instanceof HTMLSourceElement);
}

/** A `<source>` child came or went, or one of its attributes was changed. */
export type SourceChange = 'children' | 'attributes';

/** Tells of changes among the `<source>` children for the element's life, also outside of a document. */
export function observeSources(element: Element, onChange: (change: SourceChange) => void): void {
  const observer = new MutationObserver((records) => {
    const changes = records.filter(concernsSource).map(({ type }) => type);
    if (changes.includes('childList')) onChange('children');
    else if (changes.length > 0) onChange('attributes');
  });
  observer.observe(element, {
    childList: true,
    subtree: true,
    attributeFilter: ['src', 'type', 'media'],
  });
}
