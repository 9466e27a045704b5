/** Bundles bench modules with the product's sources into `build/bench/`, for Node and the page. */
import { basename } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import commonjs from '@rollup/plugin-commonjs';
import { rollup } from 'rollup';
import ts from 'typescript';
import { assemble, toModuleSource } from '../scripts/wat.mjs';

const sources = {
  name: 'product-sources',
  async load(id) {
    return id.endsWith('.wat') ? toModuleSource((await assemble(id)).bytes) : undefined;
  },
  transform(code, id) {
    if (!id.endsWith('.ts')) return undefined;
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 },
    });
    return { code: outputText, map: null };
  },
};

/**
 * @param {readonly string[]} files absolute paths
 * @param {string} outDir
 */
export async function bundle(files, outDir) {
  const build = await rollup({
    input: Object.fromEntries(files.map((file) => [basename(file, '.mjs'), file])),
    plugins: [sources, nodeResolve({ browser: true }), commonjs()],
    onwarn({ code, message }) {
      // mediabunny's modules import each other in circles and carry TypeScript's own helpers.
      if (code === 'CIRCULAR_DEPENDENCY' || code === 'THIS_IS_UNDEFINED') return;
      throw new Error(message);
    },
  });
  await build.write({ dir: outDir, format: 'es', entryFileNames: '[name].mjs' });
  await build.close();
}
