// Declarations import each other as the modules they describe: `./name.js`, not the source's `.ts`.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TYPES = join(import.meta.dirname, '../dist/types');
const IMPORT = /((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"]+)\.ts(['"])/g;

for (const name of readdirSync(TYPES, { recursive: true })) {
  if (!name.endsWith('.d.ts')) continue;
  const path = join(TYPES, name);
  writeFileSync(path, readFileSync(path, 'utf8').replace(IMPORT, '$1.js$2'));
}
