import { NETWORK_STATE, READY_STATE, type SourceCandidate } from '../engine/audio-engine.ts';
import type { AttributeName } from './attributes.ts';
import { asBoolean, finite, supportedRate } from './media-conversion.ts';
import { PlayerMediaError } from './media-error.ts';
import {
  absoluteSrc,
  observeSources,
  sourceCandidates,
  type SourceChange,
} from './source-selection.ts';
import { TextTrackHost } from './text-track-host.ts';
import { PlayerTimeRanges } from './time-ranges.ts';

/** What code written for `<audio>` finds here. */
type MediaElementApi = Pick<
  HTMLMediaElement,
  | ((`NETWORK_${string}` | `HAVE_${string}`) & keyof HTMLMediaElement)
  | ('play' | 'pause' | 'load' | 'fastSeek' | 'canPlayType')
  | ('src' | 'srcObject' | 'currentSrc' | 'crossOrigin' | 'preload' | 'autoplay' | 'loop' | 'muted')
  | ('defaultMuted' | 'volume' | 'playbackRate' | 'defaultPlaybackRate' | 'preservesPitch')
  | ('currentTime' | 'duration' | 'paused' | 'ended' | 'seeking' | 'seekable' | 'buffered')
  | ('played' | 'readyState' | 'networkState' | 'error' | 'textTracks' | 'addTextTrack')
>;

/** The members of HTMLMediaElement and the attributes of `<audio>`, over an engine. */
export abstract class MediaElement extends TextTrackHost implements MediaElementApi {
  static readonly NETWORK_EMPTY = NETWORK_STATE.EMPTY;
  static readonly NETWORK_IDLE = NETWORK_STATE.IDLE;
  static readonly NETWORK_LOADING = NETWORK_STATE.LOADING;
  static readonly NETWORK_NO_SOURCE = NETWORK_STATE.NO_SOURCE;
  static readonly HAVE_NOTHING = READY_STATE.HAVE_NOTHING;
  static readonly HAVE_METADATA = READY_STATE.HAVE_METADATA;
  static readonly HAVE_CURRENT_DATA = READY_STATE.HAVE_CURRENT_DATA;
  static readonly HAVE_FUTURE_DATA = READY_STATE.HAVE_FUTURE_DATA;
  static readonly HAVE_ENOUGH_DATA = READY_STATE.HAVE_ENOUGH_DATA;
  readonly NETWORK_EMPTY = NETWORK_STATE.EMPTY;
  readonly NETWORK_IDLE = NETWORK_STATE.IDLE;
  readonly NETWORK_LOADING = NETWORK_STATE.LOADING;
  readonly NETWORK_NO_SOURCE = NETWORK_STATE.NO_SOURCE;
  readonly HAVE_NOTHING = READY_STATE.HAVE_NOTHING;
  readonly HAVE_METADATA = READY_STATE.HAVE_METADATA;
  readonly HAVE_CURRENT_DATA = READY_STATE.HAVE_CURRENT_DATA;
  readonly HAVE_FUTURE_DATA = READY_STATE.HAVE_FUTURE_DATA;
  readonly HAVE_ENOUGH_DATA = READY_STATE.HAVE_ENOUGH_DATA;

  readonly #onAttribute: Partial<Record<AttributeName, () => void>> = {
    // As on `<audio>`: taking it away changes nothing until `load()`.
    src: () => {
      if (!this.hasAttribute('src')) return;
      this.#track = null;
      if (this.#srcObject === null) this.#select();
    },
    preload: () => {
      this.#configureLoading();
    },
    crossorigin: () => {
      this.#configureLoading();
    },
    autoplay: () => {
      this.#configureLoading();
      this.#autoplay();
    },
    loop: () => {
      this.engine.setLoop(this.loop);
    },
    muted: () => {
      this.engine.setMuted(this.defaultMuted);
    },
    volume: () => {
      this.engine.setVolume(this.attributeReader.read('volume'));
    },
  };
  #defaultPlaybackRate = 1;
  #preservesPitch = true;
  /** HTML's "can autoplay flag": until the page or the user has played or paused it. */
  #mayAutoplay = true;
  #error: PlayerMediaError | null = null;
  #srcObject: Blob | MediaStream | null = null;
  /** What a playlist has chosen; it goes before the element's own sources. */
  #track: SourceCandidate | null = null;

  constructor() {
    super();
    observeSources(this, (change) => {
      this.#sourcesChanged(change);
    });
  }

  /**
   * URL of what is played, as the `src` attribute, which it reflects; absolute when read. Setting
   * it loads anew; null takes the attribute away. Default: empty.
   */
  get src(): string {
    return absoluteSrc(this);
  }
  set src(value: string) {
    this.#reflect('src', value);
  }

