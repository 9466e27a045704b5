import {
  ADTS,
  CustomSource,
  FLAC,
  Input,
  MATROSKA,
  type MetadataTags,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny';
import type { TagsReadMessage } from '../engine/protocol.ts';
import { readCommentChapters, readNeroChapters } from './chapter-tags.ts';
import { readMoov } from './container-file.ts';
import { readGainTags } from './gain-tags.ts';
import { readId3Chapters } from './id3-chapters.ts';
import { readItunesNotes } from './itunes-notes.ts';
import type { MediaFetch } from './media-fetch.ts';

const FORMATS = [MP3, MP4, QTFF, FLAC, OGG, WAVE, ADTS, WEBM, MATROSKA];
const DEMUXER_CACHE_BYTES = 2 ** 20;
/** Enough to see what the server is like, and what most files begin with. */
const FIRST_BYTES = 4096;
/** Without ranges a note at the end would cost the file: that far it is read and no further. */
const FARTHEST_BYTES = 8 * 2 ** 20;
/** A longer text is not a name. */
const LONGEST_TEXT = 1000;

type Raw = NonNullable<MetadataTags['raw']>;

export const NO_FILE_TAGS: TagsReadMessage = {
  type: 'tags_read',
  title: '',
  artist: '',
  album: '',
  picture: null,
  track_gain_db: null,
  track_peak: null,
  album_gain_db: null,
  album_peak: null,
  chapters: [],
};

/**
 * What a file says of itself, by ID3, Vorbis comments, MP4's list, RIFF's INFO or Matroska's tags.
 *
 * @throws {StreamError | Error} when it can't be read
 */
export async function readFileTags(fetch: MediaFetch): Promise<TagsReadMessage> {
  await fetch.read(0, FIRST_BYTES);
  const { totalBytes } = fetch;
  // A live stream, or a server that says too little to be searched.
  if (totalBytes === null) return NO_FILE_TAGS;
  const source = new CustomSource({
    getSize: () => totalBytes,
    read: (start, end) => {
      if (!fetch.hasRanges && end > FARTHEST_BYTES) throw new Error('Too far without ranges.');
      return fetch.read(start, end);
    },
    maxCacheSize: DEMUXER_CACHE_BYTES,
    // A read that fails is met again by whoever needs it.
    handleUnhandledError: () => undefined,
  });
  const input = new Input({ formats: FORMATS, source });
  try {
    if (!(await input.canRead())) return NO_FILE_TAGS;
    const format = await input.getFormat();
    const tags = await input.getMetadataTags();
    const notes = notesOf(tags.raw ?? {});
    const moov = format === MP4 || format === QTFF ? await readMoov(fetch) : null;
    for (const [name, text] of moov === null ? [] : readItunesNotes(moov)) notes.set(name, text);
    const chapters = moov === null ? readCommentChapters(notes) : readNeroChapters(moov);
    if (format === MP3) chapters.push(...(await readId3Chapters(fetch)));
    const codec = await (await input.getPrimaryAudioTrack())?.getCodec();
    const gains = readGainTags(notes, codec === 'opus');
    return {
      type: 'tags_read',
      title: name(tags.title),
      artist: name(tags.artist),
      album: name(tags.album),
      picture: pictureOf(tags),
      track_gain_db: gains.trackGainDb,
      track_peak: gains.trackPeak,
      album_gain_db: gains.albumGainDb,
      album_peak: gains.albumPeak,
      chapters: chapters.map((chapter) => ({ ...chapter, title: name(chapter.title) })),
    };
  } finally {
    input.dispose();
  }
}

function name(text: string | undefined): string {
  return (text ?? '').replaceAll('\0', ' ').trim().slice(0, LONGEST_TEXT);
}

/** All texts by name in lower case; ID3's user-defined ones (TXXX) lie one level deeper. */
function notesOf(raw: Raw): Map<string, string> {
  const notes = new Map<string, string>();
  for (const [key, value] of Object.entries(raw)) {
    const text: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof text === 'string') notes.set(key.toLowerCase(), text);
    if (key !== 'TXXX' || typeof text !== 'object' || text === null) continue;
    for (const [inner, innerText] of Object.entries(text)) {
      if (typeof innerText === 'string') notes.set(inner.toLowerCase(), innerText);
    }
  }
  return notes;
}

/** The front cover, else the first picture of a kind that every browser draws. */
function pictureOf({ images = [] }: MetadataTags): TagsReadMessage['picture'] {
  const fronts = images.filter(({ kind }) => kind === 'coverFront');
  for (const { data } of [...fronts, ...images]) {
    const mimeType = pictureType(data);
    if (mimeType !== null) return { bytes: data.slice(), mime_type: mimeType };
  }
  return null;
}

/**
 * By its first bytes: what the file calls it may be wrong. Never SVG, which as a document of the
 * page's own origin could run scripts.
 */
function pictureType(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG')) return 'image/png';
  if (head.startsWith('GIF8')) return 'image/gif';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  return null;
}
