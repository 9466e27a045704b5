/** Spoken where neither the page nor the browser says anything that makes sense. */
const LAST_RESORT = 'en';

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** The elements above one of a document, out of shadow roots too, from the nearest on. */
function* elementsAbove(element: Element): Generator<Element> {
  let node: Node | null = element;
  while (node) {
    const above: Node | null = node.parentNode;
    node = above instanceof ShadowRoot ? above.host : above;
    if (node instanceof Element) yield node;
  }
}

/** The nearest valid `lang` above an element. */
function langAbove(element: Element): string | undefined {
  for (const each of elementsAbove(element)) {
    const tag = each.getAttribute('lang')?.trim() ?? '';
    if (tag !== '' && isTag(tag)) return tag;
  }
  return undefined;
}

/** Whether the page says, on the element or above it, which way text runs. */
export function hasAuthorsDirection(element: Element): boolean {
  return (
    element.hasAttribute('dir') ||
    [...elementsAbove(element)].some((each) => each.hasAttribute('dir'))
  );
}

/**
 * The language around an element, a valid BCP 47 tag: the nearest `lang` above it, else the
 * browser's. Needs no document.
 */
export function surroundingLanguage(element: Element): string {
  const around = element.isConnected ? langAbove(element) : undefined;
  const spoken = around ?? (globalThis as Partial<typeof globalThis>).navigator?.language ?? '';
  return isTag(spoken) ? spoken : LAST_RESORT;
}
