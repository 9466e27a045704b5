import { createResampler } from '../../src/engine/kernels/resampler.ts';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import resampleBytes from '../../wasm/resample.wat';
import { decodeAll } from './decoded.ts';

const FRAME_FLOATS = 2;

/** A whole sound at another rate, by the player's own resampler. */
export function resampled(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  const frames = Math.round((samples.length * toHz) / fromHz);
  const source = LAYOUT.USER_REGION;
  const target = source + samples.byteLength;
  const pages = Math.ceil((target + frames * LAYOUT.FRAME_BYTES) / LAYOUT.PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const resampler = createResampler(
    new WebAssembly.Module(resampleBytes),
    memory,
    LAYOUT.DECODE_BUFFERS + LAYOUT.DECODE_RESAMPLER,
  );
  new Float32Array(memory.buffer, source, samples.length).set(samples);
  resampler.start(fromHz, toHz);
  const out = resampler.process(source, source, samples.length, target, frames);
  resampler.flush(target + out * LAYOUT.FRAME_BYTES, frames - out);
  const interleaved = new Float32Array(memory.buffer, target, frames * FRAME_FLOATS);
  return Float32Array.from({ length: frames }, (_, i) => interleaved[i * FRAME_FLOATS]!);
}

/** The first channel of a file as a context of this rate has to play it. */
export async function decodedAt(url: string, contextRateHz: number): Promise<Float32Array> {
  const { samples, sampleRateHz } = await decodeAll(url);
  return resampled(samples, sampleRateHz, contextRateHz);
}
