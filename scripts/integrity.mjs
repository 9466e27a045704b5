// A rollup plugin for the last bundle of a build: the hash of every script in dist, for the
// `integrity` attribute of a page, into dist/integrity.json and onto the console.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { integrityOf } from './script-files.mjs';

/** What a page writes into a tag. */
const TAGS = ['rusty-audio-player.js', 'rusty-audio-player.global.js'];

export function integrityFile() {
  return {
    name: 'integrity-file',
    writeBundle({ dir }) {
      const scripts = readdirSync(dir).filter((name) => /^rusty-audio-.*\.js$/.test(name));
      const hashes = Object.fromEntries(
        scripts.sort().map((name) => [name, integrityOf(readFileSync(join(dir, name)))]),
      );
      writeFileSync(join(dir, 'integrity.json'), `${JSON.stringify(hashes, null, 2)}\n`);
      for (const name of TAGS) console.log(`${name} integrity="${hashes[name]}"`);
    },
  };
}
