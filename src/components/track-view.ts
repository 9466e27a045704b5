import type { Chapter, Transcript, TrackView } from './player-context.ts';

/** The track in this language (BCP 47), or in another variety of it. */
export function inLanguage(tracks: readonly TextTrack[], language: string): TextTrack | undefined {
  const [primary] = language.toLowerCase().split('-');
  return (
    tracks.find((track) => track.language.toLowerCase() === language.toLowerCase()) ??
    tracks.find((track) => track.language.toLowerCase().split('-')[0] === primary)
  );
}

/** Reads what the face shows of a list of tracks. A member that has not changed stays the same object. */
export class TrackViewReader {
  #view: TrackView = { chapters: [], captions: [], caption: null, transcript: null };
  #chaptersRead = '';

  get view(): TrackView {
    return this.#view;
  }

  /** The cues of a track have come, perhaps in place of others. */
  forgetCues(): void {
    this.#chaptersRead = '';
  }

  /**
   * @param transcript the track whose text is read along; null: none
   * @returns whether the view has changed
   */
  read(tracks: TextTrackList, transcript: TextTrack | null): boolean {
    const before = this.#view;
    const all = [...tracks];
    const captions = all.filter(({ kind }) => kind === 'captions' || kind === 'subtitles');
    this.#view = {
      chapters: this.#chapters(all),
      captions: kept(before.captions, captions, Object.is),
      caption: shownOf(captions),
      transcript: transcript && this.#transcript(transcript),
    };
    return (
      this.#view.chapters !== before.chapters ||
      this.#view.captions !== before.captions ||
      this.#view.caption !== before.caption ||
      this.#view.transcript !== before.transcript
    );
  }

  #transcript(track: TextTrack): Transcript {
    const before = this.#view.transcript;
    const cues = [...(track.cues ?? [])].filter((cue) => cue instanceof VTTCue);
    if (before?.track !== track) return { track, cues };
    const still = kept(before.cues, cues, Object.is);
    return still === before.cues ? before : { track, cues };
  }

  /** Parsed again only when there may be others. */
  #chapters(tracks: readonly TextTrack[]): readonly Chapter[] {
    const index = tracks.findIndex(({ kind, mode }) => kind === 'chapters' && mode !== 'disabled');
    const occasion = `${index} ${tracks[index]?.cues?.length}`;
    if (occasion === this.#chaptersRead) return this.#view.chapters;
    this.#chaptersRead = occasion;
    return kept(this.#view.chapters, chaptersOf(tracks[index]), sameChapter);
  }
}

/** The captions that are shown. */
export function shownOf(captions: readonly TextTrack[]): TextTrack | null {
  return captions.find(({ mode }) => mode === 'showing') ?? null;
}

function chaptersOf(track: TextTrack | undefined): Chapter[] {
  return [...(track?.cues ?? [])]
    .filter((cue) => cue instanceof VTTCue)
    .map((cue) => ({
      startSeconds: cue.startTime,
      endSeconds: cue.endTime,
      title: cue.getCueAsHTML().textContent.trim(),
    }));
}

function sameChapter(a: Chapter, b: Chapter): boolean {
  return a.startSeconds === b.startSeconds && a.endSeconds === b.endSeconds && a.title === b.title;
}

function kept<Item>(
  before: readonly Item[],
  now: readonly Item[],
  same: (a: Item, b: Item) => boolean,
): readonly Item[] {
  const unchanged =
    before.length === now.length && now.every((item, index) => same(item, before[index]!));
  return unchanged ? before : now;
}
