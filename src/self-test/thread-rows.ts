import { AudioThreading } from '../engine/audio-threading.ts';
import { threadedCapability } from '../engine/capabilities.ts';
import { bandResponseDb } from '../engine/equalizer.ts';
import { atMostUs, median, row, type SelfTestRow, threw, unavailable } from './rows.ts';
import { fourier, levelDb, noise, sine, toStereo } from './signals.ts';

const NAMES = { fft: 'compute_fft on a worker', equalizer: 'process_audio on a worker' } as const;
const RATE_HZ = 48_000;
const ROUNDS = 100;
/** Between two tasks, so that the worker has gone to sleep. */
const GAP_MS = 2;
/** The seed's: what a task takes beside its own work. */
const OVERHEAD_US = 100;

/** Tasks on real workers over shared memory; the workers are gone afterwards. */
export async function threadRows(): Promise<readonly SelfTestRow[]> {
  const allowed = threadedCapability('auto');
  const all = (make: (name: string) => SelfTestRow): readonly SelfTestRow[] =>
    Object.values(NAMES).map(make);
  if (!allowed.ok) return all((name) => unavailable('thread', name, allowed.reason));
  const threading = new AudioThreading();
  try {
    await threading.init({ workers: 2, sampleRate: RATE_HZ });
    return [await fftRow(threading), await equalizerRow(threading)];
  } catch (error) {
    return all((name) => threw('thread', name, error));
  } finally {
    await threading.shutdown();
  }
}

async function fftRow(threading: AudioThreading): Promise<SelfTestRow> {
  const size = 512;
  const { offset } = threading.userRegion;
  const output = offset + 4096;
  const floats = new Float32Array(threading.memory.buffer);
  const samples = noise(size);
  floats.set(samples, offset / 4);
  const overheads: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, GAP_MS));
    const began = performance.now();
    const { execution_time_us } = await threading.computeFft(offset, size, output);
    overheads.push((performance.now() - began) * 1000 - execution_time_us);
  }
  const bin = 37;
  const { re, im } = fourier(samples, bin / size);
  const at = output / 4 + 2 * bin;
  const error = Math.hypot((floats[at] ?? NaN) - re, (floats[at + 1] ?? NaN) - im);
  return row(
    'thread',
    NAMES.fft,
    error < 1e-3,
    `${ROUNDS} tasks of 512 points; a bin is within ${error.toExponential(1)} of the exact sum. The speed is what a task takes beside its own work.`,
    atMostUs(median(overheads), OVERHEAD_US),
  );
}

async function equalizerRow(threading: AudioThreading): Promise<SelfTestRow> {
  const index = 4;
  const band = { type: 'peaking', frequency: 960, gain: -12, q: 1.1, enabled: true } as const;
  const { offset } = threading.userRegion;
  const floats = new Float32Array(threading.memory.buffer);
  threading.setEqBand(index, band);
  const tone = toStereo(sine(RATE_HZ, band.frequency / RATE_HZ));
  floats.set(tone, offset / 4);
  await threading.processAudio(offset, offset, tone.length);
  // 100 whole periods, once the filter has settled.
  const frames = 5000;
  const first = RATE_HZ - frames;
  const left = Float32Array.from(
    { length: frames },
    (_, n) => floats[offset / 4 + 2 * (first + n)] ?? NaN,
  );
  const error = Math.abs(
    levelDb(left, band.frequency / RATE_HZ) - bandResponseDb(band, band.frequency, RATE_HZ),
  );
  return row(
    'thread',
    NAMES.equalizer,
    error < 0.01,
    `A second of stereo came back within ${error.toFixed(4)} dB of the curve.`,
  );
}
