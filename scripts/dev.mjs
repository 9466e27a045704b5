// npm run dev: builds, serves the demo, and builds again whenever src/ or wasm/ changes.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startStaticServer } from './static-server.mjs';

const ROOT = join(import.meta.dirname, '..');

// Rollup assembles and watches the kernels too.
const rollup = spawn(
  process.execPath,
  [
    join(ROOT, 'node_modules/rollup/dist/bin/rollup'),
    '--config',
    '--watch',
    '--no-watch.clearScreen',
  ],
  { cwd: ROOT, stdio: 'inherit' },
);
rollup.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    rollup.kill();
    process.exit(0);
  });
}

await startStaticServer();
