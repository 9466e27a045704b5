/** Frames that an encoder put before and behind the music. */
export interface GaplessInfo {
  readonly delayFrames: number;
  readonly paddingFrames: number;
}

/** What the first MP3 frame tells about the file when it holds a Xing, Info or VBRI tag. */
export interface Mp3Tag {
  /** Audio frames (packets), the tag's own not counted; null if it doesn't say. */
  readonly packetCount: number | null;
  /** Bytes from the tag's frame on; null if it doesn't say. */
  readonly totalBytes: number | null;
  /** Every frame has the same bit rate. */
  readonly constantRate: boolean;
  readonly gapless: GaplessInfo | null;
}

const XING_FRAMES = 1;
const XING_BYTES = 2;
const XING_TOC = 4;
const XING_QUALITY = 8;

/** Samples that an MP3 decoder is late itself: 528 of its filter banks and 1 (LAME's tech FAQ). */
const MP3_DECODER_DELAY_FRAMES = 529;

const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/**
 * Reads the tag inside a first MP3 frame, by the layout of LAME's "mp3 info tag" page; null when it
 * is a frame of sound. LAME's 12 + 12 bits of delay and padding are believed when the encoder is
 * LAME or libav, as decoders do.
 *
 * @param frame a whole frame
 * @param sideInfoBytes of the frame's layout, by which the tag is found
 */
export function readMp3Tag(frame: Uint8Array, sideInfoBytes: number): Mp3Tag | null {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const at = 4 + sideInfoBytes;
  const name = text(frame, at, 4);
  if (text(frame, 36, 4) === 'VBRI' && frame.length >= 54) {
    const totalBytes = view.getUint32(46);
    return { packetCount: view.getUint32(50), totalBytes, constantRate: false, gapless: null };
  }
  if ((name !== 'Xing' && name !== 'Info') || frame.length < at + 8) return null;
  const flags = view.getUint32(at + 4);
  let next = at + 8;
  const field = (flag: number, bytes: number): number | null => {
    if ((flags & flag) === 0 || next + bytes > frame.length) return null;
    const value = view.getUint32(next);
    next += bytes;
    return value;
  };
  const packetCount = field(XING_FRAMES, 4);
  const totalBytes = field(XING_BYTES, 4);
  field(XING_TOC, 100);
  field(XING_QUALITY, 4);
  const trusted =
    next + 25 <= frame.length && ['LAME', 'Lavf', 'Lavc'].includes(text(frame, next, 4));
  const bits = trusted ? view.getUint32(next + 21) : 0;
  return {
    packetCount,
    totalBytes,
    constantRate: name === 'Info',
    gapless: trusted
      ? {
          delayFrames: (bits >>> 20) + MP3_DECODER_DELAY_FRAMES,
          paddingFrames: ((bits >>> 8) & 0xfff) - MP3_DECODER_DELAY_FRAMES,
        }
      : null,
  };
}

/** iTunes' note in an MP4 file: delay, padding and length in frames. */
export interface ItunesGapless {
  readonly delayFrames: number;
  readonly lengthFrames: number;
}

/**
 * Finds iTunSMPB among the bytes of a `moov` atom: ` 00000000 DDDDDDDD PPPPPPPP LLLLLLLLLLLLLLLL`,
 * hexadecimal. null when there is none or it says nothing.
 */
export function readItunesGapless(moov: Uint8Array): ItunesGapless | null {
  const latin = new TextDecoder('latin1').decode(moov);
  const name = latin.indexOf('iTunSMPB');
  if (name < 0) return null;
  const note = / [0-9A-F]{8} ([0-9A-F]{8}) ([0-9A-F]{8}) ([0-9A-F]{16})/i.exec(
    latin.slice(name, name + 200),
  );
  if (note === null) return null;
  const delayFrames = parseInt(note[1]!, 16);
  const lengthFrames = parseInt(note[3]!, 16);
  return lengthFrames > 0 && delayFrames < 16384 ? { delayFrames, lengthFrames } : null;
}
