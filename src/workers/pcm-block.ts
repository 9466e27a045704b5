/** Decoded sound, one array a channel. */
export interface PcmBlock {
  readonly sampleRateHz: number;
  readonly frames: number;
  readonly planes: readonly Float32Array[];
}

/** `block` from frame `from` to frame `to`; the samples are shared. */
export function cutBlock(block: PcmBlock, from: number, to: number): PcmBlock {
  if (from <= 0 && to >= block.frames) return block;
  const planes = block.planes.map((plane) => plane.subarray(from, to));
  return { ...block, frames: planes[0]?.length ?? 0, planes };
}

/** Copies what a decoder gave out. The caller closes it. */
export function blockOf(data: {
  readonly numberOfFrames: number;
  readonly numberOfChannels: number;
  readonly sampleRate: number;
  copyTo(target: Float32Array, options: { planeIndex: number; format: 'f32-planar' }): void;
}): PcmBlock {
  const planes = Array.from({ length: data.numberOfChannels }, (_, planeIndex) => {
    const plane = new Float32Array(data.numberOfFrames);
    data.copyTo(plane, { planeIndex, format: 'f32-planar' });
    return plane;
  });
  return { sampleRateHz: data.sampleRate, frames: data.numberOfFrames, planes };
}

/** Blocks one after the other as one. All have the same channels. */
export function joinBlocks(blocks: readonly PcmBlock[]): PcmBlock | null {
  const [first] = blocks;
  if (first === undefined) return null;
  if (blocks.length === 1) return first;
  const frames = blocks.reduce((sum, block) => sum + block.frames, 0);
  const planes = first.planes.map((_, channel) => {
    const plane = new Float32Array(frames);
    let at = 0;
    for (const block of blocks) {
      plane.set(block.planes[channel] ?? block.planes[0]!, at);
      at += block.frames;
    }
    return plane;
  });
  return { ...first, frames, planes };
}
