import equalizer from '../../wasm/equalizer.wat';
import fft from '../../wasm/fft.wat';
import resample from '../../wasm/resample.wat';
import ring from '../../wasm/ring.wat';
import { WASM_FORBIDDEN } from './blocked-script.ts';
import type { KernelModules } from './protocol.ts';

let compiled: Promise<KernelModules> | null = null;
/** It is said once: a page's policy doesn't change, and each try is reported to the page's owner. */
let refused = false;

async function compileAll(): Promise<KernelModules> {
  return {
    equalizer: await WebAssembly.compile(equalizer),
    fft: await WebAssembly.compile(fft),
    resample: await WebAssembly.compile(resample),
    ring: await WebAssembly.compile(ring),
  };
}

/**
 * All kernels, compiled once for the page and handed to workers and worklet as modules.
 *
 * @throws {Error} one sentence, where the page's policy lacks 'wasm-unsafe-eval'
 */
export async function compileKernels(): Promise<KernelModules> {
  if (refused) throw new Error(WASM_FORBIDDEN);
  compiled ??= compileAll();
  try {
    return await compiled;
  } catch (error) {
    // The kernels are sound, and this browser's WebAssembly was looked at before.
    refused = true;
    throw new Error(WASM_FORBIDDEN, { cause: error });
  }
}
