import { LiveFace } from './live-face.ts';
import { PlayerElement } from './player-element.ts';
import type { FaceHost, PlayerFace } from './player-face.ts';

/**
 * Plays audio, with a live spectrum and an 8-band equalizer.
 *
 * Without children it shows its default face. As soon as one of `rusty-audio-spectrum`,
 * `rusty-audio-equalizer`, `rusty-audio-meters`, `rusty-audio-timeline` or `rusty-audio-transport`
 * stands among its descendants, these replace the default face, in whatever markup surrounds them.
 * A `rusty-audio-playlist` alone does not: the default face has a place for it.
 *
 * `<track>` children are read as in `<audio>`: captions and subtitles are shown and can be read along
 * as a transcript, chapters stand on the seek bar.
 *
 * Keys, while the focus is inside: space or K plays and pauses, J and L go back and forward 10
 * seconds, M mutes, C shows captions in the listener's language or hides them. What is typed into a field, and browser shortcuts, are left alone.
 *
 * @summary An audio player with a live spectrum and an equalizer.
 * @tag rusty-audio-player
 *
 * @slot - Elements of the player, and markup around them, in place of the default face.
 * @slot artwork - A picture in place of the cover.
 * @slot title - The title in the author's own markup.
 * @slot playlist - A `rusty-audio-playlist`, which takes it by itself, below the keys.
 *
 * @csspart player - The faceplate.
 * @csspart cover - The square for the artwork.
 * @csspart title - The title.
 * @csspart byline - Artist and album.
 * @csspart badge - The mode's sign and word, a key.
 * @csspart note - The sentences that explain the mode.
 * @csspart display-switch - The keys that choose the display.
 * @csspart equalizer-controls - Presets, preamp and bypass.
 * @csspart readout - The loudest frequency, and the loudness of the track.
 * @csspart stage - The display or the equalizer, and the meters; in the compact face a small spectrum.
 * @csspart caption - What is being said, where captions are shown.
 * @csspart transcript - All that is said, in place of the display.
 * @csspart timeline - The seek bar with its ruler.
 * @csspart seek - The bar itself, an ARIA slider.
 * @csspart well - The recess behind the waveform.
 * @csspart flag - The flags A and B of the looped section.
 * @csspart tip - Time and chapter under the pointer.
 * @csspart time - Elapsed and remaining time.
 * @csspart bank - The keys that move the tape.
 * @csspart tools - The settings: speed, volume, more.
 * @csspart menu - What hangs from a key of the settings.
 * @csspart transport - Time, keys and settings.
 * @csspart play - The play key.
 * @csspart message - The sentence in place of the seek bar: an error, or nothing to play.
 * @csspart retry - The key "Try again".
 *
 * @cssproperty [--rusty-audio-accent=oklch(0.6 0.185 38)] - Played, loud, selected. Any colour: its lightness is clamped so that it stays legible. Often the only one to set.
 * @cssproperty [--rusty-audio-font=inherit] - Font family.
 * @cssproperty --rusty-audio-surface - The faceplate.
 * @cssproperty --rusty-audio-well - The ground of displays.
 * @cssproperty --rusty-audio-raised - Keys and menus.
 * @cssproperty --rusty-audio-line - Hairlines.
 * @cssproperty --rusty-audio-line-2 - Edges of keys, and ticks.
 * @cssproperty --rusty-audio-ink - Title, icons, the playhead.
 * @cssproperty --rusty-audio-ink-2 - Secondary text.
 * @cssproperty --rusty-audio-ink-3 - Legends.
 * @cssproperty --rusty-audio-mark - Buffered, not yet played.
 * @cssproperty --rusty-audio-faint - Not yet buffered.
 * @cssproperty --rusty-audio-danger - The edge of an error.
 * @cssproperty [--rusty-audio-text-legend=0.6875rem] - Size of axes and ticks.
 * @cssproperty [--rusty-audio-text-small=0.75rem] - Size of badge and tips.
 * @cssproperty [--rusty-audio-text-body=0.875rem] - Size of artist, menus and messages.
 * @cssproperty [--rusty-audio-text-title=1.375rem] - Size of the title.
 * @cssproperty [--rusty-audio-text-counter=1.625rem] - Size of the elapsed time.
 * @cssproperty [--rusty-audio-radius-card=14px] - Corners of the faceplate.
 * @cssproperty [--rusty-audio-radius-key=9px] - Corners of keys.
 * @cssproperty [--rusty-audio-radius-well=6px] - Corners of displays.
 * @cssproperty [--rusty-audio-radius-tick=2px] - Corners of flags.
 * @cssproperty [--rusty-audio-motion-press=70ms] - A key goes down.
 * @cssproperty [--rusty-audio-motion-quick=140ms] - A colour changes.
 * @cssproperty [--rusty-audio-motion-open=220ms] - Something opens.
 * @cssproperty [--rusty-audio-ease-out=cubic-bezier(0.2, 0.7, 0.2, 1)] - How movements end.
 * @cssproperty [--rusty-audio-ease-in-out=cubic-bezier(0.5, 0, 0.2, 1)] - How movements begin and end.
 */
export class RustyAudioPlayer extends PlayerElement {
  protected override createFace(host: FaceHost): PlayerFace {
    return new LiveFace(host);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rusty-audio-player': RustyAudioPlayer;
  }
}
