/** `npm run build:wasm`: assembles every kernel into `build/wasm/` and prints its size. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble } from './wat.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = join(root, 'build/wasm');

await mkdir(outDir, { recursive: true });
const sources = (await readdir(join(root, 'wasm'))).filter((name) => name.endsWith('.wat'));
let failed = 0;
for (const name of sources.sort()) {
  try {
    const { bytes, unoptimisedBytes } = await assemble(join(root, 'wasm', name));
    await writeFile(join(outDir, name.replace('.wat', '.wasm')), bytes);
    console.log(`${name}: ${bytes.length} bytes (${unoptimisedBytes} before optimising)`);
  } catch (error) {
    failed += 1;
    console.error(error.message);
  }
}
if (failed > 0) process.exitCode = 1;
