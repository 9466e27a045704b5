/** Spoken where neither the page nor the browser says anything that makes sense. */
const LAST_RESORT = 'en';

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** The nearest valid `lang` above an element of a document, out of shadow roots too. */
function langAbove(element: Element): string | undefined {
  let node: Node | null = element;
  while (node) {
    const above: Node | null = node.parentNode;
    node = above instanceof ShadowRoot ? above.host : above;
    const tag = node instanceof Element ? (node.getAttribute('lang')?.trim() ?? '') : '';
    if (tag !== '' && isTag(tag)) return tag;
  }
  return undefined;
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
