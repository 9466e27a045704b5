/**
 * Assembles `wasm/*.wat`: checks every named literal against `src/engine/memory-layout.ts`, adds the
 * layout's hash as an export, assembles with wabt and optimises with binaryen.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import binaryen from 'binaryen';
import ts from 'typescript';
import initWabt from 'wabt';
import { foldAddresses } from './wat-addresses.mjs';

const FEATURES = {
  threads: true,
  simd: true,
  bulk_memory: true,
  mutable_globals: true,
  relaxed_simd: true,
};

/** Helpers are called in inner loops: a filter's step with its vectors is about 40 nodes. */
const ALWAYS_INLINE_NODES = 40;
/** A kernel whose passes have helpers within helpers asks for more: `;; always-inline: 1000 nodes`. */
const INLINE_WISH = /^;; always-inline: (\d+) nodes$/m;

/**
 * The body of a multiply-add helper, and the instruction that does it in one step, rounding once.
 * Browsers without relaxed SIMD refuse a module that holds it, so a kernel with such a helper is
 * built twice.
 */
const RELAXED = ['f32x4', 'f64x2'].flatMap((shape) => [
  [
    `(${shape}.add (local.get $c) (${shape}.mul (local.get $a) (local.get $b)))`,
    `(${shape}.relaxed_madd (local.get $a) (local.get $b) (local.get $c))`,
  ],
  [
    `(${shape}.sub (local.get $c) (${shape}.mul (local.get $a) (local.get $b)))`,
    `(${shape}.relaxed_nmadd (local.get $a) (local.get $b) (local.get $c))`,
  ],
]);

/** The second build of an assembled kernel, by the bytes of the first. */
const relaxedBuilds = new WeakMap();

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

/** A long kernel lies in several files: `(; include fft/lanes.wat ;)` stands for the file's text. */
const INCLUDE = /^ *\(; include ([\w/-]+\.wat) ;\)$/gm;

/** The text of a kernel with what it includes, the files, and the faults of the literals in them. */
async function readKernel(file, layout) {
  const source = await readFile(file, 'utf8');
  const faults = checkLiterals(source, file, layout);
  const parts = [...source.matchAll(INCLUDE)].map(([, name]) => join(dirname(file), name));
  const texts = await Promise.all(parts.map((part) => readFile(part, 'utf8')));
  faults.push(...parts.flatMap((part, i) => checkLiterals(texts[i], part, layout)));
  const text = source.replaceAll(INCLUDE, () => texts.shift());
  return { text, faults, files: [file, ...parts] };
}

/**
 * @param {string} file path of a `.wat` file
 * @returns {Promise<{ bytes: Uint8Array, unoptimisedBytes: number, files: string[] }>}
 */
export async function assemble(file) {
  const { LAYOUT, LAYOUT_HASH } = await loadLayout();
  const { text: source, faults, files } = await readKernel(file, LAYOUT);
  if (faults.length > 0) throw new Error(faults.join('\n'));

  const end = source.lastIndexOf(')');
  const hashed = `${source.slice(0, end)}(global (export "layoutHash") i32 (i32.const ${LAYOUT_HASH})))`;
  const wabt = await initWabt();
  const build = (text) => {
    const parsed = wabt.parseWat(basename(file), text, FEATURES);
    parsed.validate(FEATURES);
    const { buffer } = parsed.toBinary({ write_debug_names: true });
    parsed.destroy();
    const inlineNodes = Number(INLINE_WISH.exec(source)?.[1] ?? ALWAYS_INLINE_NODES);
    return { bytes: optimise(buffer, inlineNodes), unoptimisedBytes: buffer.length };
  };
  const built = build(hashed);
  const relaxed = RELAXED.reduce((text, pair) => text.replaceAll(...pair), hashed);
  if (relaxed !== hashed) relaxedBuilds.set(built.bytes, build(relaxed).bytes);
  return { ...built, files };
}

/** Enough to carry a constant argument into an inlined body, and no more. */
const INLINE = ['inlining', 'simplify-locals', 'vacuum'];
const CONSTANTS = ['precompute-propagate', 'optimize-instructions', 'simplify-locals', 'vacuum'];

function optimise(bytes, inlineNodes) {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(
    binaryen.Features.MVP |
      binaryen.Features.Atomics |
      binaryen.Features.SIMD128 |
      binaryen.Features.RelaxedSIMD |
      binaryen.Features.BulkMemory |
      binaryen.Features.BulkMemoryOpt |
      binaryen.Features.MutableGlobals |
      binaryen.Features.Multivalue,
  );
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(inlineNodes);
  // Addresses are folded before equal additions are given a local to share.
  module.runPasses([...INLINE, ...CONSTANTS, ...CONSTANTS]);
  foldAddresses(module);
  module.optimize();
  const optimised = module.emitBinary();
  module.dispose();
  return optimised;
}

/**
 * The same assembly as a JavaScript module that exports the bytes: for rollup, tests and stories. If
 * `bytes` (as `assemble` returned them) have a relaxed build, the module exports that one wherever
 * the browser accepts it.
 */
export function toModuleSource(bytes) {
  const decode = (build) =>
    `Uint8Array.from(atob('${Buffer.from(build).toString('base64')}'), (char) => char.charCodeAt(0))`;
  const relaxed = relaxedBuilds.get(bytes);
  if (!relaxed) return `export default ${decode(bytes)};\n`;
  return `const relaxed = ${decode(relaxed)};
export default WebAssembly.validate(relaxed) ? relaxed : ${decode(bytes)};\n`;
}
