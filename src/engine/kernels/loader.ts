import { LAYOUT_HASH } from '../memory-layout.ts';

/**
 * Instantiates a kernel over shared memory. Synchronous, so that a worklet can use it too.
 *
 * @throws {Error} when the module was built against another memory layout.
 * @throws {WebAssembly.LinkError} when `memory` is not shared.
 */
export function instantiateKernel(
  name: string,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
): WebAssembly.Exports {
  const { exports } = new WebAssembly.Instance(module, { engine: { memory } });
  const { layoutHash } = exports;
  const built: unknown = layoutHash instanceof WebAssembly.Global ? layoutHash.value : undefined;
  if (built !== LAYOUT_HASH) {
    throw new Error(
      `The ${name} kernel was built for memory layout ${String(built)}, this is ${LAYOUT_HASH}: rebuild with \`npm run build:wasm\`.`,
    );
  }
  return exports;
}
