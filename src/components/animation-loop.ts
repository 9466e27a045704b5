import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** After a pause the first frame must not leap: no step is longer than this. */
const LONGEST_STEP_SECONDS = 0.1;

/** Draws one frame, `elapsedSeconds` after the one before. Returns false to go to sleep. */
export type DrawFrame = (elapsedSeconds: number) => boolean;

/**
 * Calls `draw` on animation frames while the host is on screen, the page is visible and `draw` asks
 * for more. `wake` begins again after a rest. Main thread; no allocation per frame.
 */
export class AnimationLoop implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #draw: DrawFrame;
  #observer: IntersectionObserver | undefined;
  #calmQuery: MediaQueryList | undefined;
  #onScreen = false;
  #request = 0;
  #lastMilliseconds = 0;

  constructor(host: ReactiveControllerHost & Element, draw: DrawFrame) {
    this.#host = host;
    this.#draw = draw;
    host.addController(this);
  }

  /** Has the user asked for less motion? */
  get calm(): boolean {
    return this.#calmQuery?.matches ?? false;
  }

  /** Is a frame due? False at rest, off screen and in a hidden page. */
  get running(): boolean {
    return this.#request !== 0;
  }

  hostConnected(): void {
    this.#calmQuery = matchMedia('(prefers-reduced-motion: reduce)');
    this.#calmQuery.addEventListener('change', this.#onVisibility);
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#observer = new IntersectionObserver((entries) => {
      this.#onScreen = entries.at(-1)?.isIntersecting ?? false;
      this.#onVisibility();
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#calmQuery?.removeEventListener('change', this.#onVisibility);
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#onScreen = false;
    this.#sleep();
  }

  /** Something may have changed: draws at least one more frame, if it can be seen. */
  wake(): void {
    if (this.#request !== 0 || !this.#onScreen || document.hidden) return;
    this.#lastMilliseconds = performance.now();
    this.#request = requestAnimationFrame(this.#onFrame);
  }

  #sleep(): void {
    cancelAnimationFrame(this.#request);
    this.#request = 0;
  }

  readonly #onVisibility = (): void => {
    if (this.#onScreen && !document.hidden) this.wake();
    else this.#sleep();
  };

  readonly #onFrame = (milliseconds: number): void => {
    const elapsedSeconds = Math.max(0, milliseconds - this.#lastMilliseconds) / 1000;
    this.#lastMilliseconds = milliseconds;
    const goesOn = this.#draw(Math.min(elapsedSeconds, LONGEST_STEP_SECONDS));
    this.#request = goesOn ? requestAnimationFrame(this.#onFrame) : 0;
  };
}
