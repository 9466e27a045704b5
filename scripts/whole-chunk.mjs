// For rollup's `manualChunks`: all that a late entry needs beyond the first one lies in one file,
// also what other late chunks share with it, so that one request brings it.
import { join } from 'node:path';

const SOURCES = join(import.meta.dirname, '../src');

function reached(id, getModuleInfo, seen = new Set()) {
  if (seen.has(id)) return seen;
  seen.add(id);
  for (const next of getModuleInfo(id).importedIds) reached(next, getModuleInfo, seen);
  return seen;
}

/**
 * @param {string} first the module that is loaded at first, as all that it imports; in `src`
 * @param {string} late the module that the chunk is for and named after; in `src`
 * @param {readonly string[]} unused modules that the first one names, but uses nothing of; in `src`
 */
export function wholeChunk(first, late, unused = []) {
  const path = (name) => join(SOURCES, `${name}.ts`);
  const free = unused.map(path);
  return (id, { getModuleInfo }) => {
    if (!reached(path(late), getModuleInfo).has(id)) return null;
    return free.includes(id) || !reached(path(first), getModuleInfo).has(id) ? late : null;
  };
}
