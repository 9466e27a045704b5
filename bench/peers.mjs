/** Where the peers' files are, and how a page gets at those that are CommonJS. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url));

/** A file's source for a page. CommonJS files that require nothing become modules. */
export async function peerModule(file) {
  const source = await readFile(join(MODULES, file), 'utf8');
  if (/^(?:import|export)\b|\bexport default\b/m.test(source)) return source;
  return `const module = { exports: {} }; (function (module, exports) { ${source}
})(module, module.exports); export default module.exports;`;
}

export async function versionOf(name) {
  return JSON.parse(await readFile(join(MODULES, name, 'package.json'), 'utf8')).version;
}
