/** The classes of the elements. Nothing is registered: an application may use names of its own. */
export { RustyAudioCaptions } from './components/captions.ts';
export { RustyAudioClock } from './components/clock.ts';
export { RustyAudioDisplaySwitch } from './components/display-switch.ts';
export { RustyAudioEqualizerControls } from './components/equalizer-controls.ts';
export { RustyAudioEqualizer } from './components/equalizer.ts';
export { RustyAudioMeters } from './components/level-meters.ts';
export { RustyAudioModeBadge } from './components/mode-badge.ts';
export { RustyAudioPeakReadout } from './components/peak-readout.ts';
export { RustyAudioPresetMenu } from './components/preset-menu.ts';
export { RustyAudioPlaylist } from './components/playlist.ts';
export { RustyAudioPlaylistKey } from './components/playlist-key.ts';
export { RustyAudioPlayer } from './components/rusty-audio-player.ts';
export { RustyAudioSlider } from './components/slider.ts';
export { RustyAudioSpectrum } from './components/spectrum.ts';
export { RustyAudioTimeline } from './components/timeline.ts';
export { RustyAudioTranscript } from './components/transcript.ts';
export { RustyAudioTransport } from './components/transport.ts';
export { RustyAudioTransportKeys } from './components/transport-keys.ts';
export { RustyAudioTransportSettings } from './components/transport-settings.ts';
export {
  playerContext,
  type Chapter,
  type PlaylistEntry,
  type PlaylistPosition,
  type PlayerContext,
  type Transcript,
  type TrackView,
  type PlaylistSeat,
  type ViewSettings,
} from './components/player-context.ts';
export { PlayerRequestEvent, type PlayerRequest } from './components/requests.ts';
