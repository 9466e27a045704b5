import { EncodedPacketSink, type InputAudioTrack } from 'mediabunny';
import type { ItunesGapless } from './gapless-info.ts';
import type { MediaFetch } from './media-fetch.ts';
import { OPUS_PRE_ROLL_FRAMES, opusConfig, opusFrames } from './ogg-codecs.ts';
import type { AudioPacket, PacketSource } from './packet-source.ts';

const AAC_PRE_ROLL_PACKETS = 4;
/** Opus packets last a multiple of 2.5 ms: the grid on which a container's rounded times fall. */
const OPUS_GRID_FRAMES = 120;

interface ContainerStream {
  readonly fetch: MediaFetch;
  readonly track: InputAudioTrack;
  readonly config: AudioDecoderConfig;
  readonly originFrame: number;
  readonly endFrame: number | null;
  readonly preRollFrames: number;
  readonly durationSeconds: number;
  readonly gridFrames: number;
  readonly framesOf: (data: Uint8Array) => number;
}

/** AAC and Opus packets in MP4 or Matroska, demuxed by mediabunny. */
export class ContainerPackets implements PacketSource {
  readonly config: AudioDecoderConfig;
  readonly originFrame: number;
  readonly endFrame: number | null;
  readonly preRollFrames: number;
  readonly durationSeconds: number;
  readonly #stream: ContainerStream;

  constructor(stream: ContainerStream) {
    this.#stream = stream;
    this.config = stream.config;
    this.originFrame = stream.originFrame;
    this.endFrame = stream.endFrame;
    this.preRollFrames = stream.preRollFrames;
    this.durationSeconds = stream.durationSeconds;
  }

  async *packets(frame: number): AsyncGenerator<AudioPacket, void, undefined> {
    const { track, config, gridFrames, framesOf } = this.#stream;
    const sink = new EncodedPacketSink(track);
    const seconds = frame / config.sampleRate;
    // Packets before time 0 are the decoder's run-up.
    const sought = seconds > 0 ? await sink.getPacket(seconds) : null;
    let packet = sought ?? (await sink.getFirstPacket());
    while (packet !== null) {
      const { data, timestamp } = packet;
      const startFrame = Math.round((timestamp * config.sampleRate) / gridFrames) * gridFrames;
      yield { data, startFrame, frames: framesOf(data), damaged: false };
      packet = await sink.getNextPacket(packet);
    }
  }

  secondsAtByte(offset: number): number {
    const { totalBytes } = this.#stream.fetch;
    return totalBytes === null ? 0 : (offset / totalBytes) * this.durationSeconds;
  }

  dispose(): void {
    this.#stream.fetch.dispose();
  }
}

/**
 * The packets of a track whose codec is counted here; null: another codec.
 *
 * @param itunes what iTunes noted, for files without an edit list
 */
export async function openContainer(
  fetch: MediaFetch,
  track: InputAudioTrack,
  itunes: ItunesGapless | null,
): Promise<ContainerPackets | null> {
  const config = await track.getDecoderConfig();
  const codec = await track.getCodec();
  const first = await new EncodedPacketSink(track).getFirstPacket();
  if (config === null || first === null) return null;
  const { sampleRate } = config;
  const endSeconds = await track.computeDuration();
  if (codec === 'opus' && config.description !== undefined) {
    const head = new Uint8Array(bytesOf(config.description));
    const delay = (head[10] ?? 0) | ((head[11] ?? 0) << 8);
    return new ContainerPackets({
      fetch,
      track,
      config: opusConfig(head),
      // In MP4 an edit list has moved the delay before time 0 already.
      originFrame: first.timestamp < 0 ? 0 : delay,
      endFrame: null,
      preRollFrames: OPUS_PRE_ROLL_FRAMES,
      durationSeconds: endSeconds,
      gridFrames: OPUS_GRID_FRAMES,
      framesOf: opusFrames,
    });
  }
  if (codec !== 'aac') return null;
  const packetFrames = Math.round(first.duration * sampleRate);
  const noted = itunes !== null && first.timestamp >= 0 ? itunes : null;
  const originFrame = noted?.delayFrames ?? 0;
  const endFrame =
    noted === null ? Math.round(endSeconds * sampleRate) : originFrame + noted.lengthFrames;
  return new ContainerPackets({
    fetch,
    track,
    config,
    originFrame,
    endFrame,
    preRollFrames: AAC_PRE_ROLL_PACKETS * packetFrames,
    durationSeconds: (endFrame - originFrame) / sampleRate,
    gridFrames: 1,
    framesOf: () => packetFrames,
  });
}

function bytesOf(source: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
