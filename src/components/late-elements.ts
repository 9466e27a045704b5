/** How an element that is not needed at once comes to be defined. */
interface LateElement {
  /** `shown`: as soon as it stands on the page. `played`: when a player around it was played, too. */
  readonly wanted: 'shown' | 'played';
  /** Loads and defines it; called once, again only after a failure. */
  readonly load: () => Promise<unknown>;
}

/**
 * The script's entry says which elements come late; where an application registers the classes
 * itself, none does and nothing is loaded.
 */
const provided = new Map<string, LateElement>();
const loading = new Set<LateElement>();

export function provideElements(late: LateElement, names: readonly string[]): void {
  for (const name of names) provided.set(name, late);
}

/**
 * Sees to it that the late elements in `root`, shadow roots aside, are defined, those that are due;
 * they are upgraded where they stand.
 *
 * @param played whether the player around them was played
 */
export function wantElements(root: ParentNode, played: boolean): void {
  if (provided.size === 0) return;
  for (const { localName } of root.querySelectorAll(':not(:defined)')) {
    const late = provided.get(localName);
    if (late === undefined || loading.has(late) || (late.wanted === 'played' && !played)) continue;
    loading.add(late);
    late.load().catch((error: unknown) => {
      loading.delete(late);
      console.warn(`<${localName}> could not be loaded: ${String(error)}`);
    });
  }
}
