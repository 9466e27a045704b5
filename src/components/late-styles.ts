import type { CSSResult } from 'lit';

/** Gives styles that were loaded late to an element's shadow root, behind its own. Once an element. */
export function adoptStyles(root: DocumentFragment | HTMLElement, { styleSheet }: CSSResult): void {
  if (styleSheet) (root as ShadowRoot).adoptedStyleSheets.push(styleSheet);
}
