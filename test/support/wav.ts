/** Writes WAV files (RIFF, little endian) from samples. */

/** How a sample is stored. PCM is rounded and clipped; `float32` keeps the samples as they are. */
export type SampleFormat = 'pcm16' | 'pcm24' | 'float32';

const BYTES_PER_SAMPLE = { pcm16: 2, pcm24: 3, float32: 4 } as const;
const TAG_PCM = 1;
const TAG_FLOAT = 3;
const TAG_EXTENSIBLE = 0xfffe;
const EXTENSIBLE_FORMAT_BYTES = 40;
const PLAIN_FORMAT_BYTES = 16;

/** Bytes 2 to 15 of the GUID KSDATAFORMAT_SUBTYPE_*; bytes 0 and 1 are the plain format tag. */
const SUBTYPE_TAIL = [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113];

/** Speakers of the usual layouts by number of channels; 6 is 5.1: FL FR FC LFE BL BR. */
const CHANNEL_MASKS: Readonly<Record<number, number>> = {
  1: 0x4,
  2: 0x3,
  3: 0x7,
  4: 0x33,
  6: 0x3f,
  8: 0x63f,
};

function writeText(view: DataView, offsetBytes: number, text: string): void {
  for (let i = 0; i < text.length; i++) view.setUint8(offsetBytes + i, text.charCodeAt(i));
}

function writeSample(
  view: DataView,
  offsetBytes: number,
  sample: number,
  format: SampleFormat,
): void {
  if (format === 'float32') {
    view.setFloat32(offsetBytes, sample, true);
    return;
  }
  const fullScale = format === 'pcm16' ? 0x8000 : 0x800000;
  const value = Math.max(-fullScale, Math.min(fullScale - 1, Math.round(sample * fullScale)));
  if (format === 'pcm16') {
    view.setInt16(offsetBytes, value, true);
  } else {
    view.setUint16(offsetBytes, value & 0xffff, true);
    view.setInt8(offsetBytes + 2, value >> 16);
  }
}

/** The `fmt ` chunk's body: WAVE_FORMAT_EXTENSIBLE for more than two channels, else the plain one. */
function writeFormat(
  view: DataView,
  offsetBytes: number,
  channelCount: number,
  sampleRateHz: number,
  format: SampleFormat,
): void {
  const extensible = channelCount > 2;
  const bytesPerSample = BYTES_PER_SAMPLE[format];
  const tag = format === 'float32' ? TAG_FLOAT : TAG_PCM;
  view.setUint16(offsetBytes, extensible ? TAG_EXTENSIBLE : tag, true);
  view.setUint16(offsetBytes + 2, channelCount, true);
  view.setUint32(offsetBytes + 4, sampleRateHz, true);
  view.setUint32(offsetBytes + 8, sampleRateHz * channelCount * bytesPerSample, true);
  view.setUint16(offsetBytes + 12, channelCount * bytesPerSample, true);
  view.setUint16(offsetBytes + 14, bytesPerSample * 8, true);
  if (!extensible) return;
  view.setUint16(offsetBytes + 16, EXTENSIBLE_FORMAT_BYTES - PLAIN_FORMAT_BYTES - 2, true);
  view.setUint16(offsetBytes + 18, bytesPerSample * 8, true);
  view.setUint32(offsetBytes + 20, CHANNEL_MASKS[channelCount] ?? 0, true);
  view.setUint16(offsetBytes + 24, tag, true);
  SUBTYPE_TAIL.forEach((byte, i) => {
    view.setUint8(offsetBytes + 26 + i, byte);
  });
}

/**
 * A WAV file as a Blob of type `audio/wav`.
 *
 * @param channels one array of samples in -1..1 per channel, all of one length
 * @throws RangeError without channels or with channels of different lengths
 */
export function wavBlob(
  channels: readonly Float32Array[],
  sampleRateHz: number,
  format: SampleFormat = 'pcm16',
): Blob {
  const frames = channels[0]?.length;
  if (frames === undefined || channels.some((channel) => channel.length !== frames)) {
    throw new RangeError('A WAV file needs at least one channel, and all of the same length');
  }
  const bytesPerSample = BYTES_PER_SAMPLE[format];
  const formatBytes = channels.length > 2 ? EXTENSIBLE_FORMAT_BYTES : PLAIN_FORMAT_BYTES;
  const dataBytes = frames * channels.length * bytesPerSample;
  const paddedDataBytes = dataBytes + (dataBytes % 2);
  const dataOffsetBytes = 12 + 8 + formatBytes + 8;
  const view = new DataView(new ArrayBuffer(dataOffsetBytes + paddedDataBytes));

  writeText(view, 0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  writeText(view, 8, 'WAVE');
  writeText(view, 12, 'fmt ');
  view.setUint32(16, formatBytes, true);
  writeFormat(view, 20, channels.length, sampleRateHz, format);
  writeText(view, dataOffsetBytes - 8, 'data');
  view.setUint32(dataOffsetBytes - 4, dataBytes, true);

  let offsetBytes = dataOffsetBytes;
  for (let frame = 0; frame < frames; frame++) {
    for (const channel of channels) {
      writeSample(view, offsetBytes, channel[frame]!, format);
      offsetBytes += bytesPerSample;
    }
  }
  return new Blob([view.buffer], { type: 'audio/wav' });
}
