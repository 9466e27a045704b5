/** What a listener does, for stories of what is open. */
import { deepQuery } from '../test/support/player.ts';

const PATIENCE_MS = 15_000;

/** Waits until something laid out matches. */
export async function shown(root: ParentNode, selector: string): Promise<HTMLElement> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const found = deepQuery(root, selector);
    if (found?.checkVisibility()) return found;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`Nothing that matches ${selector} is shown.`);
}

/** Presses what each selector matches, one after the other. */
export async function press(root: ParentNode, ...selectors: readonly string[]): Promise<void> {
  for (const selector of selectors) (await shown(root, selector)).click();
}
