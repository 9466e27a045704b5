import { propertyValue } from './attribute-rules.ts';
import { ATTRIBUTES, type AttributeName, type AttributeValue } from './attributes.ts';
import type { FrequencyScale } from './frequency-scale-names.ts';
import type { Layout, Theme, Visualizer } from './player-context.ts';
import { SoundElement } from './sound-element.ts';

/** What the author chose and only the element keeps: all else the engine or an attribute knows. */
const CHOSEN = [
  'track-title',
  'artist',
  'album',
  'artwork',
  'visualizer',
  'frequency-scale',
  'min-decibels',
  'max-decibels',
  'workers',
  'layout',
  'theme',
  'assets',
  'peaks-src',
  'exclusive',
  'storage-key',
] as const satisfies readonly AttributeName[];
type ChosenName = (typeof CHOSEN)[number];
type Choices = { [Name in ChosenName]: AttributeValue<Name> };

function isChosen(name: AttributeName): name is ChosenName {
  return CHOSEN.some((chosen) => chosen === name);
}

/** The exclusive player that was started last; of them no other one can be playing. */
let lastExclusive: WeakRef<MediaHost> | undefined;

/**
 * The player without a face: the media element, the equalizer, the analysis, and what the author
 * chose for the view. Attributes apply live; properties do not reflect, except where those of
 * `<audio>` do (src, preload, autoplay, loop, crossOrigin, defaultMuted). Of an attribute and its
 * property the last one set holds.
 *
 * In the player's own properties text is read as the attribute would be, null and undefined are
 * the default, and anything else that is not allowed throws: RangeError for a value of the right
 * kind, TypeError for one of the wrong kind. Main thread only.
 *
 * @attr {string} src - As on `<audio>`; without it `<source>` children are tried in order.
 * @attr {'none'|'metadata'|'auto'} [preload=metadata] - As on `<audio>`.
 * @attr {boolean} autoplay - As on `<audio>`; a refusal is told by `autoplayblocked`.
 * @attr {boolean} loop - As on `<audio>`. `"false"` is off, also for autoplay and muted.
 * @attr {boolean} muted - Silent. Applies whenever it comes or goes.
 * @attr {''|'anonymous'|'use-credentials'} crossorigin - As on `<audio>`; absent: tried with CORS first, then without.
 * @attr {number} [volume=1] - 0 to 1, linear.
 * @attr {string} track-title - The title, in place of the file's own tag, which comes before its name.
 * @attr {string} artist - Who plays, in place of the file's own tag.
 * @attr {string} album - Where it is from, in place of the file's own tag.
 * @attr {string} artwork - URL of a picture, in place of the file's own.
 * @attr {'bars'|'line'|'spectrogram'|'oscilloscope'|'equalizer'|'none'} [visualizer=bars] - The display: the spectrum as bars or a line, a spectrogram of the last ten seconds, the waveform, the equalizer's curve over the spectrum, or none.
 * @attr {512|1024|2048|4096|8192|16384} [fft-size=2048] - Samples in an analysis.
 * @attr {'log'|'mel'|'bark'|'linear'} [frequency-scale=log] - The spectrum's horizontal axis.
 * @attr {number} [min-decibels=-90] - dBFS at the spectrum's bottom, -200 to 100, below max-decibels.
 * @attr {number} [max-decibels=0] - dBFS at the spectrum's top, -200 to 100.
 * @attr {number} [smoothing=0.7] - Share of the previous magnitude that is kept per 1/60 s, 0 to below 1.
 * @attr {string} eq - Eight gains in dB, -24 to 24, low to high, separated by spaces; wins over eq-preset.
 * @attr {string} [eq-preset=flat] - Name of a preset.
 * @attr {string} eq-src - URL of Equalizer APO or AutoEq text; once it has arrived it wins over eq and eq-preset.
 * @attr {boolean} eq-bypass - The equalizer is passed by. `"false"` is off.
 * @attr {'auto'|0|2|3|4|5|6|7|8} [workers=auto] - Threads; 0 never uses any. Holds from the next load on.
 * @attr {'full'|'compact'|'mini'} [layout=full] - The arrangement of the face: 486, 144 or 56 px high, in a narrow place 582, 156 or 56.
 * @attr {'auto'|'light'|'dark'|'high-contrast'} [theme=auto] - auto follows `color-scheme`, and so does high-contrast.
 * @attr {'off'|'track'|'album'} [loudness=off] - Brings files to -18 LUFS by their tags (ReplayGain, R128), or by what was measured.
 * @attr {string} peaks-src - URL of precomputed peaks, so that nothing is decoded for the waveform: JSON of audiowaveform (version 2), or an array of numbers from 0 to 1.
 * @attr {string} lang - Language of the face; default: the nearest `lang` above, then the browser's.
 * @attr {string} assets - URL of the folder with the worker files, for pages whose policy forbids blob workers.
 * @attr {boolean} [exclusive=true] - Starting it pauses the other exclusive player that plays on the page. `"false"` is off.
 * @attr {string} storage-key - Volume, equalizer and position are remembered in the browser under this name, and win at start. Absent: nothing is stored.
 *
 * @event {Event} loadstart - Loading begins.
 * @event {Event} progress - More has arrived.
 * @event {Event} suspend - Nothing more is fetched for now.
 * @event {Event} abort - A load was given up for another.
 * @event {Event} error - The source can't be played; see `error`.
 * @event {Event} emptied - What was loaded is gone.
 * @event {Event} stalled - Data is late.
 * @event {Event} loadedmetadata - The duration is known.
 * @event {Event} loadeddata - The first moment can be played.
 * @event {Event} canplay - Playing can begin.
 * @event {Event} canplaythrough - Playing can probably go on to the end.
 * @event {Event} durationchange - `duration` has changed.
 * @event {Event} play - `play()` was asked for.
 * @event {Event} playing - Sound comes out.
 * @event {Event} waiting - Playing waits for data.
 * @event {Event} pause - Playing was stopped.
 * @event {Event} seeking - A seek begins.
 * @event {Event} seeked - A seek is done.
 * @event {Event} timeupdate - `currentTime` has moved; about four times a second.
 * @event {Event} ended - The end is reached.
 * @event {Event} volumechange - `volume` or `muted` has changed.
 * @event {Event} ratechange - `playbackRate` or `defaultPlaybackRate` has changed.
 * @event {Event} modechange - `mode` has changed. Bubbles, composed.
 * @event {Event} trackchange - The track that was set to follow is heard now: `currentSrc`, `duration`, `currentTime` are its own. Bubbles, composed.
 * @event {Event} eqchange - The equalizer was set. Bubbles, composed.
 * @event {Event} autoplayblocked - The browser wants a gesture before it plays. Bubbles, composed.
 *
 * @cssstate playing - Plays, or waits for data to go on.
 * @cssstate paused - Does not play.
 * @cssstate waiting - Wants to play and has no data.
 * @cssstate seeking - A seek is under way.
 * @cssstate ended - Stands at the end.
 * @cssstate muted - Muted.
 * @cssstate error - The source can't be played.
 * @cssstate idle - It was not played yet.
 * @cssstate threaded - Plays on threads of its own.
 * @cssstate fallback - Plays through the browser's own nodes.
 * @cssstate native - Plays, but the browser denies access to the samples.
 */
