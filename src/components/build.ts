/** null: not there. */
export type Attributes = Readonly<Record<string, string | null>>;

const SVG = 'http://www.w3.org/2000/svg';
const SVG_NAMES = ['svg', 'path', 'text'];

/**
 * An element with what it holds, made without markup, so that no policy of the page's is asked
 * (Trusted Types).
 */
export function build(
  name: string,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): Element {
  const element = SVG_NAMES.includes(name)
    ? document.createElementNS(SVG, name)
    : document.createElement(name);
  dress(element, attributes);
  element.append(...children);
  return element;
}

export function dress(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}
