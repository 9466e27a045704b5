/** Between the key and what hangs from it, and between that and the edges of the window, CSS pixels. */
const GAP = 4;
const MARGIN = 8;

/**
 * Places an open, fixed panel at its key: on the preferred side if there is room, else on the roomier
 * one, its end edge at the key's, inside the window. What is higher than the room scrolls, by the
 * custom property `--_room`.
 */
export function placePopover(panel: HTMLElement, key: Element, prefer: 'above' | 'below'): void {
  const at = key.getBoundingClientRect();
  const { clientHeight: viewHeight, clientWidth: viewWidth } = panel.ownerDocument.documentElement;
  const above = at.top - GAP - MARGIN;
  const below = viewHeight - at.bottom - GAP - MARGIN;
  panel.style.setProperty('--_room', `${Math.max(above, below)}px`);
  const { offsetWidth: width, offsetHeight: height } = panel;
  const [room, other] = prefer === 'above' ? [above, below] : [below, above];
  const side = height <= room || room >= other ? prefer : prefer === 'above' ? 'below' : 'above';
  const top = side === 'above' ? at.top - GAP - height : at.bottom + GAP;
  const left = panel.matches(':dir(rtl)') ? at.left : at.right - width;
  const most = Math.max(MARGIN, viewWidth - MARGIN - width);
  panel.style.setProperty('top', `${top}px`);
  panel.style.setProperty('left', `${Math.min(most, Math.max(MARGIN, left))}px`);
}
