// TypeScript, one file at a time: types vanish. Types are checked by `npm run typecheck`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { plainLit } from './lit-decorators.mjs';

const ROOT = join(import.meta.dirname, '..');
const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) =>
  readFileSync(path, 'utf8'),
);
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);

/**
 * @param {string} source
 * @param {string} fileName
 * @param {import('typescript').CompilerOptions} changes to the options of tsconfig.json
 * @param {import('typescript').CustomTransformers} transformers
 * @returns {{ code: string, map: string | undefined }}
 */
export function transpile(source, fileName, changes, transformers) {
  const {
    outputText,
    sourceMapText,
    diagnostics = [],
  } = ts.transpileModule(source, {
    fileName,
    transformers,
    reportDiagnostics: true,
    compilerOptions: {
      ...options,
      noEmit: false,
      // Bundler and test server answer for the .ts path itself, so imports keep their extension.
      rewriteRelativeImportExtensions: false,
      ...changes,
    },
  });
  const [first] = diagnostics;
  if (first) {
    throw new Error(`${fileName}: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  }
  return { code: outputText, map: sourceMapText };
}

/** Rollup plugin. A build has several bundles of the same files: each is transpiled once. */
export function typescript() {
  const done = new Map();
  return {
    name: 'typescript',
    transform(source, id) {
      if (!id.endsWith('.ts')) return null;
      const known = done.get(id);
      if (known?.source === source) return known.result;
      // `sideEffects` of package.json is about dist: an import for its effect alone is kept here.
      const result = {
        ...transpile(source, id, { sourceMap: true }, { before: [plainLit] }),
        moduleSideEffects: true,
      };
      // The comment that names the map's file is the bundle's to write.
      result.code = result.code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
      done.set(id, { source, result });
      return result;
    },
  };
}
