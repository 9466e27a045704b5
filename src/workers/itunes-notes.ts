import { utf8 } from './byte-text.ts';
import { ATOM_HEAD_BYTES, atoms, descend } from './mp4-atoms.ts';

/** Behind an atom's head: version and flags. */
const FULL_ATOM_BYTES = 4;
/** Behind the head of `data`: type and locale. */
const DATA_BYTES = 8;

/**
 * The free-form notes of an MP4 file (`----` atoms of `mean`, `name` and `data`, as iTunes writes
 * them), by name in lower case. mediabunny gives the first one only, and without its name.
 *
 * @param moov the whole atom
 */
export function readItunesNotes(moov: Uint8Array): Map<string, string> {
  const notes = new Map<string, string>();
  const meta = descend(moov.subarray(ATOM_HEAD_BYTES), ['udta', 'meta']);
  // `meta` is a full atom in MP4 and a plain one in QuickTime.
  const list =
    descend(meta?.subarray(FULL_ATOM_BYTES), ['ilst']) ?? descend(meta, ['ilst']) ?? undefined;
  for (const { type, body } of atoms(list)) {
    if (type !== '----') continue;
    const parts = new Map(atoms(body).map((atom) => [atom.type, atom.body]));
    const name = parts.get('name');
    const data = parts.get('data');
    if (name === undefined || data === undefined) continue;
    const key = utf8(name.subarray(FULL_ATOM_BYTES)).toLowerCase();
    if (!notes.has(key)) notes.set(key, utf8(data.subarray(DATA_BYTES)));
  }
  return notes;
}