export abstract class MediaHost extends SoundElement {
  readonly #chosen = Object.fromEntries(
    CHOSEN.map((name) => [name, ATTRIBUTES[name].fallback]),
  ) as unknown as Choices;

  /** The title, in place of the file's name. Default: empty. */
  get trackTitle(): string {
    return this.#chosen['track-title'];
  }
  set trackTitle(value: string) {
    this.#choose('track-title', propertyValue('trackTitle', ATTRIBUTES['track-title'], value));
  }

  /** Who plays. Default: empty. */
  get artist(): string {
    return this.#chosen.artist;
  }
  set artist(value: string) {
    this.#choose('artist', propertyValue('artist', ATTRIBUTES.artist, value));
  }

  /** Where it is from. Default: empty. */
  get album(): string {
    return this.#chosen.album;
  }
  set album(value: string) {
    this.#choose('album', propertyValue('album', ATTRIBUTES.album, value));
  }

  /** URL of a picture. Default: empty. */
  get artwork(): string {
    return this.#chosen.artwork;
  }
  set artwork(value: string) {
    this.#choose('artwork', propertyValue('artwork', ATTRIBUTES.artwork, value));
  }

  /** `bars` (default), `line`, `spectrogram`, `oscilloscope`, `equalizer` or `none`. */
  get visualizer(): Visualizer {
    return this.#chosen.visualizer;
  }
  set visualizer(value: Visualizer) {
    this.#choose('visualizer', propertyValue('visualizer', ATTRIBUTES.visualizer, value));
  }

  /** `log` (default), `mel`, `bark` or `linear`. */
  get frequencyScale(): FrequencyScale {
    return this.#chosen['frequency-scale'];
  }
  set frequencyScale(value: FrequencyScale) {
    this.#choose(
      'frequency-scale',
      propertyValue('frequencyScale', ATTRIBUTES['frequency-scale'], value),
    );
  }

  /** `full` (default), `compact` or `mini`. */
  get layout(): Layout {
    return this.#chosen.layout;
  }
  set layout(value: Layout) {
    this.#choose('layout', propertyValue('layout', ATTRIBUTES.layout, value));
  }

  /** `auto` (default), `light`, `dark` or `high-contrast`. */
  get theme(): Theme {
    return this.#chosen.theme;
  }
  set theme(value: Theme) {
    this.#choose('theme', propertyValue('theme', ATTRIBUTES.theme, value));
  }

  /** dBFS at the spectrum's bottom, -200 to 100, below `maxDecibels`. Default -90. */
  get minDecibels(): number {
    return this.#decibelRange[0];
  }
  set minDecibels(value: number) {
    const usable = propertyValue('minDecibels', ATTRIBUTES['min-decibels'], value);
    if (usable >= this.maxDecibels) {
      throw new RangeError(`minDecibels is below maxDecibels, ${this.maxDecibels}, not ${usable}.`);
    }
    this.#choose('min-decibels', usable);
  }

  /** dBFS at the spectrum's top, -200 to 100, above `minDecibels`. Default 0. */
  get maxDecibels(): number {
    return this.#decibelRange[1];
  }
  set maxDecibels(value: number) {
    const usable = propertyValue('maxDecibels', ATTRIBUTES['max-decibels'], value);
    if (usable <= this.minDecibels) {
      throw new RangeError(`maxDecibels is above minDecibels, ${this.minDecibels}, not ${usable}.`);
    }
    this.#choose('max-decibels', usable);
  }

  /** Threads: `auto` (default), 0 (never any) or 2 to 8. Holds from the next load on. */
  get workers(): 'auto' | number {
    return this.#chosen.workers;
  }
  set workers(value: 'auto' | number) {
    this.#choose('workers', propertyValue('workers', ATTRIBUTES.workers, value));
  }

  /** URL of the folder with the worker files; null (default): beside the script. Holds from the next load on. */
  get assets(): string | null {
    return this.#chosen.assets;
  }
  set assets(value: string | null) {
    this.#choose('assets', propertyValue('assets', ATTRIBUTES.assets, value));
  }

  /**
   * URL of precomputed peaks, so that nothing is decoded for the waveform; empty (default): there are
   * none. Without decoding, a file's loudness is known by its tags alone.
   */
  get peaksSrc(): string {
    return this.#chosen['peaks-src'];
  }
  set peaksSrc(value: string) {
    this.#choose('peaks-src', propertyValue('peaksSrc', ATTRIBUTES['peaks-src'], value));
  }

  /** Starting it pauses the other exclusive player that plays on the page. Default true. */
  get exclusive(): boolean {
    return this.#chosen.exclusive;
  }
  set exclusive(value: boolean) {
    this.#choose('exclusive', propertyValue('exclusive', ATTRIBUTES.exclusive, value));
  }

  /** Name under which volume, equalizer and position are remembered; empty (default): nothing is. */
  get storageKey(): string {
    return this.#chosen['storage-key'];
  }
  set storageKey(value: string) {
    this.#choose('storage-key', propertyValue('storageKey', ATTRIBUTES['storage-key'], value));
  }

  override play(): Promise<void> {
    if (this.exclusive) {
      const other = lastExclusive?.deref();
      if (other !== this && other?.exclusive === true) other.pause();
      lastExclusive = new WeakRef(this);
    }
    return super.play();
  }

  protected override attributeChanged(name: AttributeName): void {
    if (isChosen(name)) {
      this.#choose(name, this.attributeReader.read(name));
      return;
    }
    super.attributeChanged(name);
    if (name === 'lang') this.requestUpdate();
  }

  protected override update(): void {
    this.#warnAboutDecibels();
  }

  #choose<Name extends ChosenName>(name: Name, value: Choices[Name]): void {
    this.#chosen[name] = value;
    const { workers, assets } = this.#chosen;
    if (name === 'workers' || name === 'assets') this.engine.configure({ workers, assets });
    if (name === 'peaks-src') this.engine.configure({ peaksSrc: this.#peaksUrl });
    this.requestUpdate();
  }

  get #peaksUrl(): string | null {
    const address = this.#chosen['peaks-src'].trim();
    if (address === '') return null;
    // What can't be resolved is told when it is fetched.
    return URL.canParse(address, this.baseURI) ? new URL(address, this.baseURI).href : address;
  }

  /** The chosen range, or the default one when it is empty. */
  get #decibelRange(): readonly [min: number, max: number] {
    const { 'min-decibels': min, 'max-decibels': max } = this.#chosen;
    if (min < max) return [min, max];
    return [ATTRIBUTES['min-decibels'].fallback, ATTRIBUTES['max-decibels'].fallback];
  }

  /** Each attribute may be sound and the two together not; known once both are read. */
  #warnAboutDecibels(): void {
    const { 'min-decibels': min, 'max-decibels': max } = this.#chosen;
    if (min < max) return;
    const name = this.hasAttribute('min-decibels') ? 'min-decibels' : 'max-decibels';
    const allowed = name === 'min-decibels' ? `below max-decibels, ${max}` : `above ${min}`;
    this.attributeReader.warn(name, this.getAttribute(name) ?? '', allowed);
  }
}
