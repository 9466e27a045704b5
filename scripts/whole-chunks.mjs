// For rollup's `manualChunks`: all that a late part needs beyond the first load lies in one file, also
// what other late chunks share with it, so that one request brings it.
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

const source = (name) => join(ROOT, 'src', `${name}.ts`);

function reached(ids, getModuleInfo) {
  const seen = new Set(ids);
  for (const id of seen) for (const next of getModuleInfo(id).importedIds) seen.add(next);
  return seen;
}

/**
 * @param {string} first the module that is loaded at first, as all that it imports; in `src`
 * @param {Readonly<Record<string, readonly string[]>>} late by the name of a chunk, the modules that it
 *   is for, in `src`; what several chunks need lies in the first of them
 * @param {readonly string[]} unused files that the first one names, but uses nothing of
 */
export function wholeChunks(first, late, unused) {
  const free = unused.map((file) => join(ROOT, file));
  return (id, { getModuleInfo }) => {
    if (!free.includes(id) && reached([source(first)], getModuleInfo).has(id)) return null;
    const needs = (name) => reached(late[name].map(source), getModuleInfo).has(id);
    return Object.keys(late).find(needs) ?? null;
  };
}
