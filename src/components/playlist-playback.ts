import { MEDIA_ERROR, NETWORK_STATE, type AudioEngine } from '../engine/audio-engine.ts';
import { PlayQueue, type Repeat } from '../playlist/play-queue.ts';
import type { Track } from '../playlist/track.ts';
import type { PlaylistEntry, PlaylistPosition, PlaylistSeat } from './player-context.ts';
import { recall } from './memory-store.ts';
import { request, type PlayerRequest } from './requests.ts';
import { pageLink } from './time-links.ts';
import { titleFromUrl } from './track-title.ts';

/** Later in a track than this, "previous" goes to its start. */
const RESTART_SECONDS = 3;

export interface PlaybackNews {
  /** Tracks, their order, what is known of them, or the current one have changed. */
  changed(): void;
  /** A track could not be played, and the next one takes its turn. */
  skipped(title: string): void;
}

/** What was learned of a track beyond what its list says. */
interface TrackFacts {
  readonly name?: string;
  readonly title?: string;
  readonly artist?: string;
  readonly durationSeconds?: number;
}

const sourceOf = ({ url }: Track) => ({ url, type: '', key: null });

/**
 * Moves a player through a queue: what follows is named to the engine ahead, so that it is joined
 * without a gap; where the engine can't join, the next track is loaded when one has ended, or failed.
 * Main thread, without a view.
 */
export class PlaylistPlayback {
  readonly queue = new PlayQueue<Track>();
  readonly #news: PlaybackNews;
  readonly #facts = new WeakMap<Track, TrackFacts>();
  /** Since they last played. */
  readonly #failed = new Set<Track>();
  #engine: AudioEngine | null = null;
  #seat: PlaylistSeat | null = null;
  #listening = new AbortController();
  #unsubscribe: () => void = () => undefined;
  /** What the engine was told to go on with. */
  #prepared: Track | null = null;
  #crossfadeSeconds = 0;
  /** Holds until the player is there: `one` is a setting of the player's. */
  #repeatBefore: Repeat = 'off';
  #sleepsAtEnd = false;
  #looped = false;

  constructor(news: PlaybackNews) {
    this.#news = news;
  }

