/** Test signals, made in the page. Levels are peak levels: 0 dBFS is a peak of 1. */
import { wavBlob, type SampleFormat } from './wav.ts';

export interface SignalOptions {
  /** Default 0 dBFS. */
  readonly levelDbfs?: number;
  /** Default 1 s. */
  readonly seconds?: number;
  /** Default 48,000 Hz. */
  readonly sampleRateHz?: number;
  /** Default 2. */
  readonly channels?: number;
}

export interface SineOptions extends SignalOptions {
  readonly frequencyHz: number;
}

export interface NoiseOptions extends SignalOptions {
  /** An integer; the same seed gives the same noise. Default 1. */
  readonly seed?: number;
}

const DEFAULTS = { levelDbfs: 0, seconds: 1, sampleRateHz: 48_000, channels: 2 } as const;

/** The same sine on every channel, starting at phase 0. */
export function sine(options: SineOptions): Float32Array<ArrayBuffer>[] {
  const { frequencyHz, levelDbfs, seconds, sampleRateHz, channels } = { ...DEFAULTS, ...options };
  const peak = 10 ** (levelDbfs / 20);
  const radiansPerFrame = (2 * Math.PI * frequencyHz) / sampleRateHz;
  const samples = Float32Array.from(
    { length: Math.round(seconds * sampleRateHz) },
    (_, frame) => peak * Math.sin(radiansPerFrame * frame),
  );
  return Array.from({ length: channels }, () => samples.slice());
}

/** {@link sine} as a WAV file. */
export function sineWav(options: SineOptions, format: SampleFormat = 'pcm16'): Blob {
  return wavBlob(sine(options), options.sampleRateHz ?? DEFAULTS.sampleRateHz, format);
}

/** White noise, uniform between the peaks, different on every channel. */
export function noise(options: NoiseOptions = {}): Float32Array<ArrayBuffer>[] {
  const { seed = 1, levelDbfs, seconds, sampleRateHz, channels } = { ...DEFAULTS, ...options };
  const peak = 10 ** (levelDbfs / 20);
  const frames = Math.round(seconds * sampleRateHz);
  return Array.from({ length: channels }, (_, channel) => {
    const nextUniform = uniformSource(seed + channel * 0x9e3779b9);
    return Float32Array.from({ length: frames }, () => peak * (2 * nextUniform() - 1));
  });
}

/** {@link noise} as a WAV file. */
export function noiseWav(options: NoiseOptions = {}, format: SampleFormat = 'pcm16'): Blob {
  return wavBlob(noise(options), options.sampleRateHz ?? DEFAULTS.sampleRateHz, format);
}

/** Numbers in [0, 1) by xorshift32 (Marsaglia, "Xorshift RNGs", 2003; shifts 13, 17, 5). */
export function uniformSource(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
