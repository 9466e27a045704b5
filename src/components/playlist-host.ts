import { ContextConsumer } from '@lit/context';
import { type PropertyValues } from 'lit';
import { state } from 'lit/decorators.js';
import { readJsonList, readTrackData } from '../playlist/json-list.ts';
import { REPEATS, type Repeat } from '../playlist/play-queue.ts';
import { TrackListBuilder, type Track, type TrackList } from '../playlist/track.ts';
import {
  flag,
  numberBetween,
  propertyValue,
  warnOfIgnored,
  word,
  type AttributeRule,
} from './attribute-rules.ts';
import { FaceElement } from './face-element.ts';
import { playerContext, type PlayerContext, type ViewSettings } from './player-context.ts';
import { PlaylistPanel } from './playlist-panel.ts';
import { PlaylistPlayback } from './playlist-playback.ts';
import { fetchList, isAudioFile, listInside, TrackFiles } from './playlist-source.ts';
import { upgradeProperties } from './property-upgrade.ts';
import { PLAYER_REQUEST } from './requests.ts';
import { warn } from './console-warning.ts';

const LONGEST_CROSSFADE_SECONDS = 12;

const RULES = {
  shuffle: flag,
  repeat: word(REPEATS, 'off'),
  crossfade: numberBetween(0, LONGEST_CROSSFADE_SECONDS, 0),
  open: flag,
} as const;

/** One track, as a page gives and gets it. */
export interface PlaylistTrack {
  readonly src: string;
  readonly title?: string;
  readonly artist?: string;
  readonly album?: string;
  readonly artwork?: string;
  /** Seconds. */
  readonly duration?: number;
}

