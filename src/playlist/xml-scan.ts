/** A piece of an XML text, in order. `line` counts from 1. */
export type XmlPiece =
  | { readonly type: 'open'; readonly name: string; readonly line: number; readonly empty: boolean }
  | { readonly type: 'close'; readonly name: string; readonly line: number }
  | { readonly type: 'text'; readonly text: string };

const PIECE =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<!DOCTYPE[^>]*>|<(?<slash>\/?)(?<name>[^\s/>!?]+)(?<rest>(?:"[^"]*"|'[^']*'|[^'">])*)>|(?<text>[^<]+)|(?<stray><)/g;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/**
 * Goes through an XML text without building a document: `DOMParser` is closed to pages with Trusted
 * Types, and tells no lines. Names come without their prefix; attributes are left out.
 */
export function* scanXml(xml: string): Generator<XmlPiece> {
  let line = 1;
  for (const match of xml.matchAll(PIECE)) {
    const { cdata, slash, name, rest = '', text } = match.groups ?? {};
    if (name !== undefined) {
      const local = name.slice(name.indexOf(':') + 1);
      if (slash === '/') yield { type: 'close', name: local, line };
      else yield { type: 'open', name: local, line, empty: rest.endsWith('/') };
    } else if (cdata !== undefined) yield { type: 'text', text: cdata };
    else if (text !== undefined) yield { type: 'text', text: withoutEntities(text) };
    line += match[0].split('\n').length - 1;
  }
}

function withoutEntities(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name] ?? whole;
    const code = Number(name.startsWith('#x') ? `0${name.slice(1)}` : name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
