import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** After a pause the first frame must not leap: no step is longer than this. */
const LONGEST_STEP_SECONDS = 0.1;
/** What a faster screen shows in between is no news: at most 60 frames a second, calm 30. */
const LIVELY_FRAME_MS = 1000 / 60;
const CALM_FRAME_MS = 1000 / 30;
/** A screen's frames come early and late by so much. */
const JITTER_MS = 2;

/** Draws one frame, `elapsedSeconds` after the one before. Returns false to go to sleep. */
export type DrawFrame = (elapsedSeconds: number) => boolean;

/**
 * Calls `draw` on animation frames, 60 a second at most, 30 for those who asked for less motion,
 * while the host is on screen, the page is visible and `draw` asks for more. `wake` begins again
 * after a rest. Main thread; no allocation per frame.
 */
export class AnimationLoop implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #draw: DrawFrame;
  readonly #shown: ((onScreen: boolean) => void) | undefined;
  /** That in which the host is seen, perhaps not the script's. */
  #window: Window = window;
  #observer: IntersectionObserver | undefined;
  #calmQuery: MediaQueryList | undefined;
  #onScreen = false;
  #request = 0;
  #lastMilliseconds = 0;
  #dueMilliseconds = 0;

  /** @param shown told when the host comes on screen or leaves it, before the browser paints */
  constructor(
    host: ReactiveControllerHost & Element,
    draw: DrawFrame,
    shown?: (onScreen: boolean) => void,
  ) {
    this.#host = host;
    this.#draw = draw;
    this.#shown = shown;
    host.addController(this);
  }

  /** Has the user asked for less motion? */
  get calm(): boolean {
    return this.#calmQuery?.matches ?? false;
  }

  /** Can the host be seen, as far as the page's scrolling goes? */
  get onScreen(): boolean {
    return this.#onScreen;
  }

  /** Is a frame due? False at rest, off screen and in a hidden page. */
  get running(): boolean {
    return this.#request !== 0;
  }

  hostConnected(): void {
    this.#window = this.#host.ownerDocument.defaultView ?? window;
    this.#calmQuery = this.#window.matchMedia('(prefers-reduced-motion: reduce)');
    this.#calmQuery.addEventListener('change', this.#onVisibility);
    this.#window.document.addEventListener('visibilitychange', this.#onVisibility);
    this.#observer = new IntersectionObserver((entries) => {
      const onScreen = entries.at(-1)?.isIntersecting ?? false;
      if (onScreen !== this.#onScreen) {
        this.#onScreen = onScreen;
        this.#shown?.(onScreen);
      }
      this.#onVisibility();
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#calmQuery?.removeEventListener('change', this.#onVisibility);
    this.#window.document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#onScreen = false;
    this.#sleep();
  }

  /** Something may have changed: draws at least one more frame, if it can be seen. */
  wake(): void {
    if (this.#request !== 0 || !this.#onScreen || this.#window.document.hidden) return;
    this.#lastMilliseconds = this.#window.performance.now();
    this.#dueMilliseconds = 0;
    this.#request = this.#window.requestAnimationFrame(this.#onFrame);
  }

  #sleep(): void {
    this.#window.cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  readonly #onVisibility = (): void => {
    if (this.#onScreen && !this.#window.document.hidden) this.wake();
    else this.#sleep();
  };

  readonly #onFrame = (milliseconds: number): void => {
    if (milliseconds < this.#dueMilliseconds - JITTER_MS) {
      this.#request = this.#window.requestAnimationFrame(this.#onFrame);
      return;
    }
    const frame = this.calm ? CALM_FRAME_MS : LIVELY_FRAME_MS;
    // Counted on from when it was due, so that the mean rate is met on any screen.
    this.#dueMilliseconds = Math.max(this.#dueMilliseconds + frame, milliseconds);
    const elapsedSeconds = Math.max(0, milliseconds - this.#lastMilliseconds) / 1000;
    this.#lastMilliseconds = milliseconds;
    const goesOn = this.#draw(Math.min(elapsedSeconds, LONGEST_STEP_SECONDS));
    this.#request = goesOn ? this.#window.requestAnimationFrame(this.#onFrame) : 0;
  };
}
