/** Runs the decode worker's own file reader in the page: it needs nothing but fetch and WebCodecs. */
import { AudioFile } from '../../src/workers/audio-file.ts';
import { sameOriginMedia } from './media.ts';

export const FIXTURES = {
  wav: 'pcm16.wav',
  flac: 'blocks.flac',
  'mp3 (constant rate, LAME tag)': 'cbr-lame.mp3',
  'mp3 (variable rate, Xing header)': 'vbr-xing.mp3',
  'mp3 (variable rate, no header)': 'vbr-bare.mp3',
  'mp3 (MPEG-2)': 'mpeg2.mp3',
  'm4a (edit list)': 'edit-list.m4a',
  'm4a (iTunSMPB)': 'itunsmpb.m4a',
  'aac (ADTS)': 'adts.aac',
  vorbis: 'vorbis.ogg',
  opus: 'opus.opus',
} as const;

export interface Decoded {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  /** Seconds at which the last block ends. */
  readonly endSeconds: number;
  readonly durationSeconds: number;
}

export function fixtureUrl(name: string, route = 'cors'): string {
  return sameOriginMedia(`${route}/test/fixtures/${name}`);
}

const open = new Set<AudioFile>();

/** A file that `closeFiles` closes again. */
export function audioFile(url: string, onStalled: () => void = () => undefined): AudioFile {
  const file = new AudioFile(url, 'same-origin', {
    arrived: () => undefined,
    stalled: onStalled,
    decoding: () => undefined,
    decoded: () => undefined,
  });
  open.add(file);
  return file;
}

/** To be called after each test. */
export function closeFiles(): void {
  for (const file of open) file.dispose();
  open.clear();
}

/** The first channel from `fromSeconds` on, `frames` of it or up to the end. */
export async function samplesFrom(
  file: AudioFile,
  fromSeconds: number,
  frames = Infinity,
): Promise<{ samples: Float32Array; endSeconds: number }> {
  const parts: Float32Array[] = [];
  let count = 0;
  let endSeconds = fromSeconds;
  for await (const block of file.blocks(fromSeconds)) {
    parts.push(block.planes[0]!);
    count += block.frames;
    ({ endSeconds } = block);
    if (count >= frames) break;
  }
  const samples = new Float32Array(count);
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { samples: samples.subarray(0, Math.min(count, frames)), endSeconds };
}

/** The whole file. */
export async function decodeAll(url: string): Promise<Decoded> {
  const file = audioFile(url);
  const { sampleRateHz } = await file.open();
  const { durationSeconds } = file;
  return { ...(await samplesFrom(file, 0)), sampleRateHz, durationSeconds };
}

/** What the browser's own decoder makes of the same bytes, at the file's rate. */
export async function decodeByBrowser(url: string, sampleRateHz: number): Promise<Float32Array> {
  const bytes = await (await fetch(url)).arrayBuffer();
  const buffer = await new OfflineAudioContext(1, 1, sampleRateHz).decodeAudioData(bytes);
  return buffer.getChannelData(0);
}

/** The largest difference of two signals over the shorter one's length. */
export function largestDifference(a: Float32Array, b: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  }
  return largest;
}
