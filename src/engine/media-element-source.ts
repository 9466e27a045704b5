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
  readonly element: HTMLMediaElement;
  #scope = new Scope();
  /** Who is told; null: nobody. */
  listener: BackendListener | null;
  /** Asked at the end: true when another source goes on, so that there is nothing to tell. */
  goesOn: () => boolean = () => false;
  #wantsToPlay = false;
  #opened = false;
  /** What it is on its way to was asked for, and is not the next round of a loop. */
  #sought = false;

  constructor(listener: BackendListener | null, element: HTMLMediaElement = new Audio()) {
    this.listener = listener;
    this.element = element;
    this.#forwardEvents();
    this.#scope.own(() => {
      this.element.pause();
      // As the HTML standard advises, so that the browser drops the download at once.
      this.element.srcObject = null;
      this.element.removeAttribute('src');
      this.element.load();
    });
  }

  get currentTime(): number {
    return this.element.currentTime;
  }

  get buffered(): readonly TimeSpan[] {
    return spans(this.element.buffered);
  }

  get seekable(): readonly TimeSpan[] {
    return spans(this.element.seekable);
  }

  open(resource: Resource, startSeconds: number): void {
    this.#opened = true;
    this.#sought = startSeconds > 0;
    this.element.crossOrigin = resource.crossOrigin;
    this.element.preload = resource.preload;
    // It goes before `src`, so the one that was is taken away in any case.
    this.element.srcObject = resource.stream ?? null;
    if (resource.stream) return;
    this.element.src = resource.url;
    // Before metadata this is where the element will begin.
    this.element.currentTime = startSeconds;
  }

  play(): void {
    this.#wantsToPlay = true;
    this.element.play().catch((error: unknown) => {
      // A failed resource reports itself by its `error` event, a newer command by AbortError.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.listener?.failed({
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
    const { ended: leavesEnd, readyState } = this.element;
    this.element.currentTime = seconds;
    this.#sought = readyState > 0 || seconds > 0;
    // It will begin there anyway, and tell of no seek.
    if (!this.#sought) queueMicrotask(() => this.listener?.seeked());
    // An element that has ended has paused itself; its events may still be on their way.
    if (leavesEnd && this.#wantsToPlay) this.play();
  }

  /** @param playbackRate 1 is the recorded speed */
  setRate(playbackRate: number, preservesPitch: boolean): void {
    // A new source brings the element back to its default rate.
    this.element.defaultPlaybackRate = playbackRate;
    this.element.playbackRate = playbackRate;
    this.element.preservesPitch = preservesPitch;
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #forwardEvents(): void {
    const on = (type: string, handler: (listener: BackendListener) => void): void => {
      this.#scope.listen(this.element, type, () => {
        if (this.#opened && this.listener !== null) handler(this.listener);
      });
    };
    const ready = (listener: BackendListener): void => {
      listener.readyState(this.element.readyState as ReadyState);
    };
    on('loadedmetadata', (listener) => {
      listener.metadata(this.element.duration);
    });
    on('durationchange', (listener) => {
      if (this.element.readyState > 0) listener.durationChange(this.element.duration);
    });
    on('loadeddata', ready);
    on('canplay', ready);
    on('canplaythrough', ready);
    on('playing', (listener) => {
      listener.flowing();
    });
    on('pause', (listener) => {
      const { paused, ended } = this.element;
      if (this.#wantsToPlay && paused && !ended) listener.interrupted();
    });
    on('play', (listener) => {
      if (!this.#wantsToPlay && !this.element.paused) listener.interruptionOver();
    });
    on('waiting', (listener) => {
      if (this.#wantsToPlay) listener.waiting();
    });
    on('seeked', (listener) => {
      const { loop, currentTime } = this.element;
      if (loop && currentTime === 0 && !this.#sought) listener.looped();
      listener.seeked();
      ready(listener);
    });
    // Also while nobody is told.
    this.#scope.listen(this.element, 'seeked', () => {
      this.#sought = false;
    });
    on('ended', (listener) => {
      if (this.element.ended && !this.goesOn()) listener.ended();
    });
    on('progress', (listener) => {
      listener.progress();
    });
    on('suspend', (listener) => {
      listener.suspend();
    });
    on('stalled', (listener) => {
      listener.stalled();
    });
    on('error', (listener) => {
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
