function rowsOf(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('[role="menu"] [role^="menuitem"]')];
}

/** Gives the focus to the chosen row of the open menu, else to its first one, or its first key. */
export function focusMenu(root: ParentNode): void {
  const panel = root.querySelector('.settings');
  if (!panel) return;
  const rows = rowsOf(panel);
  const chosen = rows.find((row) => row.ariaChecked === 'true' && row.role === 'menuitemradio');
  const target = chosen ?? rows[0] ?? panel.querySelector('button');
  target?.focus();
}

/** Arrows, Home, End, Enter, space and first letters in a menu; everything else is left alone. */
export function menuKeyDown(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const { target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
  const rows = rowsOf(currentTarget);
  const at = rows.indexOf(target);
  if (at < 0) return;
  const next = destination(event.key, at, rows);
  if (next) next.focus();
  else if (event.key === 'Enter' || event.key === ' ') target.click();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function destination(key: string, at: number, rows: readonly HTMLElement[]) {
  switch (key) {
    case 'ArrowDown':
      return rows[(at + 1) % rows.length];
    case 'ArrowUp':
      return rows.at(at - 1);
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    default:
      return key.length === 1 && key !== ' ' ? withLetter(key.toLowerCase(), at, rows) : undefined;
  }
}

/** The next row that begins with the letter. */
function withLetter(letter: string, at: number, rows: readonly HTMLElement[]) {
  return [...rows.slice(at + 1), ...rows.slice(0, at)].find((row) =>
    row.textContent.trim().toLowerCase().startsWith(letter),
  );
}
