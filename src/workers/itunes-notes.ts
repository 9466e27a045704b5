const HEAD_BYTES = 8;
/** Behind an atom's head: version and flags. */
const FULL_ATOM_BYTES = 4;
/** Behind the head of `data`: type and locale. */
const DATA_BYTES = 8;

interface Atom {
  readonly type: string;
  readonly body: Uint8Array;
}

/**
 * The free-form notes of an MP4 file (`----` atoms of `mean`, `name` and `data`, as iTunes writes
 * them), by name in lower case. mediabunny gives the first one only, and without its name.
 *
 * @param moov the whole atom
 */
export function readItunesNotes(moov: Uint8Array): Map<string, string> {
  const notes = new Map<string, string>();
  const meta = descend(moov.subarray(HEAD_BYTES), ['udta', 'meta']);
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

function utf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** The body of the first atom at the end of a path. */
function descend(bytes: Uint8Array | undefined, path: readonly string[]): Uint8Array | undefined {
  let body = bytes;
  for (const step of path) body = atoms(body).find(({ type }) => type === step)?.body;
  return body;
}

/** What lies side by side in a body; ends at the first atom that can't be. */
function atoms(bytes: Uint8Array | undefined): Atom[] {
  const found: Atom[] = [];
  if (bytes === undefined) return found;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + HEAD_BYTES <= bytes.length;) {
    const size = view.getUint32(at);
    if (size < HEAD_BYTES || at + size > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + HEAD_BYTES));
    found.push({ type, body: bytes.subarray(at + HEAD_BYTES, at + size) });
    at += size;
  }
  return found;
}
