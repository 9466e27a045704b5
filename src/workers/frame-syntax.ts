/**
 * How the frames of a format that is nothing but frames (MP3, ADTS) are recognised. The reference is
 * the header of the file's first frame: every other one agrees with it in what can't change.
 */
export interface FrameSyntax {
  readonly headerBytes: number;
  readonly framesPerPacket: number;
  /** Bytes of the frame whose header stands at `at`; 0 when there is no header of this file. */
  sizeAt(bytes: Uint8Array, at: number): number;
  /** Sizes that a frame with an unreadable header may have, likely ones first. */
  likelySizes(previousBytes: number): readonly number[];
  /** Puts a header for a frame of `data.length` bytes over a broken one. */
  repair(data: Uint8Array): void;
}
