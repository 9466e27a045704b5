// Dev server plugin: serves .ts files as JavaScript modules, so that tests import the sources.
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { worldNameOf } from './worlds.mjs';

const { config } = ts.readConfigFile('tsconfig.json', (path) => readFileSync(path, 'utf8'));
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');

/** One file at a time to ES2022: standard decorators become plain code, types vanish. */
export function transpileTypeScript(source, fileName) {
  const { outputText, diagnostics = [] } = ts.transpileModule(source, {
    fileName,
    reportDiagnostics: true,
    compilerOptions: {
      ...options,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ES2022,
      noEmit: false,
      // The server answers for the .ts path itself, so imports keep their extension.
      rewriteRelativeImportExtensions: false,
      inlineSourceMap: true,
      inlineSources: true,
    },
  });
  const [first] = diagnostics;
  if (first) {
    throw new Error(`${fileName}: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  }
  return outputText;
}

export function typescriptPlugin() {
  return {
    name: 'typescript',
    resolveMimeType(context) {
      return context.path.endsWith('.ts') ? 'js' : undefined;
    },
    transform(context) {
      if (!context.path.endsWith('.ts')) return undefined;
      return { body: transpileTypeScript(context.body, context.path) };
    },
    /** The server's cache keeps headers with the code, and headers differ from world to world. */
    transformCacheKey(context) {
      return worldNameOf(context.get('user-agent'));
    },
  };
}
