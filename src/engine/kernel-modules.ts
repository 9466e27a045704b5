import equalizerBytes from '../../wasm/equalizer.wat';
import fftBytes from '../../wasm/fft.wat';
import resampleBytes from '../../wasm/resample.wat';
import ringBytes from '../../wasm/ring.wat';
import { WASM_FORBIDDEN } from './blocked-script.ts';
import type { KernelModules } from './protocol.ts';

let compiled: Promise<KernelModules> | null = null;
/** It is said once: a page's policy doesn't change, and each try is reported to the page's owner. */
let refused = false;

/** Whether it is known that the page's policy forbids WebAssembly. */
export const kernelsForbidden = (): boolean => refused;

async function compileAll(): Promise<KernelModules> {
  // One before the others: where a policy forbids it, that is tried and reported once.
  const equalizer = await WebAssembly.compile(equalizerBytes);
  const [fft, resample, ring] = await Promise.all([
    WebAssembly.compile(fftBytes),
    WebAssembly.compile(resampleBytes),
    WebAssembly.compile(ringBytes),
  ]);
  return { equalizer, fft, resample, ring };
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