  /**
   * A Blob, a File or a MediaStream, which goes before `src`. A stream is heard in `fallback` mode,
   * and nothing of it is seekable. Setting it loads anew. Default: null.
   *
   * @throws {TypeError} for anything else
   */
  get srcObject(): Blob | MediaStream | null {
    return this.#srcObject;
  }
  set srcObject(value: MediaProvider | null | undefined) {
    const object = value ?? null;
    if (object !== null && !(object instanceof Blob) && !(object instanceof MediaStream)) {
      throw new TypeError('srcObject is a Blob, a File, a MediaStream or null.');
    }
    this.#track = null;
    this.#srcObject = object;
    this.#select();
  }

  /** Absolute URL of the source that was chosen; empty while there is none, or a `srcObject`. */
  get currentSrc(): string {
    const ofObject = this.#srcObject !== null && this.#track === null;
    return ofObject ? '' : this.engine.snapshot.currentSrc;
  }

  /** `anonymous`, `use-credentials` or null. Reflects `crossorigin`; holds from the next load on. */
  get crossOrigin(): 'anonymous' | 'use-credentials' | null {
    return this.attributeReader.read('crossorigin');
  }
  set crossOrigin(value: string | null) {
    this.#reflect('crossorigin', value);
  }

  /** `none`, `metadata` (default) or `auto`. Reflects the attribute. */
  get preload(): 'none' | 'metadata' | 'auto' {
    return this.attributeReader.read('preload');
  }
  set preload(value: '' | 'none' | 'metadata' | 'auto') {
    this.#reflect('preload', value);
  }

  /** Starts by itself once it can play through. Reflects the attribute. Default false. */
  get autoplay(): boolean {
    return this.attributeReader.read('autoplay');
  }
  set autoplay(value: boolean) {
    this.#reflect('autoplay', asBoolean(value) ? '' : null);
  }

  /** Starts again at the end. Reflects the attribute. Default false. */
  get loop(): boolean {
    return this.attributeReader.read('loop');
  }
  set loop(value: boolean) {
    this.#reflect('loop', asBoolean(value) ? '' : null);
  }

  /** Silent, whatever the volume. Does not reflect. Default: whether the attribute is there. */
  get muted(): boolean {
    return this.engine.snapshot.muted;
  }
  set muted(value: boolean) {
    this.engine.setMuted(asBoolean(value));
  }

  /** The `muted` attribute, which, unlike that of `<audio>`, also applies when it changes later. */
  get defaultMuted(): boolean {
    return this.attributeReader.read('muted');
  }
  set defaultMuted(value: boolean) {
    this.#reflect('muted', asBoolean(value) ? '' : null);
  }

  /**
   * 0 to 1, linear. Does not reflect. Default 1.
   *
   * @throws {DOMException} IndexSizeError when out of range
   * @throws {TypeError} when not finite
   */
  get volume(): number {
    return this.engine.snapshot.volume;
  }
  set volume(value: number) {
    const volume = finite('volume', value);
    if (volume < 0 || volume > 1) {
      throw new DOMException(`volume is a number from 0 to 1, not ${volume}.`, 'IndexSizeError');
    }
    this.engine.setVolume(volume);
  }

  /**
   * Factor, 0.0625 to 16; 1 is the recorded speed. Each load sets it to `defaultPlaybackRate`.
   *
   * @throws {DOMException} NotSupportedError when out of range
   * @throws {TypeError} when not finite
   */
  get playbackRate(): number {
    return this.engine.snapshot.playbackRate;
  }
  set playbackRate(value: number) {
    this.engine.setPlaybackRate(supportedRate('playbackRate', value));
  }

