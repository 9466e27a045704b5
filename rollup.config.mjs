import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { integrityFile } from './scripts/integrity.mjs';
import { minifyTemplates } from './scripts/minify-templates.mjs';
import { modernLit } from './scripts/modern-lit.mjs';
import { scriptFiles } from './scripts/script-files.mjs';
import { typescript } from './scripts/transpile.mjs';
import { assemble, toModuleSource } from './scripts/wat.mjs';
import { wholeChunks } from './scripts/whole-chunks.mjs';

/** `import bytes from './fft.wat'`: the assembled kernel. */
function wat() {
  // Several bundles hold the same kernels, and a changed source is another build or a watcher's event.
  const assembled = new Map();
  return {
    name: 'wat',
    watchChange() {
      assembled.clear();
    },
    async load(id) {
      if (!id.endsWith('.wat')) return null;
      if (!assembled.has(id)) assembled.set(id, assemble(id));
      const { bytes, files } = await assembled.get(id);
      for (const file of files) this.addWatchFile(file);
      return { code: toModuleSource(bytes), map: null };
    },
  };
}

const typescriptFiles = typescript();

const kernels = wat();

/** @param {boolean} inline everything in one file */
const pluginsFor = (inline) => [
  kernels,
  nodeResolve({ browser: true }),
  commonjs(),
  modernLit(),
  typescriptFiles,
  scriptFiles({ inline }),
  minifyTemplates(),
  terser({
    ecma: 2022,
    // Constants stay on the side that the sources have them on: that repeats more, so gzip finds more.
    compress: { passes: 3, keep_fargs: false, lhs_constants: false },
    format: { comments: /^!/ },
  }),
];

const plugins = pluginsFor(false);

const worker = (input, file) => ({
  input,
  plugins,
  output: { file: `dist/${file}`, format: 'iife', sourcemap: true },
});

const esm = (chunkFileNames) => ({
  dir: 'dist',
  format: 'es',
  generatedCode: 'es2015',
  sourcemap: true,
  entryFileNames: '[name].js',
  chunkFileNames,
});

export default [
  worker('src/workers/decode-worker.ts', 'rusty-audio-decode-worker.js'),
  worker('src/workers/dsp-worker.ts', 'rusty-audio-dsp-worker.js'),
  worker('src/workers/output-worklet.ts', 'rusty-audio-output-worklet.js'),
  worker('src/service-worker.ts', 'rusty-audio-service-worker.js'),
  // For a script tag: nothing but this and, on first need, the files beside it.
  {
    input: { 'rusty-audio-player': 'src/script.ts' },
    // The lazy chunk takes what it shares from the entry, instead of both from a third file.
    preserveEntrySignatures: 'allow-extension',
    plugins,
    output: {
      ...esm('rusty-audio-[name].js'),
      manualChunks: wholeChunks(
        'script',
        {
          'face-elements': ['face-elements'],
          sounding: ['engine/sounding', 'engine/file-surveyor'],
          'pool-player': ['engine/pool-player'],
        },
        [
          'src/engine/volume-lock.ts',
          'node_modules/@lit/context/lib/context-request-event.js',
          'node_modules/@lit/context/lib/controllers/context-consumer.js',
        ],
      ),
      onlyExplicitManualChunks: true,
      // A chunk of a few constants goes along with the first load instead of being a request.
      experimentalMinChunkSize: 200,
    },
  },
  // All in one file, which asks for no other.
  {
    input: 'src/index.ts',
    plugins: pluginsFor(true),
    output: {
      file: 'dist/rusty-audio-player.global.js',
      format: 'iife',
      name: 'RustyAudio',
      inlineDynamicImports: true,
      sourcemap: true,
    },
  },
  // For npm, which brings Lit: one copy for the application, and a build that Node can import.
  {
    input: {
      index: 'src/index.ts',
      element: 'src/element.ts',
      engine: 'src/engine.ts',
      'self-test': 'src/self-test.ts',
    },
    external: [/^lit($|\/)/, /^@lit\//],
    plugins: [...plugins, integrityFile()],
    output: esm('module-[name].js'),
  },
];
