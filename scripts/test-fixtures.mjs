// Makes test/fixtures/: one short file for each format and each way of telling encoder delay.
// Needs ffmpeg with libmp3lame, libopus, libvorbis, aac and flac. The files are checked in; run this
// only to add or change one:
//
//   node scripts/test-fixtures.mjs
//
// The signal is synthetic: a sweep, bursts of seeded noise (so that any excerpt is found at one
// place only) and a quiet noise floor.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atom, itunesNote } from './mp4-atom.mjs';

const OUT = join(import.meta.dirname, '../test/fixtures');
const SECONDS = 4;
const SWEEP_HZ = [150, 4000];
const BURSTS_PER_SECOND = 5;

/** Numbers in [0, 1) by mulberry32. */
function uniformSource(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

function signal(rateHz, seconds) {
  const uniform = uniformSource(rateHz);
  const frames = Math.round(rateHz * seconds);
  const [from, to] = SWEEP_HZ;
  return Float64Array.from({ length: frames }, (_, frame) => {
    const t = frame / rateHz;
    const sweep = Math.sin(2 * Math.PI * (from * t + ((to - from) * t * t) / (2 * seconds)));
    const inBurst = (t * BURSTS_PER_SECOND) % 1 < 0.15;
    const noise = (2 * uniform() - 1) * (inBurst ? 0.2 : 0.004);
    return 0.3 * sweep + noise;
  });
}

/** Mono, 16 bit. */
function wav(samples, rateHz) {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rateHz, 24);
  bytes.writeUInt32LE(rateHz * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => bytes.writeInt16LE(Math.round(sample * 32767), 44 + i * 2));
  return bytes;
}

/** Gives every packet its full length, as iTunes does: `stts` becomes one entry of all packets. */
function withFullPackets(file, packetFrames) {
  const at = file.lastIndexOf('stts') + 4;
  const entries = file.readUInt32BE(at + 4);
  let packets = 0;
  for (let entry = 0; entry < entries; entry++) {
    file.writeUInt32BE(packetFrames, at + 8 + entry * 8 + 4);
    packets += file.readUInt32BE(at + 8 + entry * 8);
  }
  file.writeUInt32BE(packets * packetFrames, file.lastIndexOf('mdhd') + 4 + 16);
  return file;
}

/** iTunes' gapless note (delay, padding, length in samples), put into a moov that ends the file. */
function withItunSmpb(file, { delay, padding, frames }) {
  const moovAt = file.lastIndexOf('moov') - 4;
  const moovBytes = file.readUInt32BE(moovAt);
  if (moovAt + moovBytes !== file.length) throw new Error('moov is not the last atom');
  const hex = (value, digits) => value.toString(16).toUpperCase().padStart(digits, '0');
  const text = [
    hex(0, 8),
    hex(delay, 8),
    hex(padding, 8),
    hex(frames, 16),
    ...Array(8).fill(hex(0, 8)),
  ];
  const zero = Buffer.alloc(4);
  const note = itunesNote('iTunSMPB', ` ${text.join(' ')}`);
  const handler = atom('hdlr', zero, zero, 'mdir', 'appl', Buffer.alloc(9));
  const udta = atom('udta', atom('meta', zero, handler, atom('ilst', note)));
  const moov = Buffer.concat([file.subarray(moovAt), udta]);
  moov.writeUInt32BE(moov.length, 0);
  return Buffer.concat([file.subarray(0, moovAt), moov]);
}

const folder = mkdtempSync(join(tmpdir(), 'fixtures-'));

function encode(name, rateHz, args, seconds = SECONDS) {
  return encodeSamples(name, rateHz, args, signal(rateHz, seconds));
}

/** Files that are one recording, cut at these frames. */
function encodeParts(name, rateHz, args, samples, cuts) {
  [0, ...cuts].forEach((from, i) => {
    encodeSamples(name.replace('*', String(i + 1)), rateHz, args, samples.subarray(from, cuts[i]));
  });
}

function encodeSamples(name, rateHz, args, samples) {
  const source = join(folder, `${name}.wav`);
  writeFileSync(source, wav(samples, rateHz));
  const target = join(OUT, name);
  const { status, stderr } = spawnSync('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-y', '-i', source],
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'],
    ...args,
    target,
  ]);
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return target;
}

mkdirSync(OUT, { recursive: true });
const lame = ['-c:a', 'libmp3lame'];
// Noise substitution is random in the decoder: two decodes of such a file differ.
const aac = ['-c:a', 'aac', '-b:a', '64k', '-aac_pns', '0'];
writeFileSync(join(OUT, 'pcm16.wav'), wav(signal(22050, 2), 22050));
const flac = ['-c:a', 'flac', '-frame_size', '1024'];
encode('blocks.flac', 32000, flac, 2);
// No cut is a multiple of anything.
encodeParts('blocks-part-*.flac', 32000, flac, signal(32000, 2), [20_011, 41_233]);
// ffmpeg's own tag names an encoder that decoders trust only as LAME, Lavf or Lavc.
const keepEncoderName = ['-fflags', '-bitexact'];
encode('cbr-lame.mp3', 44100, [...lame, '-b:a', '80k', ...keepEncoderName]);
const cut = signal(44100, 2.5);
encodeParts('lame-part-*.mp3', 44100, [...lame, '-b:a', '80k', ...keepEncoderName], cut, [55_501]);
encode('vbr-xing.mp3', 44100, [...lame, '-q:a', '6', ...keepEncoderName]);
encode('vbr-bare.mp3', 44100, [...lame, '-q:a', '6', '-write_xing', '0', '-id3v2_version', '0']);
encode('mpeg2.mp3', 22050, [...lame, '-b:a', '48k', ...keepEncoderName]);
encode('edit-list.m4a', 44100, aac);
const plain = encode('itunsmpb.m4a', 44100, [...aac, '-use_editlist', '0'], 3.1);
const packets = Math.ceil((44100 * 3.1) / 1024) + 1;
const frames = Math.round(44100 * 3.1);
writeFileSync(
  plain,
  withItunSmpb(withFullPackets(readFileSync(plain), 1024), {
    delay: 1024,
    padding: packets * 1024 - 1024 - frames,
    frames,
  }),
);
encode('adts.aac', 44100, aac);
encode('vorbis.ogg', 44100, ['-c:a', 'libvorbis', '-q:a', '3']);
encode('opus.opus', 48000, ['-c:a', 'libopus', '-b:a', '48k']);
encode('opus.webm', 48000, ['-c:a', 'libopus', '-b:a', '40k'], 3);
rmSync(folder, { recursive: true, force: true });

const total = readdirSync(OUT).map((name) => [name, statSync(join(OUT, name)).size]);
console.table(Object.fromEntries(total));
console.log(
  total.reduce((sum, [, bytes]) => sum + bytes, 0),
  'bytes',
);
