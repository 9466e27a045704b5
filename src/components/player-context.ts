import { createContext } from '@lit/context';
import type { AudioEngine, Chapter } from '../engine/audio-engine.ts';
import type { FrequencyScale } from './frequency-scale.ts';

export type { Chapter };

export const VISUALIZERS = [
  'bars',
  'line',
  'spectrogram',
  'oscilloscope',
  'equalizer',
  'none',
] as const;
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

/** Where the track stands among others. */
export interface PlaylistPosition {
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
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

/** What a player lends to the elements inside it. `engine` stays the same for the player's life. */
export interface PlayerContext {
  readonly engine: AudioEngine;
  readonly settings: ViewSettings;
}

/** Registered globally, so that elements of a second copy of this module find the player too. */
export const playerContext = createContext<PlayerContext>(Symbol.for('rusty-audio-player'));
