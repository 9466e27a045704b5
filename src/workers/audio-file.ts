import type { InputAudioTrack } from 'mediabunny';
import { Concealment } from './concealment.ts';
import { type ContainerFile, openContainerFile, trackBlocks } from './container-file.ts';
import { openFlac } from './flac-packets.ts';
import { openFrameFile, skipId3 } from './frame-file.ts';
import { MediaFetch, type MediaFetchEvents } from './media-fetch.ts';
import { openOgg } from './ogg-packets.ts';
import { PacketDecoder } from './packet-decoder.ts';
import { groupsAhead } from './packet-groups.ts';
import type { AudioPacket, PacketSource } from './packet-source.ts';
import { cutBlock, type PcmBlock } from './pcm-block.ts';
import { asStreamError, StreamError } from './stream-error.ts';

/** Packets from which a decoder's rate is learned. */
const PROBE_PACKETS = 3;
/** A jump that is longer is the file's own (an edit, another recording), not a loss. */
const LONGEST_LOSS_SECONDS = 30;

export interface AudioFileInfo {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly codec: string;
}

/** Decoded sound and its place. */
export interface PlacedBlock extends PcmBlock {
  /** Seconds of the file at which it ends. */
  readonly endSeconds: number;
}

export interface AudioFileEvents extends MediaFetchEvents {
  /** A step of decoding begins, and ends with so many seconds of sound (0: it was given up). */
  decoding(): void;
  decoded(soundSeconds: number): void;
}

/**
 * One audio file behind a URL: fetched as it is read, decoded by WebCodecs, trimmed to what was
 * recorded. Position is counted in frames from the file's start, so that a seek is exact; broken
 * packets are concealed, so that time stays right. Decode worker only.
 */
export class AudioFile {
  readonly #fetch: MediaFetch;
  readonly #events: AudioFileEvents;
  #source: PacketSource | null = null;
  #container: ContainerFile | null = null;
  #info: AudioFileInfo | null = null;
  #containerSeconds = NaN;
  /** Output frames for one of the packets' count. */
  #scale = 1;

  constructor(url: string, credentials: RequestCredentials, events: AudioFileEvents) {
    this.#events = events;
    this.#fetch = new MediaFetch(url, credentials, events);
  }

  /** The file's bytes, for who reads more than its sound. */
  get bytes(): MediaFetch {
    return this.#fetch;
  }

  /** @throws {StreamError} */
  async open(): Promise<AudioFileInfo> {
    try {
      const info = await this.#open();
      this.#info = info;
      this.#fetch.markOpened();
      return info;
    } catch (error) {
      throw asStreamError(error, 'unsupported');
    }
  }

  /**
   * Seconds: exact where the file tells (see docs/decisions), an estimate by its bit rate where only
   * reading all of it would; Infinity for a stream without an end. Known once the file is open.
   */
  get durationSeconds(): number {
    return this.#source?.durationSeconds ?? this.#containerSeconds;
  }

  /** `durationSeconds` is no estimate. */
  get knowsEnd(): boolean {
    return (
      (this.#source === null || this.#source.endFrame !== null) && this.durationSeconds < Infinity
    );
  }

  /** Ends the reading of whoever waits for the network: its place is not wanted any more. */
  interrupt(): void {
    if (this.#info !== null) this.#fetch.interrupt();
  }

  /** Seconds that can be played without the network: disjoint, in order. */
  bufferedSeconds(durationSeconds: number): [number, number][] {
    const { spans, totalBytes } = this.#fetch;
    const source = this.#source;
    const secondsAt = (offset: number): number => {
      if (offset === totalBytes) return durationSeconds;
      if (source !== null) return Math.min(durationSeconds, source.secondsAtByte(offset));
      return totalBytes === null ? 0 : (offset / totalBytes) * durationSeconds;
    };
    return spans
      .map(([start, end]): [number, number] => [secondsAt(start), secondsAt(end)])
      .filter(([start, end]) => end > start);
  }

  /**
   * Decoded sound from exactly `fromSeconds` on.
   *
   * @throws {StreamError}
   */
  async *blocks(fromSeconds: number): AsyncGenerator<PlacedBlock, void, undefined> {
    const decoded =
      this.#source === null
        ? placed(this.#openedTrack(), fromSeconds, this.#events)
        : this.#decoded(this.#source, fromSeconds);
    try {
      yield* decoded;
    } catch (error) {
      throw asStreamError(error, 'decode');
    } finally {
      this.#events.decoded(0);
    }
  }

  dispose(): void {
    this.#container?.input.dispose();
    this.#fetch.dispose();
  }

  async #open(): Promise<AudioFileInfo> {
    const fetch = this.#fetch;
    const start = await skipId3(fetch);
    const container =
      start === 0 && !(await hasFrames(fetch)) ? await openContainerFile(fetch) : null;
    this.#container = container;
    const source =
      container?.packets ??
      (container === null
        ? ((await openFlac(fetch, start)) ??
          (await openOgg(fetch, start)) ??
          (await openFrameFile(fetch, start)))
        : null);
    if (source !== null) return this.#openSource(source);
    if (container === null) throw new StreamError('unsupported', 'The file holds no audio track.');
    const { input, track } = container;
    this.#containerSeconds =
      (await input.getDurationFromMetadata()) ?? (await input.computeDuration());
    const codec = (await track.getCodecParameterString()) ?? 'unknown';
    if (!(await track.canDecode())) throw unsupported(codec);
    return {
      codec,
      sampleRateHz: await track.getSampleRate(),
      channels: await track.getNumberOfChannels(),
    };
  }

  async #openSource(source: PacketSource): Promise<AudioFileInfo> {
    const { config } = source;
    const { supported } = await AudioDecoder.isConfigSupported(config);
    if (supported !== true) throw unsupported(config.codec);
    this.#source = source;
    const rate = config.codec.startsWith('mp4a') ? await this.#probe(source) : config.sampleRate;
    return { codec: config.codec, sampleRateHz: rate, channels: config.numberOfChannels };
  }

  /** AAC may come out at twice the rate that its header tells. */
  async #probe(source: PacketSource): Promise<number> {
    const packets: AudioPacket[] = [];
    for await (const packet of source.packets(-Infinity)) {
      if (packets.push(packet) === PROBE_PACKETS) break;
    }
    const decoder = new PacketDecoder(source.config, 0);
    const probed = await decoder.probe(packets);
    this.#scale = probed?.scale ?? 1;
    return probed?.sampleRateHz ?? source.config.sampleRate;
  }

