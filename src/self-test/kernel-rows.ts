import { bandResponseDb, DEFAULT_BANDS } from '../engine/equalizer.ts';
import { compileKernels } from '../engine/kernel-modules.ts';
import { createEqualizer } from '../engine/kernels/equalizer.ts';
import { createFft, type Fft } from '../engine/kernels/fft.ts';
import { FFT_SIZES, type FftSize } from '../engine/kernels/fft-tables.ts';
import { createResampler } from '../engine/kernels/resampler.ts';
import { createRingKernel } from '../engine/kernels/ring.ts';
import { Limiter } from '../engine/limiter.ts';
import { LAYOUT } from '../engine/memory-layout.ts';
import { createPoolMemory } from '../engine/pool-memory.ts';
import type { KernelModules } from '../engine/protocol.ts';
import { initRing } from '../engine/ring-buffer.ts';
import { atLeastSamples, atMostUs, median, row, type SelfTestRow, threw } from './rows.ts';
import { fourier, levelDb, noise, sine, toStereo } from './signals.ts';

/** The seed's: microseconds for 512 points, microseconds for 1024 frames of eight bands, samples/s. */
const TARGETS = { fftUs: 500, equalizerUs: 400, ringSamples: 1e6 } as const;
const RATE_HZ = 48_000;
const SRC = LAYOUT.USER_REGION;
const DST = LAYOUT.USER_REGION + 512 * 1024;

/** A memory as a pool has it, which no other thread knows of. */
interface Bench {
  readonly memory: WebAssembly.Memory;
  readonly modules: KernelModules;
  readonly floats: Float32Array;
}

/** Every kernel against a slow reference in double precision, and its speed. */
export async function* kernelRows(): AsyncGenerator<SelfTestRow, void, undefined> {
  const checks: [string, (bench: Bench) => SelfTestRow][] = [
    ...FFT_SIZES.map(
      (size) =>
        [`FFT, ${size} points`, (bench: Bench) => fftRow(bench, size)] satisfies [string, unknown],
    ),
    ['analysis, 2048 points', analysisRow],
    ['equalizer, 8 bands, 1024 frames', equalizerRow],
    ['resampler, 44.1 to 48 kHz', resamplerRow],
    ['ring, 128 frames', ringRow],
    ['limiter', limiterRow],
  ];
  const bench = await createBench().catch((error: unknown) => error);
  for (const [name, check] of checks) {
    // What was drawn so far is shown before the next one takes the thread.
    await new Promise((resolve) => setTimeout(resolve));
    try {
      if (!isBench(bench)) throw bench;
      const { group, ok, detail, speed } = check(bench);
      yield row(group, name, ok, detail, speed);
    } catch (error) {
      yield threw('kernel', name, error);
    }
  }
}

async function createBench(): Promise<Bench> {
  const modules = await compileKernels();
  const memory = createPoolMemory(LAYOUT.DEFAULT_MEMORY_BYTES);
  return { modules, memory, floats: new Float32Array(memory.buffer) };
}

function isBench(value: unknown): value is Bench {
  return typeof value === 'object' && value !== null && 'modules' in value;
}

const found = (ok: boolean, detail: string, speed: SelfTestRow['speed'] = null): SelfTestRow =>
  row('kernel', '', ok, detail, speed);

/** Microseconds of a call: the median of rounds that are long against the clock's steps. */
function timeUs(call: () => void): number {
  const round = (times: number): number => {
    const began = performance.now();
    for (let i = 0; i < times; i += 1) call();
    return performance.now() - began;
  };
  let times = 1;
  // Three, since one that another thread interrupted seems to be long enough.
  while (Math.min(round(times), round(times), round(times)) < 1) times *= 2;
  const rounds = Array.from({ length: 9 }, () => round(times));
  return (median(rounds) * 1000) / times;
}

function spectrumOf({ memory, modules }: Bench): Fft {
  return createFft(modules.fft, memory);
}

function fftRow(bench: Bench, size: FftSize): SelfTestRow {
  const fft = spectrumOf(bench);
  const samples = noise(size);
  bench.floats.set(samples, SRC / 4);
  fft.forward(SRC, size, DST);
  let worst = 0;
  for (let i = 0; i <= 16; i += 1) {
    const bin = (i * size) / 32;
    const { re, im } = fourier(samples, bin / size);
    const at = DST / 4 + 2 * bin;
    worst = Math.max(
      worst,
      Math.abs((bench.floats[at] ?? NaN) - re),
      Math.abs((bench.floats[at + 1] ?? NaN) - im),
    );
  }
  const error = worst / Math.sqrt(size);
  const us = timeUs(() => {
    fft.forward(SRC, size, DST);
  });
  return found(
    error < 1e-5,
    `17 bins are within ${error.toExponential(1)} of the exact sum; ${us.toFixed(2)} µs.`,
    size === 512 ? atMostUs(us, TARGETS.fftUs) : null,
  );
}

function analysisRow(bench: Bench): SelfTestRow {
  const size = 2048;
  const bin = 100;
  const fft = spectrumOf(bench);
  fft.prepare(size);
  bench.floats.set(sine(size, bin / size), SRC / 4);
  bench.floats.fill(0, LAYOUT.ANALYSIS_MAGNITUDES / 4, LAYOUT.ANALYSIS_MAGNITUDES / 4 + size);
  const analyse = (): void => {
    fft.spectrum(SRC, size, DST, LAYOUT.ANALYSIS_MAGNITUDES, 0);
  };
  analyse();
  const levels = bench.floats.slice(DST / 4, DST / 4 + size / 2 + 1);
  const peak = levels[bin] ?? NaN;
  const rest = levels.filter((_, i) => Math.abs(i - bin) > 2);
  const loudest = rest.reduce((most, level) => Math.max(most, level), -Infinity);
  return found(
    Math.abs(peak) <= 0.1 && loudest < -90,
    `A full-scale sine reads ${peak.toFixed(3)} dBFS, the rest ${loudest.toFixed(0)} dBFS at most; ${timeUs(analyse).toFixed(2)} µs.`,
  );
}

