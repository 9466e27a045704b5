import type {
  Diagnosis,
  LoopSection,
  LoudnessMode,
  PlaybackMode,
  PlayerStats,
} from '../engine/audio-engine.ts';
import { DEFAULT_BANDS, type EqBand } from '../engine/equalizer.ts';
import { presetBands, presetOf, type PresetName } from '../engine/equalizer-presets.ts';
import {
  numberBetween,
  numberIn,
  objectValue,
  propertyValue,
  type AttributeRule,
} from './attribute-rules.ts';
import { ATTRIBUTES, type AttributeName } from './attributes.ts';
import { MediaElement } from './media-element.ts';
import { warn } from './console-warning.ts';

/** `eqPreamp` has no attribute, but the same manners. */
const preampDb = numberBetween(-24, 24, 0);
const preamp: AttributeRule<number | 'auto'> = {
  allowed: `${preampDb.allowed}, dB, or auto`,
  fallback: preampDb.fallback,
  parse: (text) => (text === 'auto' ? text : preampDb.parse(text)),
  kind: preampDb.kind,
  accept: preampDb.accept,
};

/** A fragment that may hold a setting; what it says, a lazy chunk knows. */
const SHARE_LINK = /[#&]eq=/;

const EIGHT_BANDS = 'an array of eight {type, frequency, gain, q, enabled}';
const ONE_SECTION = '{startSeconds, endSeconds} or null';

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function withGains(gains: readonly number[]): EqBand[] {
  return DEFAULT_BANDS.map((band, index) => ({ ...band, gain: gains[index] ?? 0 }));
}

/** What is done to the sound beyond `<audio>`: the equalizer, the analysis, the graph, the mode. */
export abstract class SoundElement extends MediaElement {
  readonly #onAttribute: Partial<Record<AttributeName, () => void>> = {
    'fft-size': () => {
      this.engine.setFftSize(this.attributeReader.read('fft-size'));
    },
    smoothing: () => {
      this.engine.setSmoothing(this.attributeReader.read('smoothing'));
    },
    eq: () => {
      this.engine.setEqBands(this.#bandsOfAttributes());
    },
    'eq-preset': () => {
      this.engine.setEqBands(this.#bandsOfAttributes());
    },
    'eq-src': () => {
      const url = this.attributeReader.read('eq-src');
      this.#loadEqSrc(url);
      if (url === '') this.engine.setEqualizer(this.#bandsOfAttributes(), 0);
    },
    'eq-bypass': () => {
      this.engine.setEqBypass(this.attributeReader.read('eq-bypass'));
    },
    loudness: () => {
      this.engine.setLoudness(this.attributeReader.read('loudness'));
    },
  };

  #eqSrc = '';
  #eqFetch: AbortController | undefined;
  #linkRead = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.#linkRead) return;
    this.#linkRead = true;
    this.#readShareLink();
  }

  /** Samples in an analysis: 512, 1024, 2048 (default), 4096, 8192 or 16384. */
  get fftSize(): number {
    return this.engine.fftSize;
  }
  set fftSize(value: number) {
    this.engine.setFftSize(propertyValue('fftSize', ATTRIBUTES['fft-size'], value));
  }

  /** Share of the previous magnitude that is kept per 1/60 s, 0 to below 1. Default 0.7. */
  get smoothing(): number {
    return this.engine.smoothing;
  }
  set smoothing(value: number) {
    this.engine.setSmoothing(propertyValue('smoothing', ATTRIBUTES.smoothing, value));
  }

  /**
   * Eight gains in dB, -24 to 24, low to high. Setting them brings the default frequencies back;
   * text as in the attribute is taken too.
   */
  get eq(): readonly number[] {
    return this.eqBands.map(({ gain }) => gain);
  }
  set eq(value: readonly number[] | string) {
    this.engine.setEqBands(withGains(propertyValue('eq', ATTRIBUTES.eq, value)));
  }

  /**
   * The preset that the bands are, or empty when they are none. Set it to a preset's name; empty
   * leaves the bands as they are.
   */
  get eqPreset(): PresetName | '' {
    return presetOf(this.eqBands) ?? '';
  }
  set eqPreset(value: PresetName | '') {
    if (value === '') return;
    this.engine.setEqBands(presetBands(propertyValue('eqPreset', ATTRIBUTES['eq-preset'], value)));
  }

  /**
   * URL of Equalizer APO or AutoEq text. It is fetched as soon as it is set, and bands and preamp
   * are set when it has arrived, with one `eqchange`; more than eight filters are fitted onto the
   * bands. What can't be fetched or read is told in the console, and nothing changes. Empty
   * (default): none; a fetch that is under way is given up.
   */
  get eqSrc(): string {
    return this.#eqSrc;
  }
  set eqSrc(value: string) {
    this.#loadEqSrc(propertyValue('eqSrc', ATTRIBUTES['eq-src'], value));
  }

  /** The equalizer is passed by. Default false. */
  get eqBypass(): boolean {
    return this.engine.snapshot.eqBypass;
  }
  set eqBypass(value: boolean) {
    this.engine.setEqBypass(propertyValue('eqBypass', ATTRIBUTES['eq-bypass'], value));
  }

  /** dB, -24 to 24, or `auto`: lowered by the curve's peak, so that boosting can't clip. Default 0. */
  get eqPreamp(): number | 'auto' {
    return this.engine.snapshot.eqPreamp;
  }
  set eqPreamp(value: number | 'auto') {
    this.engine.setEqPreamp(propertyValue('eqPreamp', preamp, value));
  }

  /**
   * `off` (default), `track` or `album`: brings files to -18 LUFS by their tags, or by what was
   * measured; never so far that a file's peak would clip.
   */
  get loudness(): LoudnessMode {
    return this.engine.snapshot.loudnessMode;
  }
  set loudness(value: LoudnessMode) {
    this.engine.setLoudness(propertyValue('loudness', ATTRIBUTES.loudness, value));
  }

  /**
   * The eight bands, frozen; assign eight to change them. `type`: `peaking`, `lowshelf`, `highshelf`,
   * `lowpass`, `highpass` or `notch`; `enabled`: true or false; `frequency` in Hz, 10 to 0.49 of the
   * sample rate; `gain` in dB, -24 to 24; `q` 0.1 to 18, ignored by shelves. Default: peaks from
   * 60 Hz, an octave apart, flat, q 1.1. JSON of them is taken too.
   *
   * @throws {RangeError | TypeError} naming what was wrong; then nothing is changed
   */
  get eqBands(): readonly EqBand[] {
    return this.engine.snapshot.eqBands;
  }
  set eqBands(value: readonly EqBand[] | string) {
    const bands = objectValue('eqBands', EIGHT_BANDS, value) ?? DEFAULT_BANDS;
    if (!Array.isArray(bands) || !bands.every(isObject)) {
      throw new TypeError(`eqBands is ${EIGHT_BANDS}.`);
    }
    this.engine.setEqBands(bands as EqBand[]);
  }

  /**
   * Changes one band.
   *
   * @param index 0 to 7
   * @param change the members that change
   * @throws {RangeError | TypeError} naming what was wrong; then nothing is changed
   */
  setEqBand(index: number, change: Partial<EqBand>): void {
    this.engine.setEqBand(index, change);
  }

  /** The curve of the eight bands at each of `hz`, dB; without the preamp, also while bypassed. */
  getFrequencyResponse(hz: Float32Array): Float32Array {
    return this.engine.getFrequencyResponse(hz);
  }

  /**
   * The part of the track that is played over and over, in seconds, or null (default). While
   * `endSeconds` is null nothing is repeated. Comes before `loop`; a load takes it away. JSON of it is
   * taken too.
   *
   * @throws {RangeError | TypeError} when it is no section; then nothing is changed
   */
  get loopSection(): LoopSection | null {
    return this.engine.snapshot.section;
  }
  set loopSection(value: LoopSection | string | null) {
    const section = objectValue('loopSection', ONE_SECTION, value) ?? null;
    if (section !== null && !isObject(section)) {
      throw new TypeError(`loopSection is ${ONE_SECTION}.`);
    }
    this.engine.setSection(section as LoopSection | null);
  }

  /**
   * When to pause: seconds from now, above 0 and at most a day, `end-of-track`, or null (default).
   * Seconds may be text. The sound fades over the last five seconds. Reads as the seconds that are left.
   *
   * @throws {RangeError} for anything else; then nothing is changed
   */
  get sleepTimer(): number | 'end-of-track' | null {
    const { sleep } = this.engine.snapshot;
    return typeof sleep === 'number' ? this.engine.sleepSecondsLeft : sleep;
  }
  set sleepTimer(value: number | string | null) {
    const isText = typeof value === 'string' && value !== 'end-of-track';
    this.engine.setSleepTimer(isText ? numberIn(value) : (value ?? null));
  }

  /** How the sound is made: `idle` until the first play, then `threaded`, `fallback` or `native`. */
  get mode(): PlaybackMode {
    return this.engine.snapshot.mode;
  }

  /** One plain sentence: why this mode, and what would lift it. */
  get modeReason(): string {
    return this.engine.snapshot.modeReason;
  }

  /** The graph's context; null in `idle` and `native`. */
  get audioContext(): AudioContext | null {
    return this.engine.audioContext;
  }

  /**
   * The graph's last node before the destination, to which a page may connect its own. The same one
   * for the player's life; null in `idle` and `native`.
   */
  get outputNode(): AudioNode | null {
    return this.engine.outputNode;
  }

  /** The device on which all players of the page are heard; empty (default): the browser's. */
  get sinkId(): string {
    return this.engine.sinkId;
  }

  /**
   * Chooses the device of every player of the page, since they share one audio context.
   *
   * @param sinkId as `navigator.mediaDevices` tells it, or empty for the browser's default
   * @throws {DOMException} rejects with NotFoundError, NotAllowedError, or NotSupportedError where
   *   the browser can't choose it for the Web Audio API; nothing is changed then
   */
  setSinkId(sinkId: string): Promise<void> {
    return this.engine.setSinkId(sinkId);
  }

  /**
   * The latest analysis of what is heard now: dBFS per bin, after the equalizer, before loudness,
   * volume and mute. All -Infinity in `idle` and `native`. Allocates nothing.
   *
   * @param out at least `fftSize / 2 + 1` values
   * @throws {RangeError} when it is shorter
   * @throws {TypeError} when it is no Float32Array
   */
  getFrequencyData(out: Float32Array): void {
    const bins = this.fftSize / 2 + 1;
    if (!(out instanceof Float32Array)) {
      throw new TypeError(`getFrequencyData takes a Float32Array of ${bins} values.`);
    }
    if (out.length < bins) {
      throw new RangeError(
        `getFrequencyData takes ${bins} values; there is room for ${out.length}.`,
      );
    }
    this.engine.getFrequencyData(out);
  }

  /**
   * Figures of this moment: `latency` (seconds from the equalizer to the ear, and its parts), `rings`
   * (fill and target, frames), `underruns` and `overruns`, `decodeSpeed` (seconds of sound a second
   * of work), `memoryBytes`, and `workers`: id, roles, state, and for each role the steps done, their
   * mean and 99th percentile in µs. Without threads these are 0 or empty; `threads` tells whether the
   * player has some now: `none`, `starting`, `running`, or `given-back` during a long pause, or one in
   * which another player wanted them.
   */
  getStats(): PlayerStats {
    return this.engine.getStats();
  }

  /**
   * Tries, without a sound, what decides the mode, and resolves to `{ mode, checks }`: the mode that
   * a play would get, and for each capability `name`, `ok`, `detail` and `fix`, with the exact header
   * lines for the kind of host that the page came from.
   */
  diagnose(): Promise<Diagnosis> {
    return this.engine.diagnose();
  }

  protected override attributeChanged(name: AttributeName): void {
    super.attributeChanged(name);
    this.#onAttribute[name]?.();
  }

  #loadEqSrc(url: string): void {
    this.#eqSrc = url;
    this.#eqFetch?.abort();
    if (url.trim() === '') return;
    this.#eqFetch = new AbortController();
    const { signal } = this.#eqFetch;
    void this.#warned(`eq-src="${url}"`, async () => {
      const { fetchSetting } = await import('./equalizer-loading.ts');
      await fetchSetting(this.engine, url.trim(), signal);
    });
  }

  /** A share link sets the equalizer of every player on the page, over what its author has set. */
  #readShareLink(): void {
    const { href, hash } = window.location;
    if (!SHARE_LINK.test(hash)) return;
    this.#eqFetch?.abort();
    void this.#warned(`the link’s ${hash}`, async () => {
      const { applyLink } = await import('./equalizer-loading.ts');
      applyLink(this.engine, href);
    });
  }

  async #warned(what: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return;
      const why = error instanceof Error ? error.message : String(error);
      warn(this, `${what} is ignored. ${why}`);
    }
  }

  #bandsOfAttributes(): EqBand[] {
    const gains = this.attributeReader.read('eq');
    // The very fallback: absent or malformed, so that the preset has its turn.
    if (gains !== ATTRIBUTES.eq.fallback) return withGains(gains);
    return presetBands(this.attributeReader.read('eq-preset'));
  }
}