/** A playlist without a view: where its tracks come from, and how it moves the player around it. */
export abstract class PlaylistHost extends FaceElement {
  protected readonly playback = new PlaylistPlayback({
    changed: () => {
      this.#changed = true;
      this.requestUpdate();
    },
    skipped: (title) => {
      this.trackSkipped(title);
    },
  });
  protected readonly panel = new PlaylistPanel(this, () => {
    this.#changed = true;
    this.requestUpdate();
  });
  readonly #files = new TrackFiles<Track>();
  readonly #children = new MutationObserver(() => {
    this.#readChildren();
  });
  /** The player around it, while it stands in one. */
  #lent: PlayerContext | null = null;
  #listening = new AbortController();
  #fetching = new AbortController();
  #changed = true;
  #upgraded = false;
  #src = '';
  #crossfadeSeconds = 0;
  #hasData = false;

  /** The player's; undefined until one was found. */
  @state() protected accessor settings: ViewSettings | undefined = undefined;

  constructor() {
    super();
    new ContextConsumer(this, {
      context: playerContext,
      subscribe: true,
      callback: (lent) => {
        this.settings = lent.settings;
        if (lent.engine !== this.#lent?.engine) this.#enter(lent);
      },
    });
  }

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'src', ...Object.keys(RULES)];
  }

  /**
   * The tracks in the order that is shown: an array of `{src, title, artist, album, artwork, duration}`
   * or of addresses, or JSON text of one. It goes before `src` and the children; null gives the list
   * back to them. What is no track is told in the console, and the others are kept.
   */
  get tracks(): readonly PlaylistTrack[] {
    return this.playback.queue.entries.map(({ url, durationSeconds, ...words }) => ({
      src: url,
      ...words,
      ...(durationSeconds === null ? {} : { duration: durationSeconds }),
    }));
  }
  set tracks(value: readonly (PlaylistTrack | string)[] | string | null) {
    this.#hasData = value !== null;
    this.#fetching.abort();
    if (value === null) this.#read();
    else if (typeof value === 'string') this.#take(readJsonList(value, this.baseURI));
    else this.#take(readTrackData(value, this.baseURI));
  }

  /** URL of a list: M3U, M3U8, PLS, XSPF or JSON. Goes before the children. Default: empty. */
  get src(): string {
    return this.#src;
  }
  set src(value: string) {
    this.#src = value;
    if (this.isConnected) this.#read();
  }

  /** -1: none. */
  get currentIndex(): number {
    return this.playback.queue.currentIndex;
  }

  /** Tracks are played in an order of chance. Default false. */
  get shuffle(): boolean {
    return this.playback.queue.shuffle;
  }
  set shuffle(value: boolean) {
    this.playback.queue.shuffle = propertyValue('shuffle', RULES.shuffle, value);
    this.playback.queueChanged();
  }

  /** `off` (default), `all`, or `one`, which is the player's `loop`. */
  get repeat(): Repeat {
    return this.playback.repeat;
  }
  set repeat(value: Repeat) {
    this.playback.repeat = propertyValue('repeat', RULES.repeat, value);
  }

  /** Seconds for which a track and the next one sound together, 0 (default) to 12. */
  get crossfade(): number {
    return this.#crossfadeSeconds;
  }
  set crossfade(value: number) {
    this.#crossfadeSeconds = propertyValue('crossfade', RULES.crossfade, value);
    this.playback.crossfadeSeconds = this.#crossfadeSeconds;
  }

  /** Whether the list is shown in the full face. Default: where it is a column. */
  get open(): boolean {
    return this.panel.shown;
  }
  set open(value: boolean) {
    this.panel.open = propertyValue('open', RULES.open, value);
  }

  /** To the next track, playing or paused as before. Without one nothing happens. */
  next(): void {
    this.playback.fulfil({ type: 'next' });
  }

  /** To the start of the track, or within its first 3 seconds to the one before it. */
  previous(): void {
    this.playback.fulfil({ type: 'previous' });
  }

  /** Plays a track. @param index in the order that is shown */
  playTrack(index: number): void {
    this.playback.playAt(index);
  }

  /** Puts a track in another place. @param to its index afterwards */
  moveTrack(from: number, to: number): void {
    const track = this.playback.queue.entries[from];
    if (track === undefined) return;
    this.playback.queue.move(track, to);
    this.playback.queueChanged();
  }

  /** Takes a track out of the list; the one after it takes the place of the one that is played. */
  removeTrack(index: number): void {
    const track = this.playback.queue.entries[index];
    if (track === undefined) return;
    this.playback.remove(track);
    this.#files.release(track);
  }

  /**
   * Adds audio files of the listener's own to the end of the list. They stay on this device, and are
   * gone with the element.
   *
   * @returns those that are no audio
   */
  addFiles(files: Iterable<File>): readonly File[] {
    const all = [...files];
    const audio = all.filter(isAudioFile);
    const added = audio.map((file) => {
      const track = this.#files.add(file, (url) => {
        const list = new TrackListBuilder(url);
        list.add(file.name, url, {});
        return list.build().tracks[0]!;
      });
      this.playback.nameTrack(track, file.name.replace(/(?<=.)\.\w{1,5}$/, ''));
      return track;
    });
    this.playback.queue.insert(added);
    this.playback.begin();
    this.playback.queueChanged();
    return all.filter((file) => !audio.includes(file));
  }

  override attributeChangedCallback(name: string, old: string | null, text: string | null): void {
    super.attributeChangedCallback(name, old, text);
    if (name === 'src') this.src = text ?? '';
    else if (name === 'shuffle') this.shuffle = this.#ruled(name, RULES.shuffle, text);
    else if (name === 'repeat') this.repeat = this.#ruled(name, RULES.repeat, text);
    else if (name === 'crossfade') this.crossfade = this.#ruled(name, RULES.crossfade, text);
    else if (name === 'open') {
      this.panel.open = text === null ? null : this.#ruled(name, RULES.open, text);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.#upgraded) {
      this.#upgraded = true;
      upgradeProperties(this, PlaylistHost.observedAttributes);
    }
    this.#children.observe(this, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['href', 'data-title', 'data-artist', 'data-album', 'data-artwork'],
    });
    this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#children.disconnect();
    // A move takes the element out and puts it back in one go: only what is still out then counts.
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.settings) this.panel.stand(this.settings);
    if (!this.#changed) return;
    this.#changed = false;
    this.#lent?.seat.setPosition(this.playback.position(this.panel.shown));
    this.dispatchEvent(new Event('playlistchange', { bubbles: true, composed: true }));
  }

  /** A track could not be played, and the next one takes its turn. */
  protected abstract trackSkipped(title: string): void;

  /** The list itself could not be loaded; empty: it was. */
  protected abstract listFailed(problem: string): void;

  /** The element has come into a player. @param signal ends with that */
  protected abstract entered(player: HTMLElement, signal: AbortSignal): void;

  #enter(lent: PlayerContext): void {
    this.#leave();
    this.#lent = lent;
    const { engine, seat } = lent;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    // Before the player itself, which leaves these wishes to a playlist.
    seat.player.addEventListener(
      PLAYER_REQUEST,
      (event) => {
        const { detail } = event;
        if (detail.type === 'show-playlist') this.open = detail.shown;
        else if (!this.playback.fulfil(detail)) return;
        event.preventDefault();
      },
      { signal, capture: true },
    );
    this.panel.enter(seat.player, signal);
    this.playback.attach(engine, seat);
    this.entered(seat.player, signal);
  }

  #leave(): void {
    if (this.#lent === null) return;
    this.#listening.abort();
    this.#fetching.abort();
    this.playback.detach();
    this.#lent.seat.setPosition(null);
    this.#lent = null;
    this.playback.queue.replace(
      this.playback.queue.entries.filter((track) => !this.#files.tracks.includes(track)),
    );
    this.#files.releaseAll();
  }

  #ruled<Value>(name: string, rule: AttributeRule<Value>, text: string | null): Value {
    if (text === null) return rule.fallback;
    const value = rule.parse(text);
    if (value !== undefined) return value;
    warnOfIgnored(this, name, text, rule.allowed);
    return rule.fallback;
  }

  /** Where no page has set `tracks`. */
  #read(): void {
    if (this.#hasData) return;
    this.#fetching.abort();
    if (this.#src.trim() === '') this.#readChildren();
    else void this.#fetch(this.#src.trim());
  }

  #readChildren(): void {
    if (this.#hasData || this.#src.trim() !== '') return;
    this.#take(listInside(this) ?? { tracks: [], problems: [] });
  }

  async #fetch(address: string): Promise<void> {
    this.#fetching = new AbortController();
    const { signal } = this.#fetching;
    const url = URL.canParse(address, this.baseURI) ? new URL(address, this.baseURI).href : address;
    try {
      const list = await fetchList(url, signal);
      if (!signal.aborted) this.#take(list);
    } catch (error) {
      if (signal.aborted) return;
      const problem = error instanceof Error ? error.message : String(error);
      warn(this, `src="${address}" could not be loaded. ${problem}`);
      this.listFailed(problem);
    }
  }

  /** What was read, and what the listener has added. A track that stays is the same one. */
  #take({ tracks, problems }: TrackList): void {
    if (problems.length > 0) {
      const lines = problems.map(({ place, reason }) => `\n  ${place}: ${reason}`);
      warn(this, `part of the list is left out.${lines.join('')}`);
    }
    const before = new Set(this.playback.queue.entries);
    const kept = tracks.map((track) => {
      const text = JSON.stringify(track);
      const same = [...before].find((one) => JSON.stringify(one) === text);
      if (same) before.delete(same);
      return same ?? track;
    });
    this.listFailed('');
    this.playback.replace([...kept, ...this.#files.tracks]);
  }
}
