import type {
  AnalysisSetting,
  Backend,
  BackendListener,
  PlaybackSettings,
  Resource,
} from './backend.ts';
import { FallbackAnalyser } from './fallback-analyser.ts';
import { ElementQueue } from './element-queue.ts';
import { watchInterruptions } from './interruptions.ts';
import { NativeEqualizer } from './native-equalizer.ts';
import { type BackendStats, statsWithoutThreads } from './player-stats.ts';
import type { PlayerOutput } from './player-output.ts';
import { Scope } from './scope.ts';
import { MEDIA_ERROR, type TimeSpan } from './snapshot.ts';

/**
 * Native nodes on the main thread's graph: media elements -> eight biquads -> spectrum tap ->
 * limiter -> volume. The mode of every page that is not cross-origin isolated.
 */
export class FallbackBackend implements Backend {
  readonly mode = 'fallback';
  #scope = new Scope();
  #queue: ElementQueue;
  #output: PlayerOutput;
  #listener: BackendListener;
  #equalizer: NativeEqualizer;
  #analyser: FallbackAnalyser;
  /** Before the equalizer: made when somebody asks. */
  #inputAnalyser: FallbackAnalyser | null = null;
  #analysis: AnalysisSetting;

  constructor(output: PlayerOutput, settings: PlaybackSettings, listener: BackendListener) {
    this.#output = output;
    this.#listener = listener;
    const { context } = output;

    this.#equalizer = new NativeEqualizer(context);
    this.#scope.own(() => {
      this.#equalizer.dispose();
    });
    this.#analysis = settings.analysis;
    this.#analyser = new FallbackAnalyser(context, settings.analysis);
    this.#scope.own(() => {
      this.#analyser.dispose();
      this.#inputAnalyser?.dispose();
    });

    watchInterruptions(this.#scope, context, listener);
    this.#queue = new ElementQueue(this.#equalizer.input, settings, listener);
    this.#scope.own(() => {
      this.#queue.dispose();
    });
    this.#equalizer.output.connect(output.input);
    this.#equalizer.output.connect(this.#analyser.input);
    this.apply(settings);
  }

  get currentTime(): number {
    return this.#queue.source.currentTime;
  }

  get buffered(): readonly TimeSpan[] {
    return this.#queue.source.buffered;
  }

  get seekable(): readonly TimeSpan[] {
    return this.#queue.source.seekable;
  }

  open(resource: Resource, startSeconds: number): void {
    this.#queue.open(resource, startSeconds);
  }

  setNext(resources: readonly Resource[]): void {
    this.#queue.setNext(resources);
  }

  play(): void {
    // Both at once: either may need the user's gesture, which is gone after an await.
    this.#output.share.wake().catch((error: unknown) => {
      this.#listener.failed({
        kind: 'mode',
        code: MEDIA_ERROR.DECODE,
        message: `The browser could not start its audio output (${String(error)}).`,
      });
    });
    this.#queue.play();
  }

  pause(): void {
    this.#queue.pause();
    this.#output.share.rest();
  }

  seek(seconds: number): void {
    this.#queue.seek(seconds);
  }

  apply(settings: PlaybackSettings): void {
    this.#queue.apply(settings);
    this.#output.setGain(settings.muted ? 0 : settings.volume);
    this.#equalizer.apply(settings.eq);
    this.#analysis = settings.analysis;
    this.#analyser.apply(settings.analysis);
    this.#inputAnalyser?.apply(settings.analysis);
  }

  readFrequencyData(out: Float32Array): boolean {
    this.#analyser.read(out, this.#output.latencySeconds);
    return true;
  }

  readInputFrequencyData(out: Float32Array): boolean {
    if (this.#inputAnalyser === null) {
      this.#inputAnalyser = new FallbackAnalyser(this.#output.context, this.#analysis);
      this.#equalizer.input.connect(this.#inputAnalyser.input);
    }
    this.#inputAnalyser.read(out, this.#output.latencySeconds);
    return true;
  }

  stats(): BackendStats {
    return statsWithoutThreads(this.#output);
  }

  dispose(): void {
    this.#scope.dispose();
  }
}
