import { warn } from './console-warning.ts';

/** When elements are wanted: they stand in a face that answers; its sound has come. The latter includes the former. */
type Occasion = 'shown' | 'heard';

/** How an element that is not needed at once comes to be defined. */
interface LateElement {
  readonly wanted: Occasion;
  /** Loads and defines it; called once, again only after a failure. */
  readonly load: () => Promise<unknown>;
}

/**
 * `face-elements.ts` says which elements come late; where an application registers the classes
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
  for (const { localName } of root.querySelectorAll(':not(:defined)')) {
    const late = provided.get(localName);
    if (late && (occasion === 'heard' || late.wanted === 'shown')) load(localName);
  }
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
