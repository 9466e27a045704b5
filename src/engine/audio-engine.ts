import type { Diagnosis } from './diagnosis.ts';
import type { EqBand } from './equalizer.ts';
import { AUDIO_SINK, DIAGNOSIS } from './late-parts.ts';
import { type PlayerStats, statsWithoutThreads } from './player-stats.ts';
import { pageSink } from './shared-context.ts';
import { LOUDNESS_MODES, type LoudnessMode } from './snapshot.ts';
import { TransportEngine } from './transport-engine.ts';

export * from './snapshot.ts';
export { SourceFailedEvent } from './engine-state.ts';
export type { PlayerStats, RingStats } from './player-stats.ts';
export type { Diagnosis, DiagnosisCheck } from './diagnosis.ts';
export type { RoleStats, WorkerStats } from './threading-stats.ts';
export { LEVEL_FIELDS } from './level-fields.ts';
export type { EngineSettings } from './engine-settings.ts';
export type { SourceCandidate } from './resource-selection.ts';
export { volumeIsLocked } from './volume-lock.ts';

const FFT_SIZES: readonly number[] = [512, 1024, 2048, 4096, 8192, 16384];

/**
 * A player without a view: commands in, frozen snapshots and media events out. Main thread only.
 * It dispatches HTMLMediaElement's events at itself, and `modechange`, `eqchange`,
 * `trackchange`, `autoplayblocked`.
 */
export class AudioEngine extends TransportEngine {
  /** Samples in an analysis. */
  get fftSize(): number {
    return this.analysis.fftSize;
  }

  /** Share of the previous magnitude that is kept per 1/60 s, 0 to 1. */
  get smoothing(): number {
    return this.analysis.smoothing;
  }

  /** @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then */
  setEqBand(index: number, change: Partial<EqBand>): void {
    this.equalizer.setBand(index, change);
  }

  /** @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then */
  setEqBands(bands: readonly EqBand[]): void {
    this.equalizer.setBands(bands);
  }

  /**
   * Bands and preamp in one step: nobody hears the one without the other.
   *
   * @param eqPreamp dB, -24 to 24, or `auto`
   * @throws {RangeError} naming what was wrong and what is allowed; nothing is changed then
   */
  setEqualizer(bands: readonly EqBand[], eqPreamp: number | 'auto'): void {
    this.equalizer.setAll(bands, eqPreamp);
  }

  /**
   * Changes to the other one of two settings, bands and preamp, and back. What is set goes with the
   * slot that is left; the other one begins as its copy.
   */
  compareEqualizer(): void {
    this.equalizer.compare();
  }

  setEqBypass(eqBypass: boolean): void {
    this.equalizer.setBypass(eqBypass);
  }

  /** @param eqPreamp dB, -24 to 24, or `auto`: lowered by the curve's peak @throws {RangeError} otherwise */
  setEqPreamp(eqPreamp: number | 'auto'): void {
    this.equalizer.setPreamp(eqPreamp);
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
    if (loudnessMode !== this.state.now.loudnessMode) this.state.set({ loudnessMode });
  }

  /** The device on which all players of the page are heard; empty: the default one. */
  get sinkId(): string {
    return pageSink.id;
  }

  /**
   * Chooses that device.
   *
   * @throws {DOMException} rejects with NotFoundError, NotAllowedError, or NotSupportedError where
   *   the browser can't choose the device of an audio context; nothing is changed then
   */
  async setSinkId(sinkId: string): Promise<void> {
    const { setPageSink } = await AUDIO_SINK.load();
    await setPageSink(sinkId);
  }

  /** The curve of the eight bands in dB at each of `hz`, without the preamp; also while bypassed. */
  getFrequencyResponse(hz: Float32Array): Float32Array {
    return this.equalizer.response(hz);
  }

  /** @throws {RangeError} for a size that is not offered */
  setFftSize(fftSize: number): void {
    if (!FFT_SIZES.includes(fftSize)) {
      throw new RangeError(`The FFT size is one of ${FFT_SIZES.join(', ')}, not ${fftSize}.`);
    }
    this.analysis = { ...this.analysis, fftSize };
    this.apply();
  }

  /** @param smoothing 0 to below 1 @throws {RangeError} otherwise */
  setSmoothing(smoothing: number): void {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new RangeError(`Smoothing is a number from 0 to below 1, not ${smoothing}.`);
    }
    this.analysis = { ...this.analysis, smoothing };
    this.apply();
  }

  /**
   * The latest analysis of what is heard now: dBFS per bin, after the equalizer, before loudness,
   * volume and mute; all -Infinity in `idle` and `native`. Allocates nothing.
   *
   * @param out at least fftSize / 2 + 1 values
   */
  getFrequencyData(out: Float32Array): void {
    if (this.playback.backend?.readFrequencyData(out) !== true) out.fill(-Infinity);
  }

  /**
   * The same of the sound before the equalizer, at the same moment. Allocates nothing.
   *
   * @param out at least fftSize / 2 + 1 values
   */
  getInputFrequencyData(out: Float32Array): void {
    if (this.playback.backend?.readInputFrequencyData(out) !== true) out.fill(-Infinity);
  }

  /**
   * The samples that are heard now, the newest last: the mean of the channels, behind equalizer and
   * limiter, before volume and mute; zeros in `idle` and `native`. Allocates nothing.
   *
   * @param out up to 16384 samples
   */
  readWaveform(out: Float32Array): void {
    const nodes = this.nodes;
    if (nodes) nodes.readWaveform(out);
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
    const nodes = this.nodes;
    if (nodes) nodes.readLevels(out);
    else out.fill(0);
  }

  /** Figures of this moment: latency, rings, underruns, and what each thread takes for its work. */
  getStats(): PlayerStats {
    const { mode, modeReason } = this.state.now;
    const stats = this.playback.backend?.stats() ?? statsWithoutThreads(null);
    return { mode, modeReason, ...stats };
  }

  /**
   * Tries, without a sound, what decides the mode: threads, worklet, kernels, the page's isolation,
   * the file. Each check that fails says what would lift it, headers as the lines for this host.
   */
  async diagnose(): Promise<Diagnosis> {
    const { diagnose } = await DIAGNOSIS.load();
    const { workers, assets } = this.engineSettings;
    return diagnose({ url: this.state.now.currentSrc, workers, assets });
  }
}