  get repeat(): Repeat {
    if (this.#engine === null) return this.#repeatBefore;
    if (this.#engine.snapshot.loop) return 'one';
    return this.queue.wraps ? 'all' : 'off';
  }

  set repeat(repeat: Repeat) {
    this.#repeatBefore = repeat;
    if (repeat === this.repeat && this.#engine !== null) return;
    this.queue.wraps = repeat === 'all';
    if (this.#seat) request(this.#seat.player, { type: 'loop', loop: repeat === 'one' });
    this.queueChanged();
  }

  /** @param seconds 0 to 12 */
  set crossfadeSeconds(seconds: number) {
    this.#crossfadeSeconds = seconds;
    this.#engine?.setCrossfade(seconds);
  }

  attach(engine: AudioEngine, seat: PlaylistSeat): void {
    this.detach();
    this.#engine = engine;
    this.#seat = seat;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const reactions = {
      loadstart: () => this.#loadStarted(),
      trackchange: () => this.#joined(),
      ended: () => this.#ended(),
      error: () => this.#failedToPlay(),
      playing: () => this.#played(),
    };
    for (const [type, react] of Object.entries(reactions)) {
      engine.addEventListener(type, react, { signal });
    }
    this.#unsubscribe = engine.subscribe(() => {
      this.#learn();
    });
    engine.setCrossfade(this.#crossfadeSeconds);
    if (this.#repeatBefore !== 'off') this.repeat = this.#repeatBefore;
    this.begin();
  }

  /** The player goes on with what it plays, and nothing follows. */
  detach(): void {
    this.#listening.abort();
    this.#unsubscribe();
    this.#engine?.setNext(null);
    this.#engine?.setCrossfade(0);
    this.#prepared = null;
    this.#engine = null;
    this.#seat = null;
  }

  /** The first track is loaded, where the player has nothing of its own. */
  begin(): void {
    const { queue } = this;
    const engine = this.#engine;
    if (engine === null || queue.current !== null) return;
    const { networkState, currentSrc } = engine.snapshot;
    const first = this.#named ?? queue.following;
    const own = queue.entries.find(({ url }) => url === currentSrc);
    if (own) queue.select(own);
    else if (networkState === NETWORK_STATE.EMPTY && first) this.#load(first, false);
    this.queueChanged();
  }

  /** Does what a request asks of a playlist. @returns false for one that is not about it */
  fulfil(wish: PlayerRequest): boolean {
    const { type } = wish;
    if (type === 'next') this.#go(this.queue.following);
    else if (type === 'previous') this.#goBack();
    else if (type === 'track') this.playAt(wish.index);
    else if (type === 'repeat') this.repeat = wish.repeat;
    else if (type === 'shuffle') {
      this.queue.shuffle = wish.shuffle;
      this.queueChanged();
    } else return false;
    return true;
  }

  /** Plays the track at this place of the list; the current one goes on. */
  playAt(index: number): void {
    const track = this.queue.entries[index];
    if (track === undefined) return;
    this.#failed.delete(track);
    if (track !== this.queue.current || this.#engine?.snapshot.error) this.#load(track, true);
    else if (this.#seat) request(this.#seat.player, { type: 'play' });
  }

  /** Other tracks stand in the list; one that is still among them plays on. */
  replace(tracks: readonly Track[]): void {
    const { current } = this.queue;
    const wasPlaying = this.#isPlaying;
    this.queue.replace(tracks);
    const same = tracks.find(({ url }) => url === current?.url);
    if (same) this.queue.select(same);
    const first = this.queue.following;
    if (current && !same && first) this.#load(first, wasPlaying);
    else this.begin();
    this.queueChanged();
  }

  /** @param name of a track whose address tells none */
  nameTrack(track: Track, name: string): void {
    this.#note(track, { name });
  }

  remove(track: Track): void {
    const wasCurrent = track === this.queue.current;
    const wasPlaying = this.#isPlaying;
    this.queue.remove(track);
    this.#failed.delete(track);
    const heir = this.queue.current;
    if (wasCurrent && heir) this.#load(heir, wasPlaying);
    this.queueChanged();
  }

  /** To be called after each change of the queue. */
  queueChanged(): void {
    this.#prepare();
    this.#news.changed();
  }

  hasFailed(track: Track): boolean {
    return this.#failed.has(track);
  }

  entryOf(track: Track): PlaylistEntry {
    const facts = this.#facts.get(track) ?? {};
    return {
      title: track.title || facts.title || facts.name || titleFromUrl(track.url),
      artist: track.artist || facts.artist || '',
      durationSeconds: facts.durationSeconds ?? track.durationSeconds,
    };
  }

  /** @param shown the list stands in the full face */
  position(shown: boolean): PlaylistPosition {
    const { entries, current, currentIndex, following, shuffle } = this.queue;
    const { title = '', artist = '', album = '', artwork = '' } = current ?? {};
    const facts = (current && this.#facts.get(current)) ?? {};
    const name = facts.title ? '' : (facts.name ?? '');
    return Object.freeze({
      entries: entries.map((track) => this.entryOf(track)),
      currentIndex,
      hasPrevious: current !== null,
      hasNext: following !== null,
      shuffle,
      repeat: this.repeat,
      shown,
      title: title || name,
      artist,
      album,
      artwork,
    });
  }

  /** Where the page's address or the player's memory names one, that. */
  get #named(): Track | undefined {
    if (this.#seat === null) return undefined;
    const { player, storageKey } = this.#seat;
    const { entries } = this.queue;
    const { track } = pageLink(player);
    if (track !== null) return entries[track - 1];
    const key = storageKey();
    const { track: url } = key === '' ? {} : recall(key);
    return entries.find((entry) => entry.url === url);
  }

  get #isPlaying(): boolean {
    return this.#engine?.snapshot.paused === false;
  }

  #go(track: Track | null): void {
    if (track) this.#load(track, this.#isPlaying);
  }

  #goBack(): void {
    const { preceding } = this.queue;
    const now = this.#engine?.currentTime ?? 0;
    if (preceding && now <= RESTART_SECONDS) this.#go(preceding);
    else if (this.#seat) request(this.#seat.player, { type: 'seek', seconds: 0 });
  }

  #load(track: Track, play: boolean): void {
    this.queue.select(track);
    this.#seat?.setTrack(sourceOf(track), false);
    // Why it did not play is told by the player's events, and shown.
    if (play) this.#seat?.play().catch(() => undefined);
    this.#prepared = null;
    this.queueChanged();
  }

  #prepare(): void {
    const { following } = this.queue;
    if (this.#engine === null || following === this.#prepared) return;
    this.#prepared = following;
    this.#engine.setNext(following && [sourceOf(following)]);
  }

  /** Every load forgets what was to follow; one that is not the list's own has left the list. */
  #loadStarted(): void {
    this.#prepared = null;
    this.#prepare();
  }

  #joined(): void {
    const track = this.#prepared;
    if (track === null || this.#engine?.snapshot.currentSrc !== track.url) return;
    this.queue.select(track);
    this.#seat?.setTrack(sourceOf(track), true);
    this.#prepared = null;
    this.#played();
    this.#learn();
    this.queueChanged();
  }

  #ended(): void {
    const { following } = this.queue;
    if (following && !this.#sleepsAtEnd) this.#load(following, true);
  }

  #failedToPlay(): void {
    const { current } = this.queue;
    const { error, currentSrc } = this.#engine!.snapshot;
    if (current === null || (currentSrc !== '' && currentSrc !== current.url)) return;
    // The file may be good, and the network come back: "Try again".
    if (error?.code === MEDIA_ERROR.NETWORK) return;
    this.#failed.add(current);
    const { following } = this.queue;
    if (following && !this.#failed.has(following)) {
      this.#news.skipped(this.entryOf(current).title);
      this.#load(following, this.#isPlaying);
    } else this.queueChanged();
  }

  #played(): void {
    const { current } = this.queue;
    if (current && this.#failed.delete(current)) this.#news.changed();
  }

  /** Takes from the snapshot what it says of the current track. */
  #learn(): void {
    const { current } = this.queue;
    const { sleep, ended, currentSrc, duration, tags, loop } = this.#engine!.snapshot;
    if (!ended) this.#sleepsAtEnd = sleep === 'end-of-track';
    if (loop !== this.#looped) {
      this.#looped = loop;
      this.#news.changed();
    }
    if (current === null || currentSrc !== current.url) return;
    this.#note(current, {
      ...(Number.isFinite(duration) ? { durationSeconds: duration } : {}),
      ...(tags.title ? { title: tags.title } : {}),
      ...(tags.artist ? { artist: tags.artist } : {}),
    });
  }

  #note(track: Track, news: TrackFacts): void {
    const known = this.#facts.get(track) ?? {};
    const keys = Object.keys(news) as (keyof TrackFacts)[];
    if (keys.every((key) => news[key] === known[key])) return;
    this.#facts.set(track, { ...known, ...news });
    this.#news.changed();
  }
}
