import type { Backend, BackendListener, PlaybackSettings } from './backend.ts';
import { BackgroundWork } from './background-work.ts';
import { ElementBackend } from './element-backend.ts';
import type { EngineSettings } from './engine-settings.ts';
import { EngineState } from './engine-state.ts';
import { autoPreampDb, DEFAULT_BANDS, type EqBand, responseDb, validateBand } from './equalizer.ts';
import type { Diagnosis } from './diagnosis.ts';
import { DIAGNOSIS, SOUNDING } from './late-parts.ts';
import { loudnessGain } from './loudness-gain.ts';
import { Playback } from './playback.ts';
import type { PlayerOutput } from './player-output.ts';
import { type PlayerStats, statsWithoutThreads } from './player-stats.ts';
import type { SourceCandidate } from './resource-selection.ts';
import { ContextShare } from './shared-context.ts';
import { isWhole, SectionLoop, validateSection } from './section-loop.ts';
import { SleepTimer } from './sleep-timer.ts';
import {
  type EngineSnapshot,
  type LoopSection,
  LOUDNESS_MODES,
  type LoudnessMode,
  type TimeSpan,
} from './snapshot.ts';

export * from './snapshot.ts';
export { SourceFailedEvent } from './engine-state.ts';
export type { PlayerStats, RingStats } from './player-stats.ts';
export type { Diagnosis, DiagnosisCheck } from './diagnosis.ts';
export type { RoleStats, WorkerStats } from './threading-stats.ts';
export { LEVEL_FIELDS } from './level-fields.ts';
export type { EngineSettings } from './engine-settings.ts';
export type { SourceCandidate } from './resource-selection.ts';

/** Assumed until a context exists, Hz. */
const DEFAULT_SAMPLE_RATE = 48000;
const MAX_CROSSFADE_SECONDS = 12;
const FFT_SIZES: readonly number[] = [512, 1024, 2048, 4096, 8192, 16384];

/**
 * A player without a view: commands in, frozen snapshots and media events out. Main thread only.
 * It dispatches HTMLMediaElement's events at itself, and `modechange`, `eqchange`,
 * `trackchange`, `autoplayblocked`.
 */
export class AudioEngine extends EventTarget {
  #engineSettings: EngineSettings;
  #state: EngineState;
  #playback: Playback;
  #sectionLoop: SectionLoop;
  #sleepTimer: SleepTimer;
  #background: BackgroundWork;
  /** Made with the first play, in the user's gesture; the output's, as soon as there is one. */
  #share: ContextShare | null = null;
  #output: PlayerOutput | null = null;
  /** Linear, as the output has it. */
  #loudnessGain = 1;
  #preservesPitch = true;
  #crossfadeSeconds = 0;
  #fftSize = 2048;
  #smoothing = 0.7;
  /** The setting in the slot that is not set; null: never compared. */
  #otherEq: Pick<EngineSnapshot, 'eqBands' | 'eqPreamp'> | null = null;

