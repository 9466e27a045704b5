import type { Backend, BackendListener, PlaybackSettings, Resource } from './backend.ts';
import { MediaElementSource } from './media-element-source.ts';
import { type BackendStats, statsWithoutThreads } from './player-stats.ts';
import { pageSink } from './shared-context.ts';
import type { TimeSpan } from './snapshot.ts';

/**
 * A plain media element, outside any graph. `idle`: fetches metadata until the first play.
 * `native`: plays where the browser denies access to the samples; no equalizer, no spectrum.
 */
export class ElementBackend implements Backend {
  readonly mode: 'idle' | 'native';
  #source: MediaElementSource;

  /** @param unasked it plays muted before anybody has touched the page */
  constructor(mode: 'idle' | 'native', listener: BackendListener, unasked = false) {
    this.mode = mode;
    this.#source = new MediaElementSource(listener, unasked ? silentVideo() : undefined);
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

  /** A plain element can't be joined to another one: the next track is loaded when this one ended. */
  setNext(): void {
    return;
  }

  play(): void {
    const { element } = this.#source;
    // Where the device has gone the default one is heard.
    if (pageSink.id !== '') element.setSinkId(pageSink.id).catch(() => undefined);
    this.#source.play();
  }

  pause(): void {
    this.#source.pause();
  }

  seek(seconds: number): void {
    this.#source.seek(seconds);
  }

  apply(settings: PlaybackSettings): void {
    const { element } = this.#source;
    element.volume = settings.volume;
    element.muted = settings.muted;
    element.loop = settings.loop;
    this.#source.setRate(settings.playbackRate, settings.preservesPitch);
  }

  readFrequencyData(): boolean {
    return false;
  }

  readInputFrequencyData(): boolean {
    return false;
  }

  stats(): BackendStats {
    return statsWithoutThreads(null);
  }

  dispose(): void {
    this.#source.dispose();
  }
}

/** Chromium lets `<video>` alone play muted without a gesture, also where it has no picture. */
function silentVideo(): HTMLMediaElement {
  const element = document.createElement('video');
  element.playsInline = true;
  return element;
}
