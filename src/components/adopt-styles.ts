import type { CSSResult } from 'lit';

/** What each root wears, in this order. */
const worn = new WeakMap<ShadowRoot, readonly CSSResult[]>();

/**
 * Gives a style sheet to a shadow root, behind those that it has, once. In another document than the
 * script's it comes with `dressAgain`.
 */
export function adoptStyles(root: ShadowRoot, styles: CSSResult): void {
  const before = wornBy(root);
  if (before.includes(styles)) return;
  worn.set(root, [...before, styles]);
  const { styleSheet } = styles;
  if (styleSheet && root.ownerDocument === document) root.adoptedStyleSheets.push(styleSheet);
}

export function wornBy(root: ShadowRoot): readonly CSSResult[] {
  return worn.get(root) ?? [];
}
