// Makes test/fixtures/tagged.*: two seconds of a tone with title, artist, album, cover and gains, in
// each way of noting them. Needs ffmpeg (libmp3lame, libopus) and metaflac. The files are checked
// in; run this only to change them:
//
//   node scripts/tag-fixtures.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itunesNote } from './mp4-atom.mjs';

const OUT = join(import.meta.dirname, '../test/fixtures');
const NAMES = { title: 'Tone', artist: 'The Generators', album: 'Ünit Tests' };
const GAINS = {
  REPLAYGAIN_TRACK_GAIN: '-6.50 dB',
  REPLAYGAIN_TRACK_PEAK: '0.500000',
  REPLAYGAIN_ALBUM_GAIN: '+3.25 dB',
  REPLAYGAIN_ALBUM_PEAK: '0.750000',
};
/** Opus: Q7.8 towards -23 LUFS; the same gains. */
const R128 = { R128_TRACK_GAIN: String(-11.5 * 256), R128_ALBUM_GAIN: String(-1.75 * 256) };

const folder = mkdtempSync(join(tmpdir(), 'tags-'));
const ffmpeg = (...args) =>
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...args]);
const metadata = (notes) =>
  Object.entries(notes).flatMap(([name, text]) => ['-metadata', `${name}=${text}`]);

const cover = join(folder, 'cover.png');
ffmpeg('-f', 'lavfi', '-i', 'color=c=0xd06030:s=8x8', '-frames:v', '1', cover);
/** 997 Hz at a quarter of full scale, one channel. */
const tone = ['-f', 'lavfi', '-i', 'aevalsrc=0.25*sin(2*PI*997*t):s=44100:d=2'];
const withCover = ['-i', cover, '-map', '0', '-map', '1', '-c:v', 'copy'];
const attached = ['-disposition:v', 'attached_pic'];
const exact = ['-fflags', '+bitexact', '-flags:a', '+bitexact'];
const out = (extension) => join(OUT, `tagged.${extension}`);

ffmpeg(
  ...[...tone, ...withCover, ...exact, ...attached, '-c:a', 'libmp3lame', '-b:a', '64k'],
  ...[...metadata({ ...NAMES, ...GAINS }), '-metadata:s:v', 'comment=Cover (front)', out('mp3')],
);

ffmpeg(...tone, ...exact, '-c:a', 'flac', '-sample_fmt', 's16', out('flac'));
execFileSync('metaflac', [
  ...Object.entries({ ...NAMES, ...GAINS }).map(([name, text]) => `--set-tag=${name}=${text}`),
  `--import-picture-from=${cover}`,
  out('flac'),
]);

/** A picture block as in FLAC (RFC 9639, 8.8), for a comment in base64. */
function pictureBlock(png) {
  const mime = Buffer.from('image/png');
  const numbers = (...values) => Buffer.concat(values.map((value) => uint32(value)));
  const frontCover = 3;
  return Buffer.concat([
    ...[numbers(frontCover, mime.length), mime, numbers(0, 8, 8, 24, 0, png.length), png],
  ]);
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const picture = pictureBlock(readFileSync(cover)).toString('base64');
ffmpeg(
  ...[...tone, ...exact, '-c:a', 'libopus', '-b:a', '48k'],
  ...[...metadata({ ...NAMES, ...R128, METADATA_BLOCK_PICTURE: picture }), out('opus')],
);

ffmpeg(
  ...[...tone, ...withCover, ...exact, ...attached, '-c:a', 'aac', '-b:a', '64k'],
  ...[...metadata(NAMES), out('m4a')],
);
// ffmpeg writes no free-form notes: they are put behind the others. `moov` ends the file, so that
// nothing moves.
const file = readFileSync(out('m4a'));
const notes = Buffer.concat(
  Object.entries(GAINS).map(([name, text]) => itunesNote(name.toLowerCase(), text)),
);
let end = file.length;
for (const type of ['moov', 'udta', 'meta', 'ilst']) {
  const at = file.lastIndexOf(type) - 4;
  const size = file.readUInt32BE(at);
  if (at + size > end) throw new Error(`${type} does not lie where it should`);
  end = at + size;
  file.writeUInt32BE(size + notes.length, at);
}
writeFileSync(out('m4a'), Buffer.concat([file.subarray(0, end), notes, file.subarray(end)]));

rmSync(folder, { recursive: true, force: true });
