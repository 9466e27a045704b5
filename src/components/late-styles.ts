import type { CSSResult } from 'lit';

/** Gives styles that were loaded late to an element's shadow root, behind its own, once. */
export function adoptStyles(root: DocumentFragment | HTMLElement, { styleSheet }: CSSResult): void {
  const { adoptedStyleSheets } = root as ShadowRoot;
  if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
}
