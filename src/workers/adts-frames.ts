import type { FrameSyntax } from './frame-syntax.ts';

/** Hz by sampling frequency index, ISO 14496-3. */
const RATES_HZ = [
  96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350,
] as const;
const CHANNELS = [0, 1, 2, 3, 4, 5, 6, 8] as const;

/** Frames of an ADTS frame with one raw data block, which is what every encoder writes. */
const FRAMES_PER_PACKET = 1024;
/** ADTS frames are shorter than 6144 bits a channel plus their header. */
const SMALLEST_BYTES = 8;

export interface AdtsHeader {
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly objectType: number;
  readonly bytes: number;
}

/** The header at `at`, or null when these seven bytes are none. */
export function readAdtsHeader(bytes: Uint8Array, at: number): AdtsHeader | null {
  if (at + 7 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xf6) !== 0xf0) return null;
  const sampleRateHz = RATES_HZ[(bytes[at + 2]! >> 2) & 15];
  const channels = CHANNELS[((bytes[at + 2]! & 1) << 2) | (bytes[at + 3]! >> 6)];
  const size = ((bytes[at + 3]! & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >> 5);
  if (sampleRateHz === undefined || !channels || size < SMALLEST_BYTES) return null;
  return { sampleRateHz, channels, objectType: (bytes[at + 2]! >> 6) + 1, bytes: size };
}

/** The frames of one ADTS file, by the header of its first one. */
export class AdtsSyntax implements FrameSyntax {
  readonly headerBytes = 7;
  readonly framesPerPacket = FRAMES_PER_PACKET;
  readonly #reference: Uint8Array;

  constructor(reference: Uint8Array) {
    this.#reference = reference.slice(0, 7);
  }

  sizeAt(bytes: Uint8Array, at: number): number {
    const reference = this.#reference;
    if (bytes[at] !== 0xff || bytes[at + 1] !== reference[1] || bytes[at + 2] !== reference[2]) {
      return 0;
    }
    if (((bytes[at + 3]! ^ reference[3]!) & 0xc0) !== 0) return 0;
    return readAdtsHeader(bytes, at)?.bytes ?? 0;
  }

  /** A length that is unreadable is found by the next header only. */
  likelySizes(): readonly number[] {
    return [];
  }

  repair(data: Uint8Array): void {
    const size = data.length;
    data.set(this.#reference);
    data[3] = (this.#reference[3]! & 0xfc) | (size >> 11);
    data[4] = (size >> 3) & 0xff;
    data[5] = ((size & 7) << 5) | 0x1f;
    data[6] = 0xfc;
  }
}
