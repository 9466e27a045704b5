/** One encoded packet in its place. Frames are sample frames at the file's rate. */
export interface AudioPacket {
  readonly data: Uint8Array;
  /**
   * Place of its first decoded frame, counted from the first frame that the decoder gives out for
   * this file. An encoder's delay and what precedes time 0 are counted in.
   */
  readonly startFrame: number;
  /** Frames that it decodes to. */
  readonly frames: number;
  /** Known to be broken: what it decodes to may be noise. */
  readonly damaged: boolean;
}

/**
 * The packets of one audio track, numbered in frames from counts rather than from a container's
 * rounded times.
 */
export interface PacketSource {
  /** For AudioDecoder. */
  readonly config: AudioDecoderConfig;
  /** The frame that is heard at time 0: the encoder's delay is before it. */
  readonly originFrame: number;
  /** The frame behind the last one, by what the file says of itself; null if it doesn't. */
  readonly endFrame: number | null;
  /** Frames before a place that have to be decoded for it to be right. */
  readonly preRollFrames: number;
  /** Seconds: from the file's own words, else an estimate; Infinity when it has no known end. */
  readonly durationSeconds: number;
  /**
   * Consecutive packets from the one that holds `frame` on, or the first one. Missing stretches
   * show as a jump of `startFrame`.
   *
   * @throws {StreamError}
   */
  packets(frame: number): AsyncGenerator<AudioPacket, void, undefined>;
  /** Seconds at which byte `offset` of the file is played, as well as is known by now. */
  secondsAtByte(offset: number): number;
  dispose(): void;
}
