/**
 * Assembles `wasm/*.wat`: checks every named literal against `src/engine/memory-layout.ts`, adds the
 * layout's hash as an export, assembles with wabt and optimises with binaryen.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import binaryen from 'binaryen';
import ts from 'typescript';
import initWabt from 'wabt';

const FEATURES = { threads: true, simd: true, bulk_memory: true, mutable_globals: true };

/** A number and the name it claims to be: `0x40 (;=RING_READ;)` or `64(;=RING_READ;)`. */
const NAMED_LITERAL =
  /(-?(?:0x[0-9a-fA-F_]+|[0-9][0-9_]*))\s*\(;=\s*([A-Za-z_][A-Za-z0-9_]*)\s*;\)/g;
/** An address immediate that claims to be nothing. */
const BARE_OFFSET = /offset=(0x[0-9a-fA-F_]+|[0-9][0-9_]*)(?!\s*\(;=)(?![0-9a-fA-Fx_])/g;

/** Evaluates the layout from its TypeScript source, so that nothing can be stale. */
export async function loadLayout(
  file = new URL('../src/engine/memory-layout.ts', import.meta.url),
) {
  const { outputText } = ts.transpileModule(await readFile(file, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022 },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`);
}

/** @returns {string[]} one message a fault: unknown name, different number, address without a name */
export function checkLiterals(source, file, layout) {
  const faults = [];
  const place = (index) => `${file}:${source.slice(0, index).split('\n').length}`;
  for (const match of source.matchAll(NAMED_LITERAL)) {
    const [, literal, name] = match;
    const value = Number(literal.replaceAll('_', ''));
    if (!(name in layout)) faults.push(`${place(match.index)}: memory-layout.ts has no ${name}`);
    else if (layout[name] !== value)
      faults.push(`${place(match.index)}: ${name} is ${layout[name]}, not ${literal}`);
  }
  for (const match of source.matchAll(BARE_OFFSET))
    faults.push(`${place(match.index)}: ${match[0]} carries no name`);
  return faults;
}

/**
 * @param {string} file path of a `.wat` file
 * @returns {Promise<{ bytes: Uint8Array, unoptimisedBytes: number }>}
 */
export async function assemble(file) {
  const source = await readFile(file, 'utf8');
  const { LAYOUT, LAYOUT_HASH } = await loadLayout();
  const faults = checkLiterals(source, file, LAYOUT);
  if (faults.length > 0) throw new Error(faults.join('\n'));

  const end = source.lastIndexOf(')');
  const hashed = `${source.slice(0, end)}(global (export "layoutHash") i32 (i32.const ${LAYOUT_HASH})))`;
  const wabt = await initWabt();
  const parsed = wabt.parseWat(basename(file), hashed, FEATURES);
  parsed.validate(FEATURES);
  const { buffer } = parsed.toBinary({ write_debug_names: true });
  parsed.destroy();
  return { bytes: optimise(buffer), unoptimisedBytes: buffer.length };
}

function optimise(bytes) {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(
    binaryen.Features.MVP |
      binaryen.Features.Atomics |
      binaryen.Features.SIMD128 |
      binaryen.Features.BulkMemory |
      binaryen.Features.BulkMemoryOpt |
      binaryen.Features.MutableGlobals |
      binaryen.Features.Multivalue,
  );
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  // Helpers are called in inner loops: a filter's step with its vectors is about 40 nodes.
  binaryen.setAlwaysInlineMaxSize(40);
  module.optimize();
  const optimised = module.emitBinary();
  module.dispose();
  return optimised;
}

/** The same assembly as a JavaScript module that exports the bytes: for rollup, tests and stories. */
export function toModuleSource(bytes) {
  const base64 = Buffer.from(bytes).toString('base64');
  return `export default Uint8Array.from(atob('${base64}'), (char) => char.charCodeAt(0));\n`;
}
