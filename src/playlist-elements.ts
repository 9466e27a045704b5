/** The playlist and its keys, defined when there is one on the page. */
import { RustyAudioPlaylistKey } from './components/playlist-key.ts';
import { RustyAudioPlaylist } from './components/playlist.ts';
import { defineElements } from './define-elements.ts';

defineElements({
  'rusty-audio-playlist-key': RustyAudioPlaylistKey,
  'rusty-audio-playlist': RustyAudioPlaylist,
});
