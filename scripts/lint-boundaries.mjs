// Who may import what, and which raw calls are forbidden, as pieces of eslint.config.js.

const PURE_MODULES = [
  'memory-layout',
  'control-words',
  'eq-memory',
  'protocol',
  'equalizer',
  'changed-bands',
  'equalizer-link',
  'equalizer-text',
  'apo-text',
  'filter-fit',
  'least-squares',
  'ring-buffer',
  'smoothing',
  'work-times',
  'true-peak',
  'limiter',
];
const PURE_FILES = PURE_MODULES.map((name) => `src/engine/${name}.ts`);
const RENDERER_FILES = ['src/components/spectrum-*.ts', 'src/components/*-renderer.ts'];

/** For import-x/no-restricted-paths; `except` is relative to `from`. */
export const IMPORT_ZONES = [
  {
    target: './src/components',
    from: './src',
    except: [
      './components',
      './playlist',
      './engine/audio-engine.ts',
      './engine/equalizer.ts',
      './engine/apo-text.ts',
      './engine/equalizer-link.ts',
      './engine/equalizer-presets.ts',
      './engine/equalizer-text.ts',
      './engine/lazy-part.ts',
      './engine/snapshot.ts',
    ],
    message: 'Components know the audio engine, its snapshots and engine/equalizer alone.',
  },
  {
    target: RENDERER_FILES.map((file) => `./${file}`),
    from: './src/engine',
    message: 'The renderer takes a canvas and an array, nothing else.',
  },
  {
    target: './src/engine',
    from: './src',
    except: ['./engine'],
    message: 'The engine knows neither elements nor worker sources.',
  },
  {
    target: PURE_FILES.map((file) => `./${file}`),
    from: './src',
    except: PURE_MODULES.map((name) => `./engine/${name}.ts`),
    message: `${PURE_MODULES.join(', ')} know each other alone.`,
  },
  {
    target: './src/playlist',
    from: './src',
    except: ['./playlist'],
    message: 'The list of tracks knows neither engine nor elements.',
  },
  {
    target: './src/workers',
    from: './src',
    except: [
      './workers',
      './engine/kernels.ts',
      './engine/kernels',
      ...PURE_MODULES.map((name) => `./engine/${name}.ts`),
    ],
    message: `Workers know ${PURE_MODULES.join(', ')}, kernels and other workers alone.`,
  },
];

/** Specifiers that match `allowed` or are relative pass. */
function onlyPackages(files, allowed, message) {
  return {
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: `^(?!\\.{1,2}/|${allowed})`, message }] },
      ],
    },
  };
}

function noPackages(files, forbidden, message) {
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: `^(?:${forbidden})`, message }] }],
    },
  };
}

const LIT = 'lit(?:$|/)|lit-|@lit/|@open-wc/';

/** Matches nothing: only relative imports pass. */
const NONE = '(?!)';

/** Which npm packages each folder may import; a later entry replaces an earlier one. */
export const packagesOf = [
  onlyPackages(['src/components/**/*.ts'], 'lit(?:$|/)|@lit/', 'Components import Lit alone.'),
  onlyPackages(RENDERER_FILES, NONE, 'The renderer imports no package.'),
  noPackages(['src/engine/**/*.ts', 'src/workers/**/*.ts'], LIT, 'No Lit behind the elements.'),
  onlyPackages(['src/playlist/**/*.ts'], NONE, 'The list of tracks imports no package.'),
  onlyPackages(PURE_FILES, NONE, 'These modules import each other alone.'),
];

/** Modules that run on every thread touch nothing that only a page has. */
export const pureModules = {
  files: PURE_FILES,
  rules: {
    'no-restricted-globals': [
      'error',
      ...[
        ...['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage'],
        ...['AudioContext', 'AudioNode', 'AudioWorkletNode', 'BiquadFilterNode', 'CustomEvent'],
        ...['Element', 'Event', 'HTMLElement', 'Image', 'MessageChannel', 'Worker', 'matchMedia'],
        ...['OfflineAudioContext', 'requestAnimationFrame', 'customElements', 'getComputedStyle'],
      ].map((name) => ({ name, message: 'This module runs on every thread, without a page.' })),
    ],
  },
};

const OWNED_CALLS =
  'addEventListener|createObjectURL|requestAnimationFrame|requestIdleCallback|setInterval|setTimeout';
const OWNED_BY_SCOPE = 'Every resource of the engine belongs to a scope: use src/engine/scope.ts.';

/** Raw calls that acquire something are for scope.ts alone, which gives it back. */
export const engineScope = {
  files: ['src/engine/**/*.ts'],
  ignores: ['src/engine/scope.ts'],
  rules: {
    'no-restricted-syntax': [
      'error',
      ...[
        `CallExpression[callee.name=/^(${OWNED_CALLS})$/]`,
        `CallExpression[callee.property.name=/^(${OWNED_CALLS})$/]`,
        'NewExpression[callee.name="Worker"]',
        'NewExpression[callee.property.name="Worker"]',
      ].map((selector) => ({ selector, message: OWNED_BY_SCOPE })),
    ],
  },
};