  /** The `playbackRate` of what is loaded next; same range and errors. Default 1. */
  get defaultPlaybackRate(): number {
    return this.#defaultPlaybackRate;
  }
  set defaultPlaybackRate(value: number) {
    const rate = supportedRate('defaultPlaybackRate', value);
    if (rate === this.#defaultPlaybackRate) return;
    this.#defaultPlaybackRate = rate;
    queueMicrotask(() => this.dispatchEvent(new Event('ratechange')));
  }

  /** Keeps the pitch at other speeds. Default true. */
  get preservesPitch(): boolean {
    return this.#preservesPitch;
  }
  set preservesPitch(value: boolean) {
    this.#preservesPitch = asBoolean(value);
    this.engine.setPreservesPitch(this.#preservesPitch);
  }

  /**
   * Seconds: what is heard now, or a seek's target until `seeked`. Setting it seeks.
   *
   * @throws {TypeError} when not finite
   */
  get currentTime(): number {
    return this.engine.currentTime;
  }
  set currentTime(value: number) {
    this.engine.seek(finite('currentTime', value));
  }

  /** Seconds; NaN before `loadedmetadata`, Infinity for a live stream. */
  get duration(): number {
    return this.engine.snapshot.duration;
  }

  /** Nobody has started it, or it was stopped. True at first and after the end. */
  get paused(): boolean {
    return this.engine.snapshot.paused;
  }

  /** It stands at its end, and does not loop. */
  get ended(): boolean {
    return this.engine.snapshot.ended;
  }

  /** It is on its way to where `currentTime` was set. */
  get seeking(): boolean {
    return this.engine.snapshot.seeking;
  }

  /** Where `currentTime` can go, seconds. */
  get seekable(): TimeRanges {
    return new PlayerTimeRanges(this.engine.snapshot.seekable);
  }

  /** What has arrived, seconds. */
  get buffered(): TimeRanges {
    return new PlayerTimeRanges(this.engine.snapshot.buffered);
  }

  /** What has been played since the load, seconds. */
  get played(): TimeRanges {
    return new PlayerTimeRanges(this.engine.played);
  }

  /** One of the constants `HAVE_…`. */
  get readyState(): number {
    return this.engine.snapshot.readyState;
  }

  /** One of the constants `NETWORK_…`. */
  get networkState(): number {
    return this.engine.snapshot.networkState;
  }

  /** What went wrong since the load; its message can be shown as it is. */
  get error(): MediaError | null {
    const { error } = this.engine.snapshot;
    if (error === null || error.awaitsSource) this.#error = null;
    else if (!this.#error?.reports(error)) this.#error = new PlayerMediaError(error);
    return this.#error;
  }

  /**
   * Starts, at the beginning after the end. Resolves when sound comes out; without anything to play
   * it waits for a source.
   *
   * @throws {DOMException} rejects with NotAllowedError (the browser wants a gesture first),
   *   NotSupportedError (the source can't be played) or AbortError (pause or a new load)
   */
  play(): Promise<void> {
    this.#selectIfAny();
    this.#mayAutoplay = false;
    return this.engine.play();
  }

  /** Stops where it is; `play()` goes on from there. Without a source it begins to look for one. */
  pause(): void {
    this.#mayAutoplay = false;
    this.#selectIfAny();
    this.engine.pause();
  }

  /** Chooses the source again and loads it from the start. */
  load(): void {
    this.#select();
  }

  /** Seeks, seconds; as exact as setting `currentTime`. @throws {TypeError} when not finite */
  fastSeek(time: number): void {
    this.engine.seek(finite('time', time));
  }

  /** Whether a MIME type can be played: `probably`, `maybe` or empty. */
  canPlayType(type: string): CanPlayTypeResult {
    return this.engine.canPlayType(type);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#selectIfAny();
  }

  disconnectedCallback(): void {
    // A move takes the element out and puts it back in one go: only what is still out then counts.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#mayAutoplay = false;
      this.engine.pause();
    });
  }

  protected override attributeChanged(name: AttributeName): void {
    this.#onAttribute[name]?.();
  }

  protected override engineEvent(type: string): void {
    super.engineEvent(type);
    if (type === 'canplaythrough') this.#autoplay();
  }

  /** A playlist's track takes the place of the sources; the speed stays as it is. */
  protected setTrack(track: SourceCandidate, isLoaded: boolean): void {
    this.#track = track;
    if (isLoaded) return;
    this.#mayAutoplay = true;
    this.#configureLoading();
    this.engine.setSources([track]);
  }

  #configureLoading(): void {
    const preload = this.autoplay ? 'auto' : this.preload;
    this.engine.configure({ preload, crossOrigin: this.crossOrigin });
  }

  /** HTML's media element load algorithm. */
  #select(): void {
    this.#mayAutoplay = true;
    this.#configureLoading();
    this.engine.setSources(this.#candidates);
    this.engine.setPlaybackRate(this.#defaultPlaybackRate);
  }

  get #candidates(): readonly SourceCandidate[] {
    if (this.#track !== null) return [this.#track];
    if (this.#srcObject === null) return sourceCandidates(this);
    return [{ url: '', type: '', object: this.#srcObject, key: null }];
  }

  /** HTML's resource selection, unless something was chosen already. */
  #selectIfAny(): void {
    const candidates = this.#candidates;
    if (this.networkState !== NETWORK_STATE.EMPTY || candidates.length === 0) return;
    this.#configureLoading();
    this.engine.chooseSources(candidates);
  }

  /**
   * A parser or a script may bring `<source>` children one by one: as on `<audio>`, one that comes
   * when all before it have failed is tried next. Beyond `<audio>`, a changed attribute begins the
   * choice anew as long as nothing is loaded.
   */
  #sourcesChanged(change: SourceChange): void {
    if (this.hasAttribute('src') || (this.#track ?? this.#srcObject) !== null) return;
    if (this.networkState === NETWORK_STATE.EMPTY) this.#selectIfAny();
    else if (change === 'children') this.engine.amendSources(this.#candidates);
    else if (this.readyState === READY_STATE.HAVE_NOTHING) this.#select();
  }

  #autoplay(): void {
    const { paused, readyState } = this.engine.snapshot;
    const ready = readyState === READY_STATE.HAVE_ENOUGH_DATA;
    if (!this.#mayAutoplay || !this.autoplay || !paused || !ready) return;
    // Refused by the browser: `autoplayblocked` tells. Anything else: `error`.
    this.play().catch(() => undefined);
  }

  #reflect(name: AttributeName, value: string | null | undefined): void {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }
}
