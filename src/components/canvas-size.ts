import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** CSS pixels, and device pixels per CSS pixel. */
export interface CanvasSize {
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
}

/**
 * Watches the size of a canvas in whole device pixels, so that its picture is never scaled. Calls
 * `resized` before the browser paints, also when only the zoom changed.
 */
export class CanvasSizeController implements ReactiveController {
  readonly #resized: (size: CanvasSize) => void;
  #observer: ResizeObserver | undefined;
  #canvas: HTMLCanvasElement | undefined;

  constructor(host: ReactiveControllerHost, resized: (size: CanvasSize) => void) {
    this.#resized = resized;
    host.addController(this);
  }

  /** From now on watches this canvas, and no other. */
  observe(canvas: HTMLCanvasElement): void {
    this.#canvas = canvas;
    this.hostDisconnected();
    this.hostConnected();
  }

  hostConnected(): void {
    if (!this.#canvas) return;
    this.#observer = new ResizeObserver((entries) => {
      const entry = entries.at(-1);
      if (entry) this.#measure(entry);
    });
    const exact = 'devicePixelContentBoxSize' in ResizeObserverEntry.prototype;
    this.#observer.observe(this.#canvas, {
      box: exact ? 'device-pixel-content-box' : 'content-box',
    });
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #measure(entry: ResizeObserverEntry): void {
    const { width, height } = entry.contentRect;
    if (width === 0 || height === 0) return;
    const pixelRatio = devicePixelRatio;
    // Absent in WebKit; in an emulated screen it counts the real screen's pixels.
    const exact = (entry as Partial<ResizeObserverEntry>).devicePixelContentBoxSize?.[0];
    this.#resized({
      width: wholePixels(width, exact?.inlineSize, pixelRatio),
      height: wholePixels(height, exact?.blockSize, pixelRatio),
      pixelRatio,
    });
  }
}

/** A CSS length that is a whole number of device pixels: the browser's own, or the nearest. */
function wholePixels(css: number, exactPixels: number | undefined, pixelRatio: number): number {
  const nearest = Math.round(css * pixelRatio);
  const isExact = exactPixels !== undefined && Math.abs(exactPixels - nearest) <= 1;
  return (isExact ? exactPixels : nearest) / pixelRatio;
}
