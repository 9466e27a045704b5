import equalizer from '../../wasm/equalizer.wat';
import fft from '../../wasm/fft.wat';
import resample from '../../wasm/resample.wat';
import ring from '../../wasm/ring.wat';
import type { KernelModules } from './protocol.ts';

let compiled: Promise<KernelModules> | null = null;

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
 * @throws {WebAssembly.CompileError} also where the page's policy lacks 'wasm-unsafe-eval'.
 */
export async function compileKernels(): Promise<KernelModules> {
  compiled ??= compileAll();
  try {
    return await compiled;
  } catch (error) {
    compiled = null;
    throw error;
  }
}
