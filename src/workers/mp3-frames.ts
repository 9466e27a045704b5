import type { FrameSyntax } from './frame-syntax.ts';

/** kbit/s by bit rate index, ISO 11172-3 (layers I to III) and 13818-3 (layers I; II and III). */
const KBPS = {
  mpeg1: [
    [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  ],
  mpeg2: [
    [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  ],
} as const;
const MPEG1_RATES_HZ = [44100, 48000, 32000] as const;

export interface Mp3Header {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly framesPerPacket: number;
  readonly bytes: number;
  readonly bitsPerSecond: number;
  readonly sideInfoBytes: number;
}

/** The header at `at`, or null when these four bytes are none (free format is not supported). */
export function readMp3Header(bytes: Uint8Array, at: number): Mp3Header | null {
  const [b1, b2, b3] = [bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0];
  if (bytes[at] !== 0xff || (b1 & 0xe0) !== 0xe0) return null;
  const version = (b1 >> 3) & 3;
  const layer = 4 - ((b1 >> 1) & 3);
  const rateIndex = (b2 >> 2) & 3;
  if (version === 1 || layer === 4 || rateIndex === 3) return null;
  const mpeg1 = version === 3;
  const kbps = KBPS[mpeg1 ? 'mpeg1' : 'mpeg2'][layer - 1]?.[(b2 >> 4) - 1];
  if (kbps === undefined) return null;
  const sampleRateHz = MPEG1_RATES_HZ[rateIndex]! / (mpeg1 ? 1 : version === 2 ? 2 : 4);
  const framesPerPacket = layer === 1 ? 384 : layer === 3 && !mpeg1 ? 576 : 1152;
  const padding = (b2 >> 1) & 1;
  const channels = b3 >> 6 === 3 ? 1 : 2;
  const sideInfoBytes = mpeg1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  const bitsPerSecond = kbps * 1000;
  return {
    sampleRateHz,
    channels,
    framesPerPacket,
    bytes: frameBytes(framesPerPacket, bitsPerSecond, sampleRateHz, padding, layer),
    bitsPerSecond,
    sideInfoBytes,
  };
}

function frameBytes(
  frames: number,
  bitsPerSecond: number,
  sampleRateHz: number,
  padding: number,
  layer: number,
): number {
  if (layer === 1) return (Math.floor((12 * bitsPerSecond) / sampleRateHz) + padding) * 4;
  return Math.floor((frames * bitsPerSecond) / (8 * sampleRateHz)) + padding;
}

/** The frames of one MP3 file, by the header of its first one. */
export class Mp3Syntax implements FrameSyntax {
  readonly headerBytes = 4;
  readonly framesPerPacket: number;
  readonly #reference: Uint8Array;
  readonly #channels: number;
  /** Headers with every bit rate, with and without padding. */
  readonly #variants: ReadonlyMap<number, Uint8Array>;

  constructor(reference: Uint8Array, header: Mp3Header) {
    this.#reference = reference.slice(0, 4);
    this.framesPerPacket = header.framesPerPacket;
    this.#channels = header.channels;
    const variants = new Map<number, Uint8Array>();
    for (let bits = 2; bits < 30; bits++) {
      const variant = this.#reference.slice();
      variant[2] = ((bits >> 1) << 4) | (variant[2]! & 0x0d) | ((bits & 1) << 1);
      const size = readMp3Header(variant, 0)?.bytes;
      if (size !== undefined && !variants.has(size)) variants.set(size, variant);
    }
    this.#variants = variants;
  }

  sizeAt(bytes: Uint8Array, at: number): number {
    const reference = this.#reference;
    // Sync, version and layer; then the sample rate.
    if (bytes[at] !== 0xff || ((bytes[at + 1]! ^ reference[1]!) & 0xfe) !== 0) return 0;
    if (((bytes[at + 2]! ^ reference[2]!) & 0x0c) !== 0) return 0;
    const header = readMp3Header(bytes, at);
    return header !== null && header.channels === this.#channels ? header.bytes : 0;
  }

  likelySizes(previousBytes: number): readonly number[] {
    const near = [previousBytes, previousBytes + 1, previousBytes - 1];
    return [
      ...new Set([...near.filter((size) => this.#variants.has(size)), ...this.#variants.keys()]),
    ];
  }

  repair(data: Uint8Array): void {
    const header = this.#variants.get(data.length);
    if (header !== undefined) data.set(header);
  }
}
