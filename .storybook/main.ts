import type { StorybookConfig } from '@storybook/web-components-vite';
import type { Plugin } from 'vite';
import { assemble, toModuleSource } from '../scripts/wat.mjs';
import { transpile } from '../scripts/transpile.mjs';

/**
 * Vite leaves standard decorators as they are, and no browser knows them: TypeScript lowers them.
 * The package's `sideEffects` names built files alone; of the sources every one has effects, or
 * the elements of a static Storybook would never be registered.
 */
const typescript: Plugin = {
  name: 'typescript',
  enforce: 'pre',
  transform(code, id) {
    const [path = id] = id.split('?');
    if (!path.endsWith('.ts') || path.includes('/node_modules/')) return undefined;
    return { code: transpile(code, path, {}).code, map: null, moduleSideEffects: true };
  },
};

/** `import bytes from './ring.wat'`: the assembled kernel. */
const wat: Plugin = {
  name: 'wat',
  enforce: 'pre',
  async load(id) {
    if (!id.endsWith('.wat')) return undefined;
    const { bytes } = await assemble(id);
    return { code: toModuleSource(bytes), map: null };
  },
};

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  staticDirs: [
    { from: '../demo', to: '/demo' },
    // The engine looks for its workers beside its own module: that is the source file in
    // `storybook dev`, and a chunk below /assets/ in a built Storybook.
    { from: '../dist', to: '/src/engine' },
    { from: '../dist', to: '/assets' },
  ],
  viteFinal: (vite) => ({ ...vite, plugins: [typescript, wat, ...(vite.plugins ?? [])] }),
};

export default config;
