import type { AnalysisSetting, PlaybackSettings } from './backend.ts';
import type { BackgroundWork } from './background-work.ts';
import { EngineOutput } from './engine-output.ts';
import type { EngineSettings } from './engine-settings.ts';
import { EngineState } from './engine-state.ts';
import { EqualizerSetting } from './equalizer-setting.ts';
import { DEFAULT_BANDS } from './equalizer.ts';
import { BACKGROUND, SECTION_LOOP, SLEEP_TIMER } from './late-parts.ts';
import { loudnessGain } from './loudness-gain.ts';
import { Playback } from './playback.ts';
import type { PlayerOutput } from './player-output.ts';
import type { SourceCandidate } from './resource-selection.ts';
import { isWhole, validateSection } from './section.ts';
import type { SectionLoop, SectionLoopHost } from './section-loop.ts';
import { secondsToSleep, validateSleep } from './sleep.ts';
import type { SleepTimer, SleepTimerHost } from './sleep-timer.ts';
import type { EngineSnapshot, LoopSection, TimeSpan } from './snapshot.ts';

const MAX_CROSSFADE_SECONDS = 12;

/**
 * What plays: sources and what follows them, transport, volume, speed, loops and the sleep timer.
 * It puts the parts of an engine together and owns them. Main thread only.
 */
export abstract class TransportEngine extends EventTarget {
  protected engineSettings: EngineSettings;
  protected readonly state: EngineState;
  protected readonly playback: Playback;
  protected readonly equalizer: EqualizerSetting;
  protected analysis: AnalysisSetting = { fftSize: 2048, smoothing: 0.7 };
  /** Made with the first section. */
  #sectionLoop: SectionLoop | null = null;
  #backgroundWanted = false;
  #disposed = false;
  /** Made with the first sleep timer. */
  #sleepTimer: SleepTimer | null = null;
  #background: BackgroundWork | null = null;
  #output = new EngineOutput();
  #preservesPitch = true;
  #crossfadeSeconds = 0;

