import type { Tap } from './first-touch.ts';
import type { FaceHost } from './player-face.ts';
import type { RestingFocus } from './resting-picture.ts';

/** Gives the focus to what now stands for what had it, and repeats a press that nobody answered. */
export async function catchUp(
  { player, root }: FaceHost,
  focus: RestingFocus,
  tap: Tap | undefined,
): Promise<void> {
  await isDrawn(root);
  if (focus === 'play') playKeyOf(root)?.focus({ preventScroll: true });
  if (focus === 'wake') focusFirstControl(root);
  else if (tap) repeatTap(player, tap);
}

/** Resolves when Lit has drawn all elements of a root, and those inside them. */
async function isDrawn(root: ParentNode): Promise<void> {
  for (const element of root.querySelectorAll<HTMLElement & { updateComplete?: unknown }>('*')) {
    await element.updateComplete;
    if (element.shadowRoot) await isDrawn(element.shadowRoot);
  }
}

/** Presses what now stands where the tap was. */
function repeatTap(player: HTMLElement, { x, y }: Tap): void {
  const { left, top } = player.getBoundingClientRect();
  const at = { clientX: left + x, clientY: top + y };
  const target = innermostAt(player.ownerDocument, at.clientX, at.clientY);
  if (!target || !isWithin(target, player)) return;
  const init = { ...at, bubbles: true, composed: true, cancelable: true };
  for (const type of ['pointerdown', 'pointerup']) {
    target.dispatchEvent(new PointerEvent(type, { ...init, isPrimary: true }));
  }
  target.dispatchEvent(new MouseEvent('click', init));
}

function playKeyOf(root: ParentNode): HTMLElement | null {
  const key = root.querySelector<HTMLElement>('.play');
  if (key) return key;
  for (const { shadowRoot } of root.querySelectorAll('*')) {
    const inner = shadowRoot && playKeyOf(shadowRoot);
    if (inner) return inner;
  }
  return null;
}

/** The focus goes to the first that can have it by the Tab key, in shadow roots too. */
function focusFirstControl(root: ParentNode): boolean {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.shadowRoot && focusFirstControl(element.shadowRoot)) return true;
    if (element.tabIndex < 0) continue;
    element.focus();
    if (element.matches(':focus')) return true;
  }
  return false;
}

function innermostAt(page: Document, x: number, y: number): Element | null {
  let element = page.elementFromPoint(x, y);
  while (element?.shadowRoot) {
    const inner = element.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === element) break;
    element = inner;
  }
  return element;
}

/** Shadow roots included. */
function isWithin(element: Element, player: Element): boolean {
  let node: Node | null = element;
  while (node && node !== player) node = node instanceof ShadowRoot ? node.host : node.parentNode;
  return node === player;
}
