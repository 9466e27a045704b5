import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Arrow keys, in seconds; Page keys go by a tenth of the track. */
const KEY_STEP_SECONDS = 5;

/** Times in seconds. */
export interface SeekTarget {
  /** 0 while there is nothing to move about in. */
  durationSeconds(): number;
  currentTime(): number;
  /** The listener has chosen a moment. */
  seek(seconds: number): void;
  /** The moment under the pointer; undefined: there is none any more. */
  hover(seconds: number | undefined): void;
}

/**
 * Seeking along the width of the host by pointer, touch and keys, in the direction of its text. A
 * drag seeks when the pointer lets go. The handlers belong to the element that has the focus.
 */
export class SeekGestures implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #target: SeekTarget;
  #draggedTo: number | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, target: SeekTarget) {
    this.#host = host;
    this.#target = target;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#draggedTo = undefined;
  }

  /** Where the pointer would go, in seconds, while it is down. */
  get draggedTo(): number | undefined {
    return this.#draggedTo;
  }

  get rightToLeft(): boolean {
    return this.#host.matches(':dir(rtl)');
  }

  secondsAt(clientX: number): number {
    const { left, right, width } = this.#host.getBoundingClientRect();
    const along = this.rightToLeft ? right - clientX : clientX - left;
    return Math.min(1, Math.max(0, along / Math.max(1, width))) * this.#target.durationSeconds();
  }

  readonly onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#target.durationSeconds() === 0) return;
    // A press that is repeated by script has no pointer.
    if (event.isTrusted) (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#dragTo(this.secondsAt(event.clientX));
    this.#target.hover(this.#draggedTo);
  };

  readonly onPointerMove = (event: PointerEvent): void => {
    if (this.#target.durationSeconds() === 0) return;
    const seconds = this.secondsAt(event.clientX);
    if (this.#draggedTo !== undefined) this.#dragTo(seconds);
    this.#target.hover(seconds);
  };

  readonly onPointerUp = (event: PointerEvent): void => {
    if (this.#draggedTo === undefined) return;
    this.#dragTo(undefined);
    this.#target.seek(this.secondsAt(event.clientX));
    if (event.pointerType !== 'mouse') this.#target.hover(undefined);
  };

  readonly onPointerLeave = (): void => {
    this.#target.hover(undefined);
  };

  readonly giveUp = (): void => {
    this.#dragTo(undefined);
    this.#target.hover(undefined);
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && this.#draggedTo !== undefined) {
      event.stopPropagation();
      this.giveUp();
      return;
    }
    const duration = this.#target.durationSeconds();
    if (duration === 0) return;
    const now = this.#target.currentTime();
    const inline = this.rightToLeft ? -KEY_STEP_SECONDS : KEY_STEP_SECONDS;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: now + inline,
      ArrowLeft: now - inline,
      ArrowUp: now + KEY_STEP_SECONDS,
      ArrowDown: now - KEY_STEP_SECONDS,
      PageUp: now + duration / 10,
      PageDown: now - duration / 10,
      Home: 0,
      End: duration,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#target.seek(Math.min(duration, Math.max(0, target)));
  };

  #dragTo(seconds: number | undefined): void {
    this.#draggedTo = seconds;
    this.#host.requestUpdate();
  }
}