function equalizerRow({ memory, modules, floats }: Bench): SelfTestRow {
  const frames = 1024;
  const equalizer = createEqualizer(modules.equalizer, memory, LAYOUT.EQ_PLAYER);
  const bands = DEFAULT_BANDS.map((band, i) => ({
    ...band,
    gain: [6, -4, 3, -2, 2, 4, -5, 3][i] ?? 0,
  }));
  // 32 whole periods a block: 1500 Hz.
  const cycles = 32 / frames;
  const block = toStereo(sine(frames, cycles));
  equalizer.setTarget(bands, 0, false, RATE_HZ);
  equalizer.settle();
  floats.set(block, SRC / 4);
  const process = (): void => {
    equalizer.process(SRC, DST, frames);
  };
  // A second of it, behind which the filters have come to rest.
  for (let i = 0; i < 48; i += 1) process();
  const left = Float32Array.from({ length: frames }, (_, i) => floats[DST / 4 + 2 * i] ?? NaN);
  const hz = cycles * RATE_HZ;
  const wanted = bands.reduce((sum, band) => sum + bandResponseDb(band, hz, RATE_HZ), 0);
  const error = Math.abs(levelDb(left, cycles) - wanted);
  const us = timeUs(process);
  return found(
    error < 0.01,
    `A tone of ${hz} Hz is within ${error.toFixed(4)} dB of the curve (${wanted.toFixed(2)} dB).`,
    atMostUs(us, TARGETS.equalizerUs),
  );
}

function resamplerRow({ memory, modules, floats }: Bench): SelfTestRow {
  const frames = 8192;
  const hz = 1000;
  const region = LAYOUT.DECODE_BUFFERS + LAYOUT.DECODE_RESAMPLER;
  const resampler = createResampler(modules.resample, memory, region);
  floats.set(sine(frames, hz / 44_100), SRC / 4);
  const resample = (): number => {
    resampler.start(44_100, RATE_HZ);
    return resampler.process(SRC, SRC, frames, DST, 2 * frames);
  };
  const out = resample();
  const exact = sine(out, hz / RATE_HZ);
  let worst = 0;
  // The filter's half at the beginning sees the silence before it.
  for (let n = 512; n < out; n += 1) {
    worst = Math.max(worst, Math.abs((floats[DST / 4 + 2 * n] ?? NaN) - (exact[n] ?? NaN)));
  }
  const usASecond = (timeUs(resample) * 44_100) / frames;
  return found(
    worst < 1e-4 && out > frames,
    `A tone of ${hz} Hz is within ${worst.toExponential(1)} of the exact samples; ${usASecond.toFixed(0)} µs for a second of sound.`,
  );
}

function ringRow({ memory, modules, floats }: Bench): SelfTestRow {
  const frames = 128;
  const ring = LAYOUT.RING_A;
  const kernel = createRingKernel(modules.ring, memory);
  initRing(
    memory,
    ring,
    LAYOUT.RING_A_DATA,
    LAYOUT.RING_CAPACITY_FRAMES,
    LAYOUT.RING_A_HISTORY_FRAMES,
  );
  // The counters wrap within the check.
  const words = new Uint32Array(memory.buffer);
  for (const field of [LAYOUT.RING_WRITE, LAYOUT.RING_READ])
    words[(ring + field) / 4] = 2 ** 32 - 1000;
  const samples = noise(2 * frames);
  floats.set(samples, SRC / 4);
  const move = (): void => {
    kernel.ring_write(ring, SRC, frames);
    kernel.ring_read(ring, DST, frames);
  };
  let wrong = 0;
  for (let chunk = 0; chunk < 1000; chunk += 1) {
    floats.fill(0, DST / 4, DST / 4 + 2 * frames);
    move();
    wrong += samples.reduce((sum, sample, i) => sum + (floats[DST / 4 + i] === sample ? 0 : 1), 0);
  }
  return found(
    wrong === 0,
    wrong === 0
      ? '128,000 frames came out as they went in, across the wrap of the counters.'
      : `${wrong} samples came out wrong.`,
    atLeastSamples((2 * frames * 1e6) / timeUs(move), TARGETS.ringSamples),
  );
}

function limiterRow(): SelfTestRow {
  const frames = RATE_HZ / 2;
  const limited = (gain: number): { input: Float32Array; output: Float32Array; delay: number } => {
    const limiter = new Limiter(RATE_HZ);
    const input = sine(frames, 997 / RATE_HZ).map((sample) => sample * gain);
    const output = new Float32Array(frames);
    limiter.process(input, input, output, new Float32Array(frames));
    return { input, output, delay: limiter.latencyFrames };
  };
  const loudest = limited(2).output.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const { input, output, delay } = limited(0.5);
  const same = output.every((sample, n) => sample === (n < delay ? 0 : input[n - delay]));
  return found(
    loudest <= 1 && same,
    `6 dB too loud comes out at ${(20 * Math.log10(loudest)).toFixed(2)} dBFS; 6 dB below full scale is ${same ? 'unchanged' : 'changed'}.`,
  );
}
