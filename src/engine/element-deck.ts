import type { BackendListener, PlaybackSettings, Resource } from './backend.ts';
import { MediaElementSource } from './media-element-source.ts';
import { Scope } from './scope.ts';
import { MEDIA_ERROR, READY_STATE } from './snapshot.ts';
import { StreamInput } from './stream-input.ts';

/** Points of a fade's curve; between them it is a straight line. */
const CURVE_POINTS = 129;

/** The halves of a fade at constant power: quarter turns of a sine. */
const FADE_IN = Float32Array.from({ length: CURVE_POINTS }, (_, i) =>
  Math.sin((i / (CURVE_POINTS - 1)) * (Math.PI / 2)),
);
const FADE_OUT = FADE_IN.toReversed();

/** A media element in the native graph, with a gain of its own for fades: one of two decks. */
export class ElementDeck {
  readonly source: MediaElementSource;
  readonly url: string;
  readonly #scope = new Scope();
  readonly #gain: GainNode;
  #stream: StreamInput | null = null;

  /** @param listener null: nobody is told yet */
  constructor(
    destination: AudioNode,
    settings: PlaybackSettings,
    listener: BackendListener | null,
    url = '',
  ) {
    const { context } = destination;
    this.url = url;
    this.source = new MediaElementSource(listener);
    this.#scope.own(() => {
      this.source.dispose();
    });
    this.#gain = this.#scope.node(new GainNode(context));
    this.#scope
      .node(
        new MediaElementAudioSourceNode(context as AudioContext, {
          mediaElement: this.source.element,
        }),
      )
      .connect(this.#gain)
      .connect(destination);
    this.apply(settings);
  }

  /** It can start to play at once. */
  get ready(): boolean {
    return this.source.element.readyState >= READY_STATE.HAVE_FUTURE_DATA;
  }

  /** Seconds of the clock until its end; NaN as long as that is not known. */
  get secondsLeft(): number {
    const { duration, currentTime, playbackRate } = this.source.element;
    return Math.max(0, duration - currentTime) / playbackRate;
  }

  open(resource: Resource, startSeconds: number): void {
    this.#stream?.dispose();
    this.#stream = null;
    this.source.open(resource, startSeconds);
    if (resource.stream) this.#takeStream(resource.stream);
  }

  on(type: string, handler: () => void): void {
    this.#scope.listen(this.source.element, type, handler);
  }

  apply({ loop, playbackRate, preservesPitch }: PlaybackSettings): void {
    this.source.element.loop = loop;
    this.source.setRate(playbackRate, preservesPitch);
  }

  fadeIn(seconds: number): void {
    this.#fade(FADE_IN, seconds);
  }

  fadeOut(seconds: number): void {
    this.#fade(FADE_OUT, seconds);
  }

  /** At full level from now on. */
  endFade(): void {
    const { gain, context } = this.#gain;
    gain.cancelScheduledValues(0);
    gain.setValueAtTime(1, context.currentTime);
  }

  dispose(): void {
    this.#stream?.dispose();
    this.#scope.dispose();
  }

  #takeStream(stream: MediaStream): void {
    try {
      this.#stream = new StreamInput(stream, this.source.element, this.#gain);
    } catch {
      // Never from within the command.
      queueMicrotask(() => {
        this.source.listener?.failed({
          kind: 'file',
          code: MEDIA_ERROR.SRC_NOT_SUPPORTED,
          message: 'The stream has no audio track.',
        });
      });
    }
  }

  #fade(curve: Float32Array<ArrayBuffer>, seconds: number): void {
    const { gain, context } = this.#gain;
    gain.setValueCurveAtTime(curve, context.currentTime, seconds);
  }
}
