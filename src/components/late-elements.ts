import { warn } from './console-warning.ts';

/**
 * When elements are wanted: a player stands on the page; a pointer, the focus or a key reached it;
 * it was played. Each includes those before it.
 */
const OCCASIONS = ['shown', 'touched', 'played'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** How an element that is not needed at once comes to be defined. */
interface LateElement {
  /** What is wanted at `touched` belongs to every face, wherever in it it stands. */
  readonly wanted: Occasion;
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
 * @param occasion the latest of the player around them
 */
export function wantElements(root: ParentNode, occasion: Occasion): void {
  if (provided.size === 0) return;
  if (occasion !== 'shown') for (const name of touchedNames()) load(name);
  for (const { localName } of root.querySelectorAll(':not(:defined)')) {
    const late = provided.get(localName);
    if (late && OCCASIONS.indexOf(late.wanted) <= OCCASIONS.indexOf(occasion)) load(localName);
  }
}

/** Who waits for what a touch brings: held here, not by a promise that may never be kept. */
const waiting = new Set<() => void>();
let arrival: Promise<void> | undefined;

/** Calls `arrived` when all that a touch brings is there. @returns whether anything is to come */
export function awaitTouched(arrived: () => void): boolean {
  const missing = touchedNames().filter((name) => !customElements.get(name));
  if (missing.length === 0) return false;
  waiting.add(arrived);
  arrival ??= tellOfArrival(missing);
  return true;
}

export function awaitNoLonger(arrived: () => void): void {
  waiting.delete(arrived);
}

async function tellOfArrival(names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => customElements.whenDefined(name)));
  for (const arrived of waiting) arrived();
  waiting.clear();
}

function touchedNames(): readonly string[] {
  return [...provided].filter(([, { wanted }]) => wanted === 'touched').map(([name]) => name);
}

function load(name: string): void {
  const late = provided.get(name);
  if (!late || loading.has(late)) return;
  loading.add(late);
  late.load().catch((error: unknown) => {
    loading.delete(late);
    warn({ localName: name }, `could not be loaded: ${String(error)}`);
  });
}
