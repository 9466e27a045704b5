import { LEVEL_FIELDS } from './level-fields.ts';
import { Scope } from './scope.ts';
import { TruePeakDetector, TRUE_PEAK_DELAY_FRAMES } from './true-peak.ts';

/** What an AnalyserNode keeps at most. */
const LONGEST_WINDOW_FRAMES = 32768;
const SHORTEST_WINDOW_FRAMES = 4096;

/** Over how long levels are measured, seconds: a period of 20 Hz, and more than a slow frame. */
const LEVEL_SECONDS = 0.05;

/**
 * The samples that are heard, for oscilloscope and meters: a tap behind equalizer and limiter,
 * before volume and mute. Two AnalyserNodes keep the last samples; all measuring is done on the main
 * thread when a view asks, so that the audio path neither posts nor waits, in any mode.
 *
 * Reading allocates only when the latency has outgrown the window.
 */
export class HeardTap {
  readonly input: ChannelSplitterNode;
  readonly #scope = new Scope();
  readonly #context: BaseAudioContext;
  readonly #taps: readonly AnalyserNode[];
  readonly #detector = new TruePeakDetector();
  #samples: readonly Float32Array<ArrayBuffer>[] = [];
  #windowFrames = 0;
  #readAt = -1;

  constructor(context: BaseAudioContext) {
    this.#context = context;
    this.input = this.#scope.node(new ChannelSplitterNode(context, { numberOfOutputs: 2 }));
    this.#taps = [0, 1].map((channel) => {
      const tap = this.#scope.node(new AnalyserNode(context));
      this.input.connect(tap, channel);
      return tap;
    });
  }

  /**
   * The last `out.length` samples that are heard, the mean of the channels.
   *
   * @param latencySeconds between this tap and the listener
   */
  readWaveform(out: Float32Array, latencySeconds: number): void {
    const end = this.#take(out.length, latencySeconds);
    const [left, right] = this.#samples;
    const start = end - out.length;
    for (let i = 0; i < out.length; i++) {
      out[i] = ((left?.[start + i] ?? 0) + (right?.[start + i] ?? 0)) / 2;
    }
  }

  /** Levels of the last 50 ms that are heard: see `LEVEL_FIELDS`. Linear; full scale is 1. */
  readLevels(out: Float32Array, latencySeconds: number): void {
    const frames = Math.round(LEVEL_SECONDS * this.#context.sampleRate);
    const end = this.#take(frames + 2 * TRUE_PEAK_DELAY_FRAMES, latencySeconds);
    for (let channel = 0; channel < 2; channel++) {
      const samples = this.#samples[channel];
      if (samples === undefined) continue;
      const at = channel * LEVEL_FIELDS.perChannel;
      let peak = 0;
      let power = 0;
      for (let i = end - frames; i < end; i++) {
        const sample = samples[i] ?? 0;
        peak = Math.max(peak, Math.abs(sample));
        power += sample * sample;
      }
      out[at + LEVEL_FIELDS.peak] = peak;
      out[at + LEVEL_FIELDS.rms] = Math.sqrt(power / frames);
      out[at + LEVEL_FIELDS.truePeak] = Math.max(peak, this.#truePeak(samples, end, frames, peak));
    }
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #truePeak(samples: Float32Array, end: number, frames: number, peak: number): number {
    if (peak === 0) return 0;
    const detector = this.#detector;
    // Only what is higher than the highest sample matters.
    detector.threshold = peak;
    const settled = end - frames;
    let highest = 0;
    for (let i = settled - 2 * TRUE_PEAK_DELAY_FRAMES; i < end; i++) {
      const told = detector.next(samples[i] ?? 0);
      // Before that the filter still holds the window of the last call.
      if (i >= settled && told > highest) highest = told;
    }
    return highest;
  }

  /** @returns where in `#samples` the moment that is heard lies: the index after its last sample */
  #take(frames: number, latencySeconds: number): number {
    const { currentTime, sampleRate } = this.#context;
    const latencyFrames = Math.round(latencySeconds * sampleRate);
    const wanted = frames + latencyFrames;
    if (wanted > this.#windowFrames) this.#grow(wanted);
    if (currentTime !== this.#readAt) {
      this.#readAt = currentTime;
      this.#taps.forEach((tap, channel) => {
        const samples = this.#samples[channel];
        if (samples) tap.getFloatTimeDomainData(samples);
      });
    }
    return Math.max(Math.min(frames, this.#windowFrames), this.#windowFrames - latencyFrames);
  }

  #grow(frames: number): void {
    const power = 2 ** Math.ceil(Math.log2(Math.max(frames, SHORTEST_WINDOW_FRAMES)));
    const windowFrames = Math.min(power, LONGEST_WINDOW_FRAMES);
    if (windowFrames === this.#windowFrames) return;
    this.#windowFrames = windowFrames;
    this.#samples = this.#taps.map(() => new Float32Array(windowFrames));
    for (const tap of this.#taps) tap.fftSize = windowFrames;
    this.#readAt = -1;
  }
}
