import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { assemble, toModuleSource } from '../../scripts/wat.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Web Test Runner plugin: `import bytes from '../wasm/fft.wat'` gives the assembled module. */
export function watPlugin() {
  return {
    name: 'wat',
    async serve({ path }) {
      if (!path.endsWith('.wat')) return undefined;
      const { bytes } = await assemble(join(root, path));
      return { body: toModuleSource(bytes), type: 'js' };
    },
  };
}
