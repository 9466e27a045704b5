/** An MP4 atom: its length, its type of four letters, and its body in pieces of text or bytes. */
export function atom(type, ...bodies) {
  const body = Buffer.concat(bodies.map((b) => (typeof b === 'string' ? Buffer.from(b) : b)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** One of iTunes' free-form notes, for the list of an MP4 file. */
export function itunesNote(name, text) {
  const zero = Buffer.alloc(4);
  return atom(
    '----',
    atom('mean', zero, 'com.apple.iTunes'),
    atom('name', zero, name),
    atom('data', Buffer.from([0, 0, 0, 1]), zero, text),
  );
}
