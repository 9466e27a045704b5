import { hasText } from './byte-text.ts';

/** What Ogg packets of a codec mean. */
export interface OggCodec {
  readonly config: AudioDecoderConfig;
  /** Frames before time 0 that the codec itself calls for. */
  readonly delayFrames: number;
  readonly preRollFrames: number;
  /** Header packets, the first one included. */
  readonly headerCount: number;
  /**
   * Frames that a packet adds, given the one before (null: it is the first). 0 when it is none.
   */
  framesOf(packet: Uint8Array, before: Uint8Array | null): number;
  /** Whether bytes look like a packet of this stream, given one that is. */
  isLike(packet: Uint8Array, before: Uint8Array | null): boolean;
  /** Mends in place what would give a damaged packet another length than it had. */
  mend(packet: Uint8Array, before: Uint8Array | null): void;
}

const OPUS_RATE_HZ = 48000;
/**
 * RFC 7845 asks for 80 ms, after which it sounds right. The energy of each band is predicted from
 * the frame before, though: it takes longer until both decodes agree to a few millionths.
 */
export const OPUS_PRE_ROLL_FRAMES = OPUS_RATE_HZ;

/** Frames at 48 kHz of an Opus packet, by its table-of-contents byte (RFC 6716, section 3.1). */
export function opusFrames(packet: Uint8Array): number {
  const [toc, second] = packet;
  if (toc === undefined) return 0;
  const config = toc >> 3;
  const frame =
    config < 12
      ? [480, 960, 1920, 2880][config & 3]!
      : config < 16
        ? [480, 960][config & 1]!
        : [120, 240, 480, 960][config & 3]!;
  const code = toc & 3;
  const count = code === 0 ? 1 : code === 3 ? (second ?? 0) & 63 : 2;
  return frame * count <= 5760 ? frame * count : 0;
}

/**
 * An Opus head (RFC 7845, section 5.1) for a decoder that is to give out every frame: the delay is
 * trimmed here, from the start of the file and not from wherever a decoder begins.
 */
export function opusConfig(head: Uint8Array): AudioDecoderConfig {
  const description = head.slice();
  description[10] = 0;
  description[11] = 0;
  return { codec: 'opus', sampleRate: OPUS_RATE_HZ, numberOfChannels: head[9] ?? 2, description };
}

function openOpus(head: Uint8Array): OggCodec {
  return {
    config: opusConfig(head),
    delayFrames: (head[10] ?? 0) | ((head[11] ?? 0) << 8),
    preRollFrames: OPUS_PRE_ROLL_FRAMES,
    headerCount: 2,
    framesOf: opusFrames,
    isLike: (packet, before) => packet[0] === before?.[0],
    mend: (packet, before) => {
      // A stream keeps its frame length.
      if (before !== null && opusFrames(packet) !== opusFrames(before)) packet[0] = before[0]!;
    },
  };
}

/**
 * Which modes of a Vorbis setup header have long blocks. The modes are its last part: 41 bits each
 * with 32 zeros in them, behind their number less one in 6 bits, before the framing bit
 * (Vorbis I specification, section 4.2.4). Read from the end, the number tells where they begin.
 */
function longBlockModes(setup: Uint8Array): boolean[] {
  const bitAt = (position: number): number => (setup[position >> 3]! >> (position & 7)) & 1;
  const read = (position: number, bits: number): number => {
    let value = 0;
    for (let i = 0; i < bits; i++) value |= bitAt(position + i) << i;
    return value;
  };
  let end = setup.length * 8 - 1;
  while (end > 0 && bitAt(end) === 0) end--;
  let found: boolean[] = [];
  for (let count = 1; count <= 64; count++) {
    const start = end - 41 * count;
    if (start < 6 || read(start + 1, 16) !== 0 || read(start + 17, 16) !== 0) break;
    if (read(start - 6, 6) === count - 1) {
      found = Array.from({ length: count }, (_, mode) => bitAt(start + 41 * mode) === 1);
    }
  }
  return found;
}

function openVorbis(headers: readonly Uint8Array[]): OggCodec | null {
  const [head, comment, setup] = headers;
  if (head === undefined || comment === undefined || setup === undefined) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const blocks = [1 << (head[28]! & 15), 1 << (head[28]! >> 4)] as const;
  const modes = longBlockModes(setup);
  if (modes.length === 0) return null;
  const modeBits = modes.length === 1 ? 0 : 32 - Math.clz32(modes.length - 1);
  const blockOf = (packet: Uint8Array): number => {
    const first = packet[0] ?? 1;
    if ((first & 1) !== 0) return 0;
    return blocks[modes[(first >> 1) & ((1 << modeBits) - 1)] === true ? 1 : 0];
  };
  const lacing = [head, comment].flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / 255) }, () => 255),
    length % 255,
  ]);
  const description = new Uint8Array(
    1 + lacing.length + head.length + comment.length + setup.length,
  );
  description.set([2, ...lacing]);
  description.set(head, 1 + lacing.length);
  description.set(comment, 1 + lacing.length + head.length);
  description.set(setup, 1 + lacing.length + head.length + comment.length);
  return {
    config: {
      codec: 'vorbis',
      sampleRate: view.getUint32(12, true),
      numberOfChannels: head[11]!,
      description,
    },
    delayFrames: 0,
    preRollFrames: 2 * blocks[1],
    headerCount: 3,
    framesOf: (packet, before) => {
      const block = blockOf(packet);
      return before === null || block === 0 ? 0 : (blockOf(before) + block) / 4;
    },
    isLike: (packet) => blockOf(packet) > 0,
    mend: (packet) => {
      // The bit that tells sound from headers.
      if (packet.length > 0) packet[0]! &= 0xfe;
    },
  };
}

/** How many header packets a stream has by its first one; 0 when it is not a codec of ours. */
export function headerCountOf(head: Uint8Array): number {
  if (hasText(head, 0, 'OpusHead')) return 2;
  return hasText(head, 0, '\x01vorbis') ? 3 : 0;
}

/** The codec by a stream's header packets; null when they are not right. */
export function openOggCodec(headers: readonly Uint8Array[]): OggCodec | null {
  const [head] = headers;
  if (head === undefined) return null;
  return hasText(head, 0, 'OpusHead') ? openOpus(head) : openVorbis(headers);
}