  async *#decoded(
    source: PacketSource,
    fromSeconds: number,
  ): AsyncGenerator<PlacedBlock, void, undefined> {
    const scale = this.#scale;
    const rate = source.config.sampleRate * scale;
    const channels = source.config.numberOfChannels;
    const origin = source.originFrame * scale;
    const from = Math.round(fromSeconds * rate) + origin;
    const concealment = new Concealment();
    const decoder = new PacketDecoder(source.config, source.preRollFrames);
    /** The frame behind what was decoded; unknown before the first packet. */
    let position: number | null = null;
    let damaged = false;
    const part = (block: PcmBlock, at: number): PlacedBlock | null => {
      const end = (source.endFrame ?? Infinity) * scale;
      const cut = cutBlock(
        block,
        Math.max(0, from - at),
        Math.max(0, Math.min(block.frames, end - at)),
      );
      const endSeconds = (Math.min(at + block.frames, end) - origin) / rate;
      return cut.frames > 0 ? { ...cut, endSeconds } : null;
    };
    try {
      const first = Math.floor(from / scale) - source.preRollFrames;
      for await (const group of groupsAhead(source.packets(first))) {
        this.#events.decoding();
        const decoded = await decoder.decode(group);
        this.#events.decoded(group.reduce((sum, { frames }) => sum + frames * scale, 0) / rate);
        for (const [i, packet] of group.entries()) {
          const frames = packet.frames * scale;
          const at = packet.startFrame * scale;
          position ??= at;
          const lost = at - position;
          damaged ||= packet.damaged || lost > 0 || decoded[i] === null;
          if (lost > 0 && lost < LONGEST_LOSS_SECONDS * rate) {
            const gap = part(concealment.conceal(lost, rate, channels), position);
            if (gap !== null) yield gap;
          }
          const block = decoded[i] ?? null;
          const good = block !== null && concealment.isCredible(block, packet.damaged);
          if (good) concealment.heard(block);
          const sound = good ? block : concealment.conceal(frames, rate, channels);
          // A decoder's first packet may give less, and a count that was wrong may overlap.
          const begin = at + frames - sound.frames;
          const fresh = cutBlock(sound, Math.max(0, position - begin), sound.frames);
          const heard = part(fresh, at + frames - fresh.frames);
          position = Math.max(position, at + frames);
          if (heard !== null) yield heard;
        }
        if (position !== null && position >= (source.endFrame ?? Infinity) * scale) return;
      }
      // In a damaged file the last packets may be missing; a file that is merely short just ends.
      const missing = (source.endFrame ?? 0) * scale - (position ?? Infinity);
      if (damaged && position !== null && missing > 0 && missing < LONGEST_LOSS_SECONDS * rate) {
        const rest = part(concealment.conceal(missing, rate, channels), position);
        if (rest !== null) yield rest;
      }
    } finally {
      decoder.close();
    }
  }

  #openedTrack(): InputAudioTrack {
    if (this.#container === null || this.#info === null) throw new Error('blocks() before open()');
    return this.#container.track;
  }
}

async function* placed(
  track: InputAudioTrack,
  fromSeconds: number,
  events: AudioFileEvents,
): AsyncGenerator<PlacedBlock, void, undefined> {
  let frames = 0;
  events.decoding();
  for await (const block of trackBlocks(track, fromSeconds)) {
    events.decoded(block.frames / block.sampleRateHz);
    frames += block.frames;
    yield { ...block, endSeconds: fromSeconds + frames / block.sampleRateHz };
    events.decoding();
  }
}

/** The file begins like Ogg, FLAC, MP3 or ADTS, which need no container. */
async function hasFrames(fetch: MediaFetch): Promise<boolean> {
  const head = await fetch.read(0, 4);
  if (head.length === 0) throw new StreamError('unsupported', 'The file is empty.');
  const mark = String.fromCharCode(...head);
  return mark === 'OggS' || mark === 'fLaC' || (head[0] === 0xff && (head[1]! & 0xe0) === 0xe0);
}

function unsupported(codec: string): StreamError {
  return new StreamError('unsupported', `This browser can’t decode ${codec} in a worker.`);
}
