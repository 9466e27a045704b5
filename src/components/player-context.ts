import { createContext } from '@lit/context';
import type { AudioEngine, Chapter, SourceCandidate } from '../engine/audio-engine.ts';
import type { Repeat } from '../playlist/play-queue.ts';
import type { FrequencyScale } from './frequency-scale-names.ts';

export type { Chapter };

/** Displays of what is heard. */
export const PICTURES = ['bars', 'line', 'spectrogram', 'oscilloscope'] as const;

export const VISUALIZERS = [...PICTURES, 'equalizer', 'none'] as const;
export type Visualizer = (typeof VISUALIZERS)[number];

export const LAYOUTS = ['full', 'compact', 'mini'] as const;
export type Layout = (typeof LAYOUTS)[number];

export const THEMES = ['auto', 'light', 'dark', 'high-contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** What is said in a track, from beginning to end. */
export interface Transcript {
  readonly track: TextTrack;
  /** In the order of time; empty until they have come. */
  readonly cues: readonly VTTCue[];
}

/** What is there to be read while a track plays. A member that changes is a new object. */
export interface TrackView {
  /** In the order of time; empty when there are none. */
  readonly chapters: readonly Chapter[];
  /** Captions and subtitles, in their order. */
  readonly captions: readonly TextTrack[];
  /** Those that are shown; null: none. */
  readonly caption: TextTrack | null;
  /** That of the captions that are shown, else in the listener's language; null: closed. */
  readonly transcript: Transcript | null;
}

/** What a list shows of a track. Texts are empty where nothing is known. */
export interface PlaylistEntry {
  readonly title: string;
  readonly artist: string;
  /** null: not known. */
  readonly durationSeconds: number | null;
}

/** Where the track stands among others, and what their list says of it. */
export interface PlaylistPosition {
  readonly entries: readonly PlaylistEntry[];
  /** -1: none. */
  readonly currentIndex: number;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  readonly shuffle: boolean;
  readonly repeat: Repeat;
  /** The list stands in the full face. */
  readonly shown: boolean;
  /** Of the current track; they go before the file's own. Empty where the list says nothing. */
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  readonly artwork: string;
}

/** What the page's author has chosen for the view. A new object whenever a member changes. */
export interface ViewSettings extends TrackView {
  readonly visualizer: Visualizer;
  readonly frequencyScale: FrequencyScale;
  /** dBFS at the bottom of the spectrum. */
  readonly minDecibels: number;
  /** dBFS at the top of the spectrum. */
  readonly maxDecibels: number;
  readonly theme: Theme;
  readonly layout: Layout;
  /** The author has composed a face in place of the layout's. */
  readonly composed: boolean;
  /** The language that is shown, a BCP 47 tag; `en` while another one's words are still to come. */
  readonly lang: string;
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  /** Absolute or relative URL of a picture; empty when there is none. */
  readonly artwork: string;
  /** null: there is one track only. */
  readonly playlist: PlaylistPosition | null;
}

/** Where a playlist sits: through this it moves its player, which dispatches requests and events. */
export interface PlaylistSeat {
  readonly player: HTMLElement;
  play(): Promise<void>;
  /** The name under which the player remembers; empty: it does not. */
  readonly storageKey: () => string;
  /**
   * What is played in place of the player's own sources, from now on; a `src` that is set later
   * takes its turn.
   *
   * @param isLoaded the engine has gone on to it already, by `setNext`
   */
  setTrack(source: SourceCandidate, isLoaded: boolean): void;
  /** null: there is no list any more. */
  setPosition(position: PlaylistPosition | null): void;
}

/** What a player lends to the elements inside it. All but the settings stay for the player's life. */
export interface PlayerContext {
  readonly engine: AudioEngine;
  readonly seat: PlaylistSeat;
  readonly settings: ViewSettings;
}

/** Registered globally, so that elements of a second copy of this module find the player too. */
export const playerContext = createContext<PlayerContext>(Symbol.for('rusty-audio-player'));
