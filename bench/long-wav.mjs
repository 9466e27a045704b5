import { writeFile } from 'node:fs/promises';

const RATE_HZ = 44_100;
const SECONDS = 60;
const HEADER_BYTES = 44;

/** Writes a minute of a stereo chord, 16 bit: ten megabytes. */
export async function writeLongWav(file) {
  const dataBytes = SECONDS * RATE_HZ * 4;
  const bytes = Buffer.alloc(HEADER_BYTES + dataBytes);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  // PCM, two channels, bytes a second and a frame, bits a sample.
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(RATE_HZ, 24);
  bytes.writeUInt32LE(RATE_HZ * 4, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(dataBytes, 40);
  for (let frame = 0; frame < SECONDS * RATE_HZ; frame += 1) {
    const at = HEADER_BYTES + frame * 4;
    bytes.writeInt16LE(8000 * Math.sin((2 * Math.PI * 220 * frame) / RATE_HZ), at);
    bytes.writeInt16LE(8000 * Math.sin((2 * Math.PI * 330 * frame) / RATE_HZ), at + 2);
  }
  await writeFile(file, bytes);
}
