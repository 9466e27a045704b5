/** What STREAMINFO tells (FLAC, RFC 9639, section 8.2). */
export interface FlacInfo {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** 0: unknown. */
  readonly totalFrames: number;
  /** Frames of a block; 0 when blocks differ. */
  readonly blockFrames: number;
  readonly smallestBytes: number;
}

export interface FlacHeader {
  /** Place of the block's first frame. */
  readonly startFrame: number;
  readonly frames: number;
  readonly bytes: number;
}

/** CRC-8 of frame headers: polynomial 0x07. */
const CRC8 = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  return crc;
});

/** CRC-16 of frames: polynomial 0x8005. */
const CRC16 = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x8005 : crc << 1;
  return crc & 0xffff;
});

/** @param body of the STREAMINFO block */
export function readFlacInfo(body: Uint8Array): FlacInfo {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const packed = view.getUint32(10);
  const [smallest, largest] = [view.getUint16(0), view.getUint16(2)];
  return {
    sampleRateHz: packed >>> 12,
    channels: ((packed >>> 9) & 7) + 1,
    totalFrames: (view.getUint8(13) & 15) * 2 ** 32 + view.getUint32(14),
    blockFrames: smallest === largest ? largest : 0,
    smallestBytes: (view.getUint16(4) << 8) | view.getUint8(6),
  };
}

/** The frame header at `at` if its checksum is right and it belongs to this stream, else null. */
export function readFlacHeader(bytes: Uint8Array, at: number, info: FlacInfo): FlacHeader | null {
  if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xfe) !== 0xf8 || at + 16 > bytes.length) return null;
  const variable = (bytes[at + 1]! & 1) === 1;
  const sizeCode = bytes[at + 2]! >> 4;
  const rateCode = bytes[at + 2]! & 15;
  const channelCode = bytes[at + 3]! >> 4;
  if (sizeCode === 0 || rateCode === 15 || (bytes[at + 3]! & 1) !== 0) return null;
  if ((channelCode < 8 ? channelCode + 1 : 2) !== info.channels || channelCode > 10) return null;
  const number = readNumber(bytes, at + 4);
  if (number === null) return null;
  let next = at + 4 + number.bytes;
  let frames: number;
  if (sizeCode === 6) frames = bytes[next++]! + 1;
  else if (sizeCode === 7) frames = ((bytes[next++]! << 8) | bytes[next++]!) + 1;
  else if (sizeCode === 1) frames = 192;
  else frames = sizeCode < 6 ? 576 << (sizeCode - 2) : 256 << (sizeCode - 8);
  next += rateCode === 12 ? 1 : rateCode > 12 ? 2 : 0;
  let crc = 0;
  for (let i = at; i < next; i++) crc = CRC8[crc ^ bytes[i]!]!;
  if (crc !== bytes[next]) return null;
  const startFrame = variable ? number.value : number.value * (info.blockFrames || frames);
  return { startFrame, frames, bytes: next + 1 - at };
}

/** The number in a frame's header, coded as UTF-8 codes characters, up to 36 bits. */
function readNumber(bytes: Uint8Array, at: number): { value: number; bytes: number } | null {
  const first = bytes[at]!;
  if (first < 0x80) return { value: first, bytes: 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7) return null;
  let value = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i]!;
    if ((byte & 0xc0) !== 0x80) return null;
    value = value * 64 + (byte & 0x3f);
  }
  return { value, bytes: length };
}

/** Whether a whole frame's checksum, its last two bytes, is right. */
export function isSoundFlacFrame(frame: Uint8Array): boolean {
  let crc = 0;
  // Over the checksum itself the remainder is 0.
  const { length } = frame;
  for (let i = 0; i < length; i++) {
    crc = ((crc << 8) & 0xffff) ^ CRC16[(crc >> 8) ^ frame[i]!]!;
  }
  return crc === 0;
}
