import { LAYOUT_HASH } from '../memory-layout.ts';

/** What every kernel exports beside its functions. */
interface HashedExports {
  readonly layoutHash: WebAssembly.Global;
}

/**
 * Instantiates a kernel over shared memory. Synchronous, so that a worklet can use it too.
 *
 * @throws {Error} when the module was built against another memory layout.
 * @throws {WebAssembly.LinkError} when `memory` is not shared.
 */
export function instantiateKernel<Exports extends object>(
  name: string,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): Exports {
  const { exports } = new WebAssembly.Instance(module, { engine: { memory } });
  const { layoutHash } = exports as unknown as HashedExports;
  const built: unknown = layoutHash.value;
  if (built !== LAYOUT_HASH) {
    throw new Error(
      `The ${name} kernel was built for memory layout ${String(built)}, this is ${LAYOUT_HASH}: rebuild with \`npm run build:wasm\`.`,
    );
  }
  return exports as unknown as Exports;
}
