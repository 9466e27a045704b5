import type { CSSResult } from 'lit';
import { adoptStyles, wornBy } from './adopt-styles.ts';

/** Sheets by document: one can't leave that for which it was made. */
const foreign = new WeakMap<Document, Map<CSSResult, CSSStyleSheet>>();

/** As `adoptStyles`, whatever the document is that the root is in. */
export function wear(root: ShadowRoot, styles: readonly CSSResult[]): void {
  for (const each of styles) adoptStyles(root, each);
  if (root.ownerDocument !== document) dressAgain(root);
}

/**
 * Gives a root, and those inside it, what they wear as sheets of the document in which they are now,
 * such as that of a frame or a picture-in-picture window.
 */
export function dressAgain(root: ShadowRoot): void {
  const { ownerDocument } = root;
  // Where nothing is seen there are no sheets.
  if (!ownerDocument.defaultView) return;
  root.adoptedStyleSheets = wornBy(root).map((styles) => sheetFor(ownerDocument, styles));
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) dressAgain(shadowRoot);
}

function sheetFor(page: Document, styles: CSSResult): CSSStyleSheet {
  if (page === document) return styles.styleSheet!;
  const sheets = foreign.get(page) ?? new Map<CSSResult, CSSStyleSheet>();
  foreign.set(page, sheets);
  let sheet = sheets.get(styles);
  if (!sheet) {
    sheet = new page.defaultView!.CSSStyleSheet();
    sheet.replaceSync(styles.cssText);
    sheets.set(styles, sheet);
  }
  return sheet;
}
