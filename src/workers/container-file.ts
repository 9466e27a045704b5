import {
  AudioSampleSink,
  CustomSource,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP4,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny';
import { type ContainerPackets, openContainer } from './container-packets.ts';
import { readItunesGapless } from './gapless-info.ts';
import type { MediaFetch } from './media-fetch.ts';
import { blockOf, cutBlock, type PcmBlock } from './pcm-block.ts';

const FORMATS = [MP4, QTFF, WAVE, WEBM, MATROSKA];
/** The demuxer's own cache, on top of the file's. */
const DEMUXER_CACHE_BYTES = 2 ** 20;
/** A larger index is not searched for notes. */
const LARGEST_MOOV_BYTES = 4 * 2 ** 20;
/** A length that the server doesn't tell is found by reading this much at a time. */
const STEP_BYTES = 2 ** 20;

/** An audio track in a container that mediabunny demuxes. */
export interface ContainerFile {
  readonly input: Input;
  readonly track: InputAudioTrack;
  /** null: the codec is decoded by {@link trackBlocks}. */
  readonly packets: ContainerPackets | null;
}

/** Opens MP4, QuickTime, WAVE or Matroska; null when the file has no audio track of these. */
export async function openContainerFile(fetch: MediaFetch): Promise<ContainerFile | null> {
  const source = new CustomSource({
    getSize: () => sizeOf(fetch),
    read: (start, end) => fetch.read(start, end),
    maxCacheSize: DEMUXER_CACHE_BYTES,
    // A read that fails is met again by whoever needs it.
    handleUnhandledError: () => undefined,
  });
  const input = new Input({ formats: FORMATS, source });
  if (!(await input.canRead())) return null;
  const track = await input.getPrimaryAudioTrack();
  if (track === null) return null;
  const moov = await readMoov(fetch);
  const packets = await openContainer(fetch, track, moov && readItunesGapless(moov));
  return { input, track, packets };
}

/** Decoded sound of a track from `fromSeconds` on, by the times of its container (exact for PCM). */
export async function* trackBlocks(
  track: InputAudioTrack,
  fromSeconds: number,
): AsyncGenerator<PcmBlock, void, undefined> {
  const rate = await track.getSampleRate();
  const fromFrame = Math.round(fromSeconds * rate);
  for await (const sample of new AudioSampleSink(track).samples(fromSeconds)) {
    const block = blockOf(sample);
    const early = fromFrame - Math.round(sample.timestamp * rate);
    sample.close();
    if (early < block.frames) yield cutBlock(block, Math.max(0, early), block.frames);
  }
}

async function sizeOf(fetch: MediaFetch): Promise<number> {
  for (let offset = 0; fetch.totalBytes === null; offset += STEP_BYTES) {
    await fetch.read(offset, offset + STEP_BYTES);
  }
  return fetch.totalBytes;
}

/** The index of an MP4 file; null when it has none, or one that is not worth reading twice. */
export async function readMoov(fetch: MediaFetch): Promise<Uint8Array | null> {
  for (let offset = 0; ;) {
    const head = await fetch.read(offset, offset + 16);
    if (head.length < 16) return null;
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    const type = String.fromCharCode(...head.subarray(4, 8));
    const size = view.getUint32(0) === 1 ? Number(view.getBigUint64(8)) : view.getUint32(0);
    if (!/^[\w ]{4}$/.test(type) || size < 8) return null;
    if (type === 'moov') {
      if (size > LARGEST_MOOV_BYTES) return null;
      return fetch.read(offset, offset + size);
    }
    offset += size;
  }
}
