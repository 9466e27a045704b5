// Dev server plugin: serves .ts files as JavaScript modules, so that tests import the sources.
import { transpile } from '../../scripts/transpile.mjs';
import { worldNameOf } from './worlds.mjs';

export function typescriptPlugin() {
  return {
    name: 'typescript',
    resolveMimeType(context) {
      return context.path.endsWith('.ts') ? 'js' : undefined;
    },
    transform(context) {
      if (!context.path.endsWith('.ts')) return undefined;
      const maps = { inlineSourceMap: true, inlineSources: true };
      return { body: transpile(context.body, context.path, maps).code };
    },
    /** The server's cache keeps headers with the code, and headers differ from world to world. */
    transformCacheKey(context) {
      return worldNameOf(context.get('user-agent'));
    },
  };
}
