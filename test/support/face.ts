/** Finding and using what a player shows, as a reader of its names would. */
import { sendMouse } from '@web/test-runner-commands';
import { blobUrl, mountPlayer, next, until, type Player } from './player.ts';
import { sineWav } from './signals.ts';

/** Everything inside the player, through all shadow roots, that is laid out. */
export function elementsIn(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
    ...(element.checkVisibility() ? [element] : []),
    ...(element.shadowRoot ? elementsIn(element.shadowRoot) : []),
  ]);
}

export function find(player: Player, role: string, name: string): HTMLElement {
  const found = elementsIn(player.shadowRoot!).find(
    (element) =>
      (element.role ?? element.localName) === role &&
      (element.ariaLabel ?? element.textContent.trim()) === name,
  );
  if (!found) throw new Error(`There is no ${role} named "${name}".`);
  return found;
}

export function isShown(player: Player, role: string, name: string): boolean {
  return elementsIn(player.shadowRoot!).some(
    (element) => (element.role ?? element.localName) === role && element.ariaLabel === name,
  );
}

export function words(player: Player): string {
  return elementsIn(player.shadowRoot!)
    .flatMap((element) => [...element.childNodes].filter((node) => node instanceof Text))
    .map((node) => node.data.trim())
    .filter(Boolean)
    .join(' ');
}

export function centreOf(element: HTMLElement, share = 0.5): [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width * share), Math.round(top + height * 0.75)];
}

/** Presses the middle of an element, or another place along it. */
export async function click(element: HTMLElement, share = 0.5): Promise<void> {
  element.scrollIntoView({ block: 'nearest' });
  await sendMouse({ type: 'click', position: centreOf(element, share) });
}

/** A player with a minute of a 440 Hz tone, ready to be used. */
export async function mountTone(
  attributes: Readonly<Record<string, string>> = {},
): Promise<Player> {
  const src = blobUrl(sineWav({ frequencyHz: 440, levelDbfs: -20, seconds: 60 }));
  const player = await mountPlayer({ src, ...attributes });
  if (player.readyState === 0) await next(player, 'loadedmetadata');
  await until(() => isShown(player, 'slider', 'Seek'));
  return player;
}
