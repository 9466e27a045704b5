import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { configs as litConfigs } from 'eslint-plugin-lit';
import { configs as wcConfigs } from 'eslint-plugin-wc';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { IMPORT_ZONES, engineScope, packagesOf, pureModules } from './scripts/lint-boundaries.mjs';

const TYPED = ['src/**/*.ts', 'test/**/*.ts', 'stories/**/*.ts', 'bench/**/*.ts'];
const BROWSER_SCRIPTS = ['demo/**/*.js', 'static/**/*.js', 'integrations/**/*.js'];
/** Node files that run functions in a page. */
const PAGE_DRIVERS = ['test/node/**/*.mjs', 'test/wordpress/**/*.mjs'];

const readonlyGlobals = (...names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

export default defineConfig(
  globalIgnores(['dist/', 'build/', 'coverage/', 'storybook-static/', 'node_modules/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: readonlyGlobals(
        ...['AbortController', 'Buffer', 'URL', 'URLSearchParams', 'WebAssembly', 'clearInterval'],
        ...['clearTimeout', 'console', 'fetch', 'performance', 'process', 'queueMicrotask'],
        ...['setInterval', 'setTimeout', 'structuredClone', 'TextDecoder', 'TextEncoder'],
      ),
    },
    rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' },
  },
  {
    files: BROWSER_SCRIPTS,
    languageOptions: {
      globals: readonlyGlobals(
        ...['AudioContext', 'AudioWorkletNode', 'Blob', 'HTMLElement', 'Response', 'Worker'],
        ...['SharedArrayBuffer', 'caches', 'clients', 'crossOriginIsolated', 'customElements'],
        ...['document', 'location', 'navigator', 'self', 'window'],
      ),
    },
  },
  {
    files: PAGE_DRIVERS,
    languageOptions: {
      globals: readonlyGlobals(
        ...['crossOriginIsolated', 'customElements', 'document', 'requestAnimationFrame', 'window'],
      ),
    },
  },
  {
    files: ['**/*-processor.js'],
    languageOptions: {
      globals: readonlyGlobals(
        ...['AudioWorkletProcessor', 'currentFrame', 'currentTime', 'registerProcessor'],
        'sampleRate',
      ),
    },
  },

  // What they hand to a page runs there.
  {
    files: ['test/node/*.mjs', 'test/support/mounts.mjs', 'test/support/untouched-page.mjs'],
    languageOptions: {
      globals: readonlyGlobals(
        ...[
          'customElements',
          'document',
          'requestAnimationFrame',
          'requestIdleCallback',
          'performance',
        ],
        ...['caches', 'navigator', 'location', 'HTMLCanvasElement', 'Event', 'PointerEvent'],
      ),
    },
  },

  { files: ['.storybook/*.ts'], extends: [js.configs.recommended, tseslint.configs.strict] },
  {
    files: TYPED,
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      litConfigs['flat/recommended'],
      wcConfigs['flat/best-practice'],
    ],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true } },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs', '.js'] })],
    },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Every indexed read of a typed array is possibly undefined for the compiler; in a loop that
      // the length bounds, `!` says so without costing an instruction per sample.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
    },
  },

  {
    files: ['src/**/*.ts'],
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: IMPORT_ZONES }],
    },
  },
  ...packagesOf,
  pureModules,
  engineScope,

  {
    files: ['test/**/*.ts'],
    rules: {
      // `expect(x).to.be.true` is an expression and an assertion.
      '@typescript-eslint/no-unused-expressions': 'off',
      // Its DOM snapshots make every `equal` look like a promise.
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: ['Equal'] }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.object.name=/^(describe|it)$/][callee.property.name="only"]',
          message: 'Run one file with `npm test -- --only <file>`.',
        },
      ],
    },
  },
);
