import type { AudioEngine } from '../engine/audio-engine.ts';
import { CueTimeline } from './cue-timeline.ts';
import type { TrackView } from './player-context.ts';
import { TrackChildren } from './track-children.ts';
import { inLanguage, shownOf, TrackViewReader } from './track-view.ts';

/** The player that the tracks belong to. */
export interface TextTrackOwner {
  readonly element: HTMLElement;
  readonly engine: AudioEngine;
  /** Holds and parses the tracks, and never plays. */
  readonly carrier: HTMLAudioElement;
  /** How the player's files are asked for. */
  crossOrigin(): 'anonymous' | 'use-credentials' | null;
  /** BCP 47. */
  language(): string;
  /** `view` has changed. */
  changed(): void;
}

/**
 * The text tracks of one player: those of its `<track>` children and its own, their cues at the time
 * that is heard, and what the face shows of them. It lives as long as its element, which alone holds
 * it: the engine must not.
 */
export class TextTracks {
  readonly #owner: TextTrackOwner;
  readonly #timeline: CueTimeline;
  readonly #children: TrackChildren;
  readonly #reader = new TrackViewReader();
  #transcriptOpen = false;

  constructor(owner: TextTrackOwner) {
    this.#owner = owner;
    const { textTracks } = owner.carrier;
    this.#timeline = new CueTimeline(owner.engine, textTracks);
    this.#children = new TrackChildren(owner, () => {
      this.#reader.forgetCues();
      this.#update();
    });
    textTracks.addEventListener('addtrack', ({ track }) => {
      if (track) this.#added(track);
    });
    for (const type of ['removetrack', 'change']) {
      textTracks.addEventListener(type, () => {
        this.#update();
      });
    }
    for (const track of textTracks) this.#added(track);
    this.#children.sync();
  }

  get view(): TrackView {
    return this.#reader.view;
  }

  childrenChanged(): void {
    this.#children.sync();
  }

  engineEvent(type: string): void {
    if (type === 'seeking') this.#timeline.jump();
    this.#update();
  }

  /** Shows these captions in place of those that are shown; null: none. */
  showCaptions(shown: TextTrack | null): void {
    for (const track of this.view.captions) {
      if (track === shown) track.mode = 'showing';
      else if (track.mode === 'showing') track.mode = 'disabled';
    }
  }

  /** Hides the captions, or shows those in the language of the player. */
  toggleCaptions(): void {
    this.showCaptions(this.view.caption ? null : this.#preferredCaptions());
  }

  /** Opens or closes the text to be read along; it is loaded where no captions are shown. */
  showTranscript(shown: boolean): void {
    this.#transcriptOpen = shown;
    this.#update();
  }

  #added(track: TextTrack): void {
    this.#timeline.adopt(track);
    if (track.kind === 'chapters') this.#enableChapters();
    this.#update();
  }

  /** Chapters need no choice to be shown: those in the player's language, unless some are on. */
  #enableChapters(): void {
    const { carrier } = this.#owner;
    // Those with `default` the browser switches on by itself, a little later.
    if (carrier.querySelector('track[kind=chapters][default]')) return;
    const tracks = [...carrier.textTracks].filter(({ kind }) => kind === 'chapters');
    if (tracks.some(({ mode }) => mode !== 'disabled')) return;
    const chosen = inLanguage(tracks, this.#owner.language()) ?? tracks[0];
    if (chosen) chosen.mode = 'hidden';
  }

  #update(): void {
    this.#timeline.update();
    const transcript = this.#transcriptOpen ? this.#transcriptTrack() : null;
    if (this.#reader.read(this.#owner.carrier.textTracks, transcript)) this.#owner.changed();
  }
  #preferredCaptions(): TextTrack | null {
    const { captions } = this.view;
    return inLanguage(captions, this.#owner.language()) ?? captions[0] ?? null;
  }

  #transcriptTrack(): TextTrack | null {
    const track = shownOf(this.view.captions) ?? this.#preferredCaptions();
    if (track?.mode === 'disabled') track.mode = 'hidden';
    return track;
  }
}
