/** Writes the master in six formats with ffmpeg: tags and cover in each file that can hold them. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, sampleRate } from './dsp.mjs';

const name = 'kite-weather';
const tags = { title: 'Kite Weather', artist: 'Rusty Audio Players', album: 'Made of Numbers' };
const excerptTags = { ...tags, title: 'Kite Weather (excerpt)' };
/** The demo is part of the repository and of every clone: it stays small. */
const limitBytes = 4_000_000;

function ffmpeg(args, input) {
  const common = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y'];
  const options = input ? { input } : { stdio: ['ignore', 'inherit', 'inherit'] };
  const flags = input ? common.filter((flag) => flag !== '-nostdin') : common;
  const result = spawnSync('ffmpeg', [...flags, ...args], options);
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`ffmpeg failed: ${String(result.stderr ?? '')}`);
}

const tagArguments = (values) =>
  Object.entries(values).flatMap(([key, value]) => ['-metadata', `${key}=${value}`]);

/** Interleaved 16-bit samples with triangular dither: quiet tails fade instead of breaking up. */
function toPcm16({ left, right }) {
  const random = createRandom(20);
  const pcm = new Int16Array(left.length * 2);
  left.forEach((sample, frame) => {
    for (const [side, value] of [sample, right[frame]].entries()) {
      const dither = value === 0 ? 0 : random() - random();
      pcm[frame * 2 + side] = Math.max(-32768, Math.min(32767, Math.round(value * 32767 + dither)));
    }
  });
  return Buffer.from(pcm.buffer);
}

const rawInput = [
  ...['-f', 's16le', '-ar', String(sampleRate), '-ac', '2', '-channel_layout', 'stereo'],
  ...['-i', 'pipe:0'],
];

/** `bitexact` leaves versions and dates out, so that the same samples give the same files. */
function encode(file, pcm, { values, codec, cover }) {
  const withCover = cover
    ? ['-i', cover, '-map', '0:a', '-map', '1:v', '-c:v', 'copy', '-disposition:v', 'attached_pic']
    : [];
  const coverTags = cover
    ? ['-metadata:s:v', 'title=Album cover', '-metadata:s:v', 'comment=Cover (front)']
    : [];
  ffmpeg(
    [
      ...rawInput,
      ...withCover,
      ...codec,
      ...tagArguments(values),
      ...coverTags,
      ...['-fflags', '+bitexact', '-flags:a', '+bitexact'],
      file,
    ],
    pcm,
  );
}

const coverIn = (folder) => join(folder, 'cover.jpg');

/** The cover as JPEG, since no player reads SVG from a tag. */
export function encodeCover(folder) {
  const svg = join(folder, 'cover.svg');
  ffmpeg(['-i', svg, '-frames:v', '1', '-q:v', '3', '-pix_fmt', 'yuvj444p', coverIn(folder)]);
}

export function encodePiece(folder, master) {
  const pcm = toPcm16(master);
  const cover = coverIn(folder);
  const write = (extension, codec, picture) =>
    encode(join(folder, `${name}.${extension}`), pcm, { values: tags, codec, cover: picture });
  // The Xing/LAME header, on by default and named here, makes the MP3 gapless.
  const mp3 = ['-c:a', 'libmp3lame', '-q:a', '7.5', '-write_xing', '1', '-id3v2_version', '3'];
  write('mp3', mp3, cover);
  write('m4a', ['-c:a', 'aac', '-b:a', '84k', '-movflags', '+faststart'], cover);
  write('ogg', ['-c:a', 'libvorbis', '-q:a', '1.5']);
  write('opus', ['-c:a', 'libopus', '-b:a', '64k', '-vbr', 'on']);
}

/** Cuts `seconds` out of the master, with fades short enough to keep the downbeat. */
function cut(master, { fromSeconds, seconds }) {
  const from = Math.round((fromSeconds - 0.02) * sampleRate);
  const frames = Math.round(seconds * sampleRate);
  const fadeIn = Math.round(0.02 * sampleRate);
  const fadeOut = Math.round(0.35 * sampleRate);
  const shape = (channel) =>
    channel.slice(from, from + frames).map((sample, frame) => {
      const gain = Math.min(1, frame / fadeIn, (frames - 1 - frame) / fadeOut);
      return sample * Math.sin((gain * Math.PI) / 2);
    });
  return { left: shape(master.left), right: shape(master.right) };
}

export function encodeExcerpts(folder, master, { flac, wav }) {
  const file = (extension) => join(folder, `${name}-excerpt.${extension}`);
  const values = excerptTags;
  const flacCodec = ['-c:a', 'flac', '-compression_level', '12'];
  const cover = coverIn(folder);
  encode(file('flac'), toPcm16(cut(master, flac)), { values, codec: flacCodec, cover });
  encode(file('wav'), toPcm16(cut(master, wav)), { values, codec: ['-c:a', 'pcm_s16le'] });
}

export function reportSizes(folder) {
  let totalBytes = 0;
  for (const entry of readdirSync(folder).sort()) {
    const { size } = statSync(join(folder, entry));
    totalBytes += size;
    console.log(`${String(size).padStart(9)}  ${entry}`);
  }
  console.log(`${String(totalBytes).padStart(9)}  bytes in all`);
  if (totalBytes > limitBytes) throw new Error(`demo/music is larger than ${limitBytes} bytes`);
}
