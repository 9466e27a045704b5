export const ATOM_HEAD_BYTES = 8;

interface Atom {
  readonly type: string;
  readonly body: Uint8Array;
}

/** The body of the first atom at the end of a path. */
export function descend(
  bytes: Uint8Array | undefined,
  path: readonly string[],
): Uint8Array | undefined {
  let body = bytes;
  for (const step of path) body = atoms(body).find(({ type }) => type === step)?.body;
  return body;
}

/** What lies side by side in a body; ends at the first atom that can't be. */
export function atoms(bytes: Uint8Array | undefined): Atom[] {
  const found: Atom[] = [];
  if (bytes === undefined) return found;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + ATOM_HEAD_BYTES <= bytes.length;) {
    const size = view.getUint32(at);
    if (size < ATOM_HEAD_BYTES || at + size > bytes.length) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + ATOM_HEAD_BYTES));
    found.push({ type, body: bytes.subarray(at + ATOM_HEAD_BYTES, at + size) });
    at += size;
  }
  return found;
}