  constructor(settings: Partial<EngineSettings> = {}) {
    super();
    this.#engineSettings = {
      preload: 'metadata',
      crossOrigin: null,
      workers: 'auto',
      assets: null,
      peaksSrc: null,
      ...settings,
    };
    this.#state = new EngineState(this, {
      volume: 1,
      muted: false,
      loop: false,
      playbackRate: 1,
      sleep: null,
      eqBands: DEFAULT_BANDS,
      eqBypass: false,
      eqPreamp: 0,
      loudnessMode: 'off',
      eqSlot: 'A',
    });
    this.#playback = new Playback({
      state: this.#state,
      settings: () => this.#playbackSettings,
      access: () => this.#engineSettings,
      createBackend: (mode, listener) => this.#createBackend(mode, listener),
      wake: () => {
        this.#wake();
      },
      rest: () => this.#share?.rest(),
    });
    this.#sectionLoop = new SectionLoop({
      state: this.#state,
      currentTime: () => this.currentTime,
      seek: (seconds) => {
        this.seek(seconds);
      },
    });
    this.#sleepTimer = new SleepTimer({
      state: this.#state,
      currentTime: () => this.currentTime,
      apply: () => {
        this.#apply();
      },
      pause: () => {
        this.pause();
      },
    });
    this.#background = new BackgroundWork({
      state: this.#state,
      settings: () => this.#engineSettings,
      resource: () => this.#playback.resource,
    });
    this.#state.subscribe(() => {
      this.#applyLoudness();
    });
  }

  /** Everything a view shows, frozen; replaced on change. */
  get snapshot(): EngineSnapshot {
    return this.#state.snapshot;
  }

  /** Calls `listener` at most once a microtask after changes. @returns the end of the subscription */
  subscribe(listener: () => void): () => void {
    return this.#state.subscribe(listener);
  }

  /** Seconds: what is heard now; from a seek's begin to its end, its target. */
  get currentTime(): number {
    return this.#playback.currentTime;
  }

  /** Seconds: what was played since the load, up to this moment. */
  get played(): readonly TimeSpan[] {
    return this.#playback.played;
  }

  /** Hz: the context's, or 48000 before there is one. */
  get sampleRate(): number {
    return this.#output?.context.sampleRate ?? DEFAULT_SAMPLE_RATE;
  }

  /** Samples in an analysis. */
  get fftSize(): number {
    return this.#fftSize;
  }

  /** Share of the previous magnitude that is kept per 1/60 s, 0 to 1. */
  get smoothing(): number {
    return this.#smoothing;
  }

  /** null in `idle` and `native`. */
  get audioContext(): AudioContext | null {
    return this.#inGraph ? (this.#output?.context ?? null) : null;
  }

  /** The last node before the destination: the same one for the engine's life. null in `idle` and `native`. */
  get outputNode(): AudioNode | null {
    return this.#inGraph ? (this.#output?.outputNode ?? null) : null;
  }

  /**
   * Settings that hold from the next load on; `peaksSrc` at once, `preload` also for what it holds
   * back now.
   */
  configure(settings: Partial<EngineSettings>): void {
    this.#engineSettings = { ...this.#engineSettings, ...settings };
    this.#background.settingsChanged();
    this.#playback.preloadChanged();
  }

  /** Runs the resource selection over a new list; an empty one unloads. */
  setSources(candidates: readonly SourceCandidate[]): void {
    this.#background.reset();
    this.#playback.setSources(candidates);
  }

  /**
   * The list was added to or taken from. It goes on with what follows the candidates that failed,
   * where it waits for one; else nothing changes.
   */
  amendSources(candidates: readonly SourceCandidate[]): void {
    this.#playback.amendSources(candidates);
  }

  /**
   * What follows when the current source has ended: prepared ahead, and joined without a gap or, with
   * `setCrossfade`, faded in. When it is heard `trackchange` is dispatched, and source, duration,
   * time and ranges are the new one's; there is no `pause`, `ended` or `emptied`. While a track or
   * a section loops, or the sleep timer waits for the end of the track, nothing follows. Where it
   * can't be opened (or is set in the last moment, or the mode is `native`) the current source ends
   * as usual, and loading the next one is the caller's.
   *
   * @param candidates as for `setSources`; null takes back what was set, as every load does
   */
  setNext(candidates: readonly SourceCandidate[] | null): void {
    this.#playback.setNext(candidates ?? []);
  }

  /**
   * How long a track and the one that follows it sound together, at constant power. A track gives
   * at most half of itself to a fade, and the whole fade lies before its end: where a file does not
   * tell its length beforehand the next one joins without a fade.
   *
   * @param seconds 0 (default) to 12
   * @throws {RangeError} otherwise
   */
  setCrossfade(seconds: number): void {
    if (!(seconds >= 0 && seconds <= MAX_CROSSFADE_SECONDS)) {
      throw new RangeError(
        `The crossfade is a number of seconds from 0 to ${MAX_CROSSFADE_SECONDS}, not ${seconds}.`,
      );
    }
    this.#crossfadeSeconds = seconds;
    this.#apply();
  }

  /** Loads again from the start of the list. */
  load(): void {
    this.#background.reset();
    this.#playback.load();
  }

  /**
   * Resolves when sound comes out.
   *
   * @throws {DOMException} rejects with NotAllowedError (no gesture yet), NotSupportedError (the
   *   file can't be played) or AbortError (pause, or another load)
   */
  play(): Promise<void> {
    return this.#playback.play();
  }

  pause(): void {
    this.#playback.pause();
  }

  /** @param seconds clamped to the file */
  seek(seconds: number): void {
    this.#playback.seek(seconds);
  }

  /** @param volume 0 to 1 @throws {RangeError} otherwise */
  setVolume(volume: number): void {
    if (!(volume >= 0 && volume <= 1)) {
      throw new RangeError(`The volume is a number from 0 to 1, not ${volume}.`);
    }
    if (volume === this.#state.now.volume) return;
    this.#state.set({ volume });
    this.#state.emit('volumechange');
    this.#apply();
  }

  setMuted(muted: boolean): void {
    if (muted === this.#state.now.muted) return;
    this.#state.set({ muted });
    this.#state.emit('volumechange');
    this.#apply();
  }

  setLoop(loop: boolean): void {
    if (loop === this.#state.now.loop) return;
    this.#state.set({ loop });
    this.#apply();
  }

  /**
   * Plays a section over and over; null ends that, and so does the next load.
   *
   * @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then
   */
  setSection(section: LoopSection | null): void {
    if (section) validateSection(section);
    this.#state.set({ section: section && Object.freeze({ ...section }) });
    this.#apply();
  }

  /**
   * Pauses later, after the sound has faded over the last five seconds; null ends the timer.
   *
   * @param end seconds from now, above 0, at most a day @throws {RangeError} otherwise
   */
  setSleepTimer(end: number | 'end-of-track' | null): void {
    this.#sleepTimer.set(end);
  }

  /** Until the sleep timer pauses; null when it is off, or the end of the track is not known. */
  get sleepSecondsLeft(): number | null {
    return this.#sleepTimer.secondsLeft;
  }

  /** @param playbackRate 1 is the recorded speed @throws {RangeError} below 0.0625 or above 16 */
  setPlaybackRate(playbackRate: number): void {
    if (!(playbackRate >= 0.0625 && playbackRate <= 16)) {
      throw new RangeError(`The playback rate is a number from 0.0625 to 16, not ${playbackRate}.`);
    }
    if (playbackRate === this.#state.now.playbackRate) return;
    this.#state.set({ playbackRate });
    this.#state.emit('ratechange');
    this.#apply();
  }

  setPreservesPitch(preservesPitch: boolean): void {
    this.#preservesPitch = preservesPitch;
    this.#apply();
  }

  /** @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then */
  setEqBand(index: number, change: Partial<EqBand>): void {
    const { eqBands } = this.#state.now;
    const band = eqBands[index];
    if (band === undefined) {
      throw new RangeError(`There are bands 0 to ${eqBands.length - 1}, not ${index}.`);
    }
    this.setEqBands(eqBands.with(index, { ...band, ...change }));
  }

  /** @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then */
  setEqBands(bands: readonly EqBand[]): void {
    this.#changeEq({ eqBands: this.#checkedBands(bands) });
  }

  /**
   * Bands and preamp in one step: nobody hears the one without the other.
   *
   * @param eqPreamp dB, -24 to 24, or `auto`
   * @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then
   */
  setEqualizer(bands: readonly EqBand[], eqPreamp: number | 'auto'): void {
    requirePreamp(eqPreamp);
    this.#changeEq({ eqBands: this.#checkedBands(bands), eqPreamp });
  }

  /**
   * Changes to the other one of two settings, bands and preamp, and back. What is set goes with the
   * slot that is left; the other one begins as its copy.
   */
  compareEqualizer(): void {
    const { eqBands, eqPreamp, eqSlot } = this.#state.now;
    const other = this.#otherEq ?? { eqBands, eqPreamp };
    this.#otherEq = { eqBands, eqPreamp };
    this.#changeEq({ ...other, eqSlot: eqSlot === 'A' ? 'B' : 'A' });
  }

  setEqBypass(eqBypass: boolean): void {
    if (eqBypass !== this.#state.now.eqBypass) this.#changeEq({ eqBypass });
  }

  /** @param eqPreamp dB, -24 to 24, or `auto`: lowered by the curve's peak @throws {RangeError} otherwise */
  setEqPreamp(eqPreamp: number | 'auto'): void {
    requirePreamp(eqPreamp);
    if (eqPreamp !== this.#state.now.eqPreamp) this.#changeEq({ eqPreamp });
  }

  /**
   * Brings every file to -18 LUFS by its tags (ReplayGain, R128), or where it has none and was
   * measured, by that; `album` by the album's tags, where there are any. Never so far that the
   * file's peak would pass full scale. In `native` and before the first play nothing changes.
   *
   * @throws {RangeError} for another word
   */
  setLoudness(loudnessMode: LoudnessMode): void {
    if (!LOUDNESS_MODES.includes(loudnessMode)) {
      throw new RangeError(`Loudness is one of ${LOUDNESS_MODES.join(', ')}, not ${loudnessMode}.`);
    }
    if (loudnessMode !== this.#state.now.loudnessMode) this.#state.set({ loudnessMode });
  }

  /** The curve of the eight bands in dB at each of `hz`, without the preamp; also while bypassed. */
  getFrequencyResponse(hz: Float32Array): Float32Array {
    const out = new Float32Array(hz.length);
    responseDb(this.#state.now.eqBands, hz, this.sampleRate, out);
    return out;
  }

  /** @throws {RangeError} for a size that is not offered */
  setFftSize(fftSize: number): void {
    if (!FFT_SIZES.includes(fftSize)) {
      throw new RangeError(`The FFT size is one of ${FFT_SIZES.join(', ')}, not ${fftSize}.`);
    }
    this.#fftSize = fftSize;
    this.#apply();
  }

  /** @param smoothing 0 to below 1 @throws {RangeError} otherwise */
  setSmoothing(smoothing: number): void {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new RangeError(`Smoothing is a number from 0 to below 1, not ${smoothing}.`);
    }
    this.#smoothing = smoothing;
    this.#apply();
  }

  /**
   * The latest analysis of what is heard now: dBFS per bin, after the equalizer, before loudness,
   * volume and mute; all -Infinity in `idle` and `native`. Allocates nothing.
   *
   * @param out at least fftSize / 2 + 1 values
   */
  getFrequencyData(out: Float32Array): void {
    if (this.#playback.backend?.readFrequencyData(out) !== true) out.fill(-Infinity);
  }

  /**
   * The same of the sound before the equalizer, at the same moment. Allocates nothing.
   *
   * @param out at least fftSize / 2 + 1 values
   */
  getInputFrequencyData(out: Float32Array): void {
    if (this.#playback.backend?.readInputFrequencyData(out) !== true) out.fill(-Infinity);
  }

  /**
   * The samples that are heard now, the newest last: the mean of the channels, behind equalizer and
   * limiter, before volume and mute; zeros in `idle` and `native`. Allocates nothing.
   *
   * @param out up to 16384 samples
   */
  readWaveform(out: Float32Array): void {
    if (this.#inGraph && this.#output) this.#output.readWaveform(out);
    else out.fill(0);
  }

  /**
   * Levels of the last 50 ms that are heard, linear (full scale is 1), at the places that
   * `LEVEL_FIELDS` names: sample peak, RMS and true peak (ITU-R BS.1770) of left, then of right,
   * behind equalizer and limiter, before volume and mute; zeros in `idle` and `native`. Allocates
   * nothing.
   *
   * @param out six values
   */
  readLevels(out: Float32Array): void {
    if (this.#inGraph && this.#output) this.#output.readLevels(out);
    else out.fill(0);
  }

  canPlayType(type: string): CanPlayTypeResult {
    return new Audio().canPlayType(type);
  }

  /** Figures of this moment: latency, rings, underruns, and what each thread takes for its work. */
  getStats(): PlayerStats {
    const { mode, modeReason } = this.#state.now;
    const stats = this.#playback.backend?.stats() ?? statsWithoutThreads(null);
    return { mode, modeReason, ...stats };
  }

  /**
   * Tries, without a sound, what decides the mode: threads, worklet, kernels, the page's isolation,
   * the file. Each check that fails says what would lift it, headers as the lines for this host.
   */
  async diagnose(): Promise<Diagnosis> {
    const { diagnose } = await DIAGNOSIS.load();
    const { workers, assets } = this.#engineSettings;
    return diagnose({ url: this.#state.now.currentSrc, workers, assets });
  }

  /** Ends everything; the engine can't be used again. */
  dispose(): void {
    this.#sectionLoop.dispose();
    this.#sleepTimer.dispose();
    this.#background.dispose();
    this.#playback.dispose();
    this.#output?.dispose();
    this.#output = null;
    this.#share?.release();
    this.#share = null;
  }

  #checkedBands(bands: readonly EqBand[]): readonly EqBand[] {
    if (bands.length !== DEFAULT_BANDS.length) {
      throw new RangeError(`The equalizer has ${DEFAULT_BANDS.length} bands, not ${bands.length}.`);
    }
    for (const band of bands) validateBand(band, this.sampleRate);
    return Object.freeze(bands.map((band) => Object.freeze({ ...band })));
  }

  get #inGraph(): boolean {
    const { mode } = this.#state.now;
    return mode === 'threaded' || mode === 'fallback';
  }

  get #playbackSettings(): PlaybackSettings {
    const { volume, muted, playbackRate, eqBands, eqBypass, eqPreamp } = this.#state.now;
    const { loop, section, sleep } = this.#state.now;
    const preampDb = eqPreamp === 'auto' ? autoPreampDb(eqBands, this.sampleRate) : eqPreamp;
    return {
      volume: volume * this.#sleepTimer.gain,
      muted,
      loop: loop && !isWhole(section) && sleep !== 'end-of-track',
      playbackRate,
      preservesPitch: this.#preservesPitch,
      crossfadeSeconds: this.#crossfadeSeconds,
      follows: section === null && sleep !== 'end-of-track',
      eq: { bands: eqBands, bypass: eqBypass, preampDb },
      analysis: { fftSize: this.#fftSize, smoothing: this.#smoothing },
    };
  }

  #apply(): void {
    this.#playback.apply(this.#playbackSettings);
  }

  #applyLoudness(): void {
    const gain = loudnessGain(this.#state.now);
    if (gain === this.#loudnessGain) return;
    this.#loudnessGain = gain;
    this.#output?.setLoudnessGain(gain);
  }

  #changeEq(
    change: Partial<Pick<EngineSnapshot, 'eqBands' | 'eqBypass' | 'eqPreamp' | 'eqSlot'>>,
  ): void {
    this.#state.set(change);
    this.#state.announce('eqchange');
    this.#apply();
  }

  #createBackend(mode: Backend['mode'], listener: BackendListener): Backend {
    if (mode === 'idle' || mode === 'native') return new ElementBackend(mode, listener);
    const sounding = SOUNDING.now;
    if (sounding === null) throw new Error('A mode was chosen before its backend was loaded.');
    // Made with the first sound and kept: a page may have connected to its node.
    this.#output ??= new sounding.PlayerOutput(
      this.#ensureShare(),
      this.#engineSettings.assets,
      this.#loudnessGain,
    );
    return sounding.createGraphBackend(
      mode,
      this.#output,
      this.#playbackSettings,
      this.#engineSettings,
      listener,
    );
  }

  #ensureShare(): ContextShare {
    return (this.#share ??= new ContextShare());
  }

  #wake(): void {
    // What can't start now is told by the backend, which tries again.
    this.#ensureShare()
      .wake()
      .catch(() => undefined);
  }
}

function requirePreamp(preamp: number | 'auto'): void {
  if (preamp === 'auto' || (preamp >= -24 && preamp <= 24)) return;
  throw new RangeError(`The preamp is a number of dB from -24 to 24 or "auto", not ${preamp}.`);
}
