import { translationNow } from './languages.ts';

/** What the playlist says, in English: loaded with it. */
const en = {
  playlist: 'Playlist',
  /** `plural` is that of the count. */
  tracks: (count: string, plural: Intl.LDMLPluralRule) =>
    plural === 'one' ? `${count} track` : `${count} tracks`,
  noTracks: 'Drop audio files here, or add them by the key above.',
  addFiles: 'Add files',
  closeList: 'Close playlist',
  shuffle: 'Shuffle',
  repeat: { off: 'Repeat: off', all: 'Repeat: all tracks', one: 'Repeat: this track' },
  rowMenu: (title: string) => `More for ${title}`,
  moveUp: 'Move up',
  moveDown: 'Move down',
  remove: 'Remove',
  moved: (title: string, place: string, count: string) =>
    `${title} is number ${place} of ${count} now.`,
  removed: (title: string) => `${title} was removed.`,
  added: (tracks: string) => `Added: ${tracks}.`,
  notAudio: (name: string) => `${name} is no audio file that can be played here.`,
  skipped: (title: string) => `${title} could not be played and was skipped.`,
  failedTrack: 'could not be played',
  listFailed: 'The playlist could not be loaded.',
};

export type PlaylistWords = typeof en;

/** The words for a tag of `settings.lang`. */
export function playlistWordsFor(lang: string): PlaylistWords {
  return translationNow(lang)?.playlistWords ?? en;
}
