import type { Backend, BackendListener, PlaybackSettings, Resource } from './backend.ts';
import { FallbackAnalyser } from './fallback-analyser.ts';
import { MediaElementSource } from './media-element-source.ts';
import { NativeEqualizer } from './native-equalizer.ts';
import { type BackendStats, statsWithoutThreads } from './player-stats.ts';
import type { PlayerOutput } from './player-output.ts';
import { Scope } from './scope.ts';
import { MEDIA_ERROR, type TimeSpan } from './snapshot.ts';

/**
 * Native nodes on the main thread's graph: media element -> eight biquads -> spectrum tap ->
 * volume. The mode of every page that is not cross-origin isolated.
 */
export class FallbackBackend implements Backend {
  readonly mode = 'fallback';
  #scope = new Scope();
  #source: MediaElementSource;
  #output: PlayerOutput;
  #listener: BackendListener;
  #equalizer: NativeEqualizer;
  #analyser: FallbackAnalyser;

  constructor(output: PlayerOutput, settings: PlaybackSettings, listener: BackendListener) {
    this.#output = output;
    this.#listener = listener;
    const { context } = output;

    this.#source = new MediaElementSource(listener);
    this.#scope.own(() => {
      this.#source.dispose();
    });
    this.#equalizer = new NativeEqualizer(context);
    this.#scope.own(() => {
      this.#equalizer.dispose();
    });
    this.#analyser = new FallbackAnalyser(context, settings.analysis);
    this.#scope.own(() => {
      this.#analyser.dispose();
    });

    this.#scope
      .node(new MediaElementAudioSourceNode(context, { mediaElement: this.#source.element }))
      .connect(this.#equalizer.input);
    this.#equalizer.output.connect(output.input);
    this.#equalizer.output.connect(this.#analyser.input);
    this.apply(settings);
  }

  get currentTime(): number {
    return this.#source.currentTime;
  }

  get buffered(): readonly TimeSpan[] {
    return this.#source.buffered;
  }

  get seekable(): readonly TimeSpan[] {
    return this.#source.seekable;
  }

  open(resource: Resource, startSeconds: number): void {
    this.#source.open(resource, startSeconds);
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
    this.#source.play();
  }

  pause(): void {
    this.#source.pause();
    this.#output.share.rest();
  }

  seek(seconds: number): void {
    this.#source.seek(seconds);
  }

  apply(settings: PlaybackSettings): void {
    const { element } = this.#source;
    element.loop = settings.loop;
    element.playbackRate = settings.playbackRate;
    element.preservesPitch = settings.preservesPitch;
    this.#output.setGain(settings.muted ? 0 : settings.volume);
    this.#equalizer.apply(settings.eq);
    this.#analyser.apply(settings.analysis);
  }

  readFrequencyData(out: Float32Array): boolean {
    this.#analyser.read(out, this.#output.latencySeconds);
    return true;
  }

  stats(): BackendStats {
    return statsWithoutThreads(this.#output.context);
  }

  dispose(): void {
    this.#scope.dispose();
  }
}
