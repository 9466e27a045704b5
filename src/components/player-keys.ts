/** What the keys back and forward skip, in seconds. */
export const SKIP_SECONDS = 10;

/** What a key pressed somewhere in the player asks for. */
export type KeyCommand = 'toggle-play' | 'toggle-mute' | 'toggle-captions' | 'back' | 'forward';

const LETTERS: Readonly<Record<string, KeyCommand>> = {
  k: 'toggle-play',
  m: 'toggle-mute',
  c: 'toggle-captions',
  j: 'back',
  l: 'forward',
};

export function isTypedInto(element: Element): boolean {
  return (
    (element instanceof HTMLElement && element.isContentEditable) ||
    element.matches('input, textarea, select')
  );
}

/** Keys, links and menus use the space bar themselves. */
function usesSpace(element: Element): boolean {
  return element.matches(
    'button, a[href], summary, audio, video, [role="button"], [role^="menuitem"], [role="option"], [role="switch"]',
  );
}

/**
 * The command of a key event that nobody else has taken. Typing, browser shortcuts and controls
 * that use the key themselves have precedence.
 */
export function keyCommand(event: KeyboardEvent): KeyCommand | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined;
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const [origin] = event.composedPath();
  if (!(origin instanceof Element) || isTypedInto(origin)) return undefined;
  if (event.key === ' ') return usesSpace(origin) ? undefined : 'toggle-play';
  return LETTERS[event.key.toLowerCase()];
}
