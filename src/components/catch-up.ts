/** What a listener did before the controls had come, done now. Loaded when something was done. */
import type { Tap } from './first-touch.ts';

/** Presses what now stands where the tap was. */
export function repeatTap({ place, x, y }: Tap): void {
  const { left, top } = place.getBoundingClientRect();
  const at = { clientX: left + x, clientY: top + y };
  const target = innermostAt(at.clientX, at.clientY);
  if (!target || !isWithin(target, place)) return;
  const init = { ...at, bubbles: true, composed: true, cancelable: true };
  for (const type of ['pointerdown', 'pointerup']) {
    target.dispatchEvent(new PointerEvent(type, { ...init, isPrimary: true }));
  }
  target.dispatchEvent(new MouseEvent('click', init));
}

/** The focus goes to the first that can have it by the Tab key, in shadow roots too. */
export function focusFirstControl(root: ParentNode): boolean {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.shadowRoot && focusFirstControl(element.shadowRoot)) return true;
    if (element.tabIndex < 0 || element.matches('.wake')) continue;
    element.focus();
    if (element.matches(':focus')) return true;
  }
  return false;
}

function innermostAt(x: number, y: number): Element | null {
  let element = document.elementFromPoint(x, y);
  while (element?.shadowRoot) {
    const inner = element.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === element) break;
    element = inner;
  }
  return element;
}

/** Shadow roots included. */
function isWithin(element: Element, place: Element): boolean {
  let node: Node | null = element;
  while (node && node !== place) node = node instanceof ShadowRoot ? node.host : node.parentNode;
  return node === place;
}