  constructor(settings: Partial<EngineSettings> = {}) {
    super();
    this.engineSettings = {
      preload: 'metadata',
      crossOrigin: null,
      workers: 'auto',
      assets: null,
      peaksSrc: null,
      ...settings,
    };
    this.state = new EngineState(this, {
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
    const apply = (): void => {
      this.apply();
    };
    this.equalizer = new EqualizerSetting({
      state: this.state,
      sampleRate: () => this.sampleRate,
      apply,
    });
    this.playback = new Playback({
      state: this.state,
      settings: () => this.#playbackSettings,
      access: () => this.engineSettings,
      createBackend: (mode, listener) =>
        this.#output.createBackend(mode, this.#playbackSettings, this.engineSettings, listener),
      wake: () => {
        this.#output.wake();
      },
      rest: () => {
        this.#output.rest();
      },
    });
    this.state.subscribe(() => {
      void this.#wantBackground();
      this.#output.setLoudnessGain(loudnessGain(this.state.now));
    });
  }

  /** Everything a view shows, frozen; replaced on change. */
  get snapshot(): EngineSnapshot {
    return this.state.snapshot;
  }

  /** Calls `listener` at most once a microtask after changes. @returns the end of the subscription */
  subscribe(listener: () => void): () => void {
    return this.state.subscribe(listener);
  }

  /** Seconds: what is heard now; from a seek's begin to its end, its target. */
  get currentTime(): number {
    return this.playback.currentTime;
  }

  /** Seconds: what was played since the load, up to this moment. */
  get played(): readonly TimeSpan[] {
    return this.playback.played;
  }

  /** Hz: the context's, or 48000 before there is one. */
  get sampleRate(): number {
    return this.#output.sampleRate;
  }

  /** null in `idle` and `native`. */
  get audioContext(): AudioContext | null {
    return this.nodes?.context ?? null;
  }

  /** The last node before the destination: the same one for the engine's life. null in `idle` and `native`. */
  get outputNode(): AudioNode | null {
    return this.nodes?.outputNode ?? null;
  }

  /**
   * Settings that hold from the next load on; `peaksSrc` at once, `preload` also for what it holds
   * back now.
   */
  configure(settings: Partial<EngineSettings>): void {
    this.engineSettings = { ...this.engineSettings, ...settings };
    this.#background?.settingsChanged();
    void this.#wantBackground();
    this.playback.preloadChanged();
  }

  /** Runs the resource selection over a new list; an empty one unloads. */
  setSources(candidates: readonly SourceCandidate[]): void {
    this.#background?.reset();
    this.playback.setSources(candidates);
  }

  /** The same where there was none: what is still to be told of before is told. */
  chooseSources(candidates: readonly SourceCandidate[]): void {
    this.playback.chooseSources(candidates);
  }

  /**
   * The list was added to or taken from. It goes on with what follows the candidates that failed,
   * where it waits for one; else nothing changes.
   */
  amendSources(candidates: readonly SourceCandidate[]): void {
    this.playback.amendSources(candidates);
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
    this.playback.setNext(candidates ?? []);
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
    this.apply();
  }

  /** Loads again from the start of the list. */
  load(): void {
    this.#background?.reset();
    this.playback.load();
  }

  /**
   * Resolves when sound comes out.
   *
   * @throws {DOMException} rejects with NotAllowedError (no gesture yet), NotSupportedError (the
   *   file can't be played) or AbortError (pause, or another load)
   */
  play(): Promise<void> {
    return this.playback.play();
  }

  pause(): void {
    this.playback.pause();
  }

  /** @param seconds clamped to the file */
  seek(seconds: number): void {
    this.playback.seek(seconds);
  }

  /** @param volume 0 to 1 @throws {RangeError} otherwise */
  setVolume(volume: number): void {
    if (!(volume >= 0 && volume <= 1)) {
      throw new RangeError(`The volume is a number from 0 to 1, not ${volume}.`);
    }
    if (volume === this.state.now.volume) return;
    this.state.set({ volume });
    this.state.emit('volumechange');
    this.apply();
  }

  setMuted(muted: boolean): void {
    if (muted === this.state.now.muted) return;
    this.state.set({ muted });
    this.state.emit('volumechange');
    this.apply();
  }

  setLoop(loop: boolean): void {
    if (loop === this.state.now.loop) return;
    this.state.set({ loop });
    this.apply();
  }

  /**
   * Plays a section over and over; null ends that, and so does the next load.
   *
   * @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then
   */
  setSection(section: LoopSection | null): void {
    if (section) validateSection(section);
    this.state.set({ section: section && Object.freeze({ ...section }) });
    this.apply();
    if (section) void this.#loopSections();
  }

  /**
   * Pauses later, after the sound has faded over the last five seconds; null ends the timer.
   *
   * @param end seconds from now, above 0, at most a day @throws {RangeError} otherwise
   */
  setSleepTimer(end: number | 'end-of-track' | null): void {
    validateSleep(end);
    this.state.set({ sleep: typeof end === 'number' ? performance.now() + end * 1000 : end });
    this.#sleepTimer?.look();
    // A track that looped may end now, and the other way round.
    this.apply();
    if (end !== null && this.#sleepTimer === null) void this.#watchSleep();
  }

  /** Until the sleep timer pauses; null when it is off, or the end of the track is not known. */
  get sleepSecondsLeft(): number | null {
    return secondsToSleep(this.state.now, this.currentTime);
  }

  /** @param playbackRate 1 is the recorded speed @throws {RangeError} below 0.0625 or above 16 */
  setPlaybackRate(playbackRate: number): void {
    if (!(playbackRate >= 0.0625 && playbackRate <= 16)) {
      throw new RangeError(`The playback rate is a number from 0.0625 to 16, not ${playbackRate}.`);
    }
    if (playbackRate === this.state.now.playbackRate) return;
    this.state.set({ playbackRate });
    this.state.emit('ratechange');
    this.apply();
  }

  setPreservesPitch(preservesPitch: boolean): void {
    this.#preservesPitch = preservesPitch;
    this.apply();
  }

  canPlayType(type: string): CanPlayTypeResult {
    return new Audio().canPlayType(type);
  }

  /** Ends everything; the engine can't be used again. */
  dispose(): void {
    this.#disposed = true;
    this.#sectionLoop?.dispose();
    this.#sleepTimer?.dispose();
    this.#background?.dispose();
    this.playback.dispose();
    this.#output.dispose();
  }

  /** What repeats them; where it can't be loaded there is no section. */
  async #loopSections(): Promise<void> {
    const part = await SECTION_LOOP.load().catch(() => null);
    if (part === null) this.setSection(null);
    else if (!this.#disposed) this.#sectionLoop ??= new part.SectionLoop(this.#timed);
  }

  /** What fades and pauses; where it can't be loaded the timer is off again. */
  async #watchSleep(): Promise<void> {
    const part = await SLEEP_TIMER.load().catch(() => null);
    if (part === null) this.setSleepTimer(null);
    else if (!this.#disposed) this.#sleepTimer ??= new part.SleepTimer(this.#timed);
  }

  /** What acts at a time of the track or of the clock. */
  get #timed(): SectionLoopHost & SleepTimerHost {
    return {
      state: this.state,
      currentTime: () => this.currentTime,
      seek: (seconds) => {
        this.seek(seconds);
      },
      apply: () => {
        this.apply();
      },
      pause: () => {
        this.pause();
      },
      end: () => {
        this.setSleepTimer(null);
      },
    };
  }

  /** null in the modes whose sound does not go through them. */
  protected get nodes(): PlayerOutput | null {
    const { mode } = this.state.now;
    return mode === 'threaded' || mode === 'fallback' ? this.#output.nodes : null;
  }

  get #playbackSettings(): PlaybackSettings {
    const { volume, muted, playbackRate, loop, section, sleep } = this.state.now;
    return {
      volume: volume * (this.#sleepTimer?.gain ?? 1),
      muted,
      loop: loop && !isWhole(section) && sleep !== 'end-of-track',
      playbackRate,
      preservesPitch: this.#preservesPitch,
      crossfadeSeconds: this.#crossfadeSeconds,
      follows: section === null && sleep !== 'end-of-track',
      eq: this.equalizer.resolved,
      analysis: this.analysis,
    };
  }

  /** Nothing is found out about a file before it is played, unless all of it may be fetched. */
  async #wantBackground(): Promise<void> {
    const { paused, currentSrc } = this.state.now;
    const wanted = currentSrc !== '' && (!paused || this.engineSettings.preload === 'auto');
    if (!wanted || this.#backgroundWanted) return;
    this.#backgroundWanted = true;
    const part = await BACKGROUND.load().catch(() => null);
    // Where it could not be loaded there is nothing to know.
    if (part === null || this.#disposed) return;
    this.#background = new part.BackgroundWork({
      state: this.state,
      settings: () => this.engineSettings,
      resource: () => this.playback.resource,
    });
  }

  protected apply(): void {
    this.playback.apply(this.#playbackSettings);
  }
}
