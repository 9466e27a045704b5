import type { BackendFailure, BackendListener, Resource } from './backend.ts';
import { Scope } from './scope.ts';
import { MEDIA_ERROR, type ReadyState, type TimeSpan } from './snapshot.ts';

/** The spans of a TimeRanges object. */
function spans(ranges: TimeRanges): TimeSpan[] {
  return Array.from({ length: ranges.length }, (_, i) => ({
    start: ranges.start(i),
    end: ranges.end(i),
  }));
}

/**
 * A media element that is never in the document, reporting in the terms of a backend. It serves
 * three modes: metadata before the first play, the source of the native graph, and plain playback
 * where samples are denied.
 */
export class MediaElementSource {
  readonly element: HTMLAudioElement;
  #scope = new Scope();
  #listener: BackendListener;
  #startSeconds = 0;
  #wantsToPlay = false;
  #opened = false;

  constructor(listener: BackendListener) {
    this.#listener = listener;
    this.element = new Audio();
    this.#forwardEvents();
    this.#scope.own(() => {
      this.element.pause();
      // As the HTML standard advises, so that the browser drops the download at once.
      this.element.removeAttribute('src');
      this.element.load();
    });
  }

  get currentTime(): number {
    // Until metadata is there the element forgets a position that was set.
    return this.element.readyState === 0 ? this.#startSeconds : this.element.currentTime;
  }

  get buffered(): readonly TimeSpan[] {
    return spans(this.element.buffered);
  }

  get seekable(): readonly TimeSpan[] {
    return spans(this.element.seekable);
  }

  open(resource: Resource, startSeconds: number): void {
    this.#startSeconds = startSeconds;
    this.#opened = true;
    this.element.crossOrigin = resource.crossOrigin;
    this.element.preload = resource.preload;
    this.element.src = resource.url;
  }

  play(): void {
    this.#wantsToPlay = true;
    this.element.play().catch((error: unknown) => {
      // A failed resource reports itself by its `error` event, a newer command by AbortError.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.#listener.failed({
        kind: 'autoplay',
        code: MEDIA_ERROR.ABORTED,
        message: 'The browser wants a click or a key press on the page before it plays sound.',
      });
    });
  }

  pause(): void {
    this.#wantsToPlay = false;
    this.element.pause();
  }

  seek(seconds: number): void {
    if (this.element.readyState === 0) this.#startSeconds = seconds;
    else this.element.currentTime = seconds;
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #forwardEvents(): void {
    const listener = this.#listener;
    const on = (type: string, handler: () => void): void => {
      this.#scope.listen(this.element, type, () => {
        if (this.#opened) handler();
      });
    };
    const ready = (): void => {
      listener.readyState(this.element.readyState as ReadyState);
    };
    on('loadedmetadata', () => {
      if (this.#startSeconds > 0) this.element.currentTime = this.#startSeconds;
      listener.metadata(this.element.duration);
    });
    on('durationchange', () => {
      if (this.element.readyState > 0) listener.durationChange(this.element.duration);
    });
    on('loadeddata', ready);
    on('canplay', ready);
    on('canplaythrough', ready);
    on('playing', () => {
      listener.flowing();
    });
    on('waiting', () => {
      if (this.#wantsToPlay) listener.waiting();
    });
    on('seeked', () => {
      if (this.element.loop && this.element.currentTime === 0) listener.looped();
      listener.seeked();
      ready();
    });
    on('ended', () => {
      listener.ended();
    });
    on('progress', () => {
      listener.progress();
    });
    on('suspend', () => {
      listener.suspend();
    });
    on('stalled', () => {
      listener.stalled();
    });
    on('error', () => {
      listener.failed(this.#failure());
    });
  }

  #failure(): BackendFailure {
    const code = this.element.error?.code ?? MEDIA_ERROR.SRC_NOT_SUPPORTED;
    const sentences = {
      [MEDIA_ERROR.ABORTED]: 'Loading was stopped.',
      [MEDIA_ERROR.NETWORK]: 'The connection broke while the file was loading.',
      [MEDIA_ERROR.DECODE]: 'The file is damaged and can’t be played further.',
      [MEDIA_ERROR.SRC_NOT_SUPPORTED]:
        'The file could not be loaded, or is not audio that this browser can play.',
    } as const;
    const known = code as keyof typeof sentences;
    return {
      // The element tells neither a missing file from a denied one, nor either from a wrong type.
      kind: known === MEDIA_ERROR.SRC_NOT_SUPPORTED ? 'denied' : 'file',
      code: known,
      message: sentences[known],
    };
  }
}
