// A rollup plugin: fills src/engine/script-files.ts with the hashes of the built scripts, or with
// the scripts themselves. They are built before the bundles that start them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '../dist');
const TABLE = /\/src\/engine\/script-files\.ts$/;
const CALL = /\bscript\(\s*'([\w-]+\.js)',\s*(\(\) => new URL\([^)]*\)),?\s*\)/g;

/** The value of an `integrity` attribute. */
export function integrityOf(bytes) {
  return `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
}

/** @param {{ inline: boolean }} options inline: the table holds the scripts instead of their hashes */
export function scriptFiles({ inline }) {
  return {
    name: 'script-files',
    transform(code, id) {
      if (!TABLE.test(id)) return null;
      const filled = code.replace(CALL, (_, name, url) => {
        const path = join(DIST, name);
        this.addWatchFile(path);
        const text = readFileSync(path, 'utf8');
        const facts = inline
          ? { integrity: null, text }
          : { integrity: integrityOf(text), text: null };
        // Where everything is inside there is no place beside it.
        const place = inline ? `() => new URL('${name}', document.baseURI)` : url;
        return `{ url: ${place}, ...${JSON.stringify({ name, ...facts })} }`;
      });
      if (filled === code) this.error('The table of scripts is written in another way.');
      return { code: filled, map: null };
    },
  };
}
