import { scriptUrl } from './script-url.ts';

/**
 * Owns what has to be given back: listeners, timers, audio nodes, workers, object URLs. One
 * `dispose()` releases everything, last acquired first. The linter forbids the raw calls elsewhere
 * in the engine, so nothing can be acquired without an owner.
 */
export class Scope {
  #disposers = new Set<() => void>();
  #disposed = false;

  get disposed(): boolean {
    return this.#disposed;
  }

  /** Registers a disposer; returns a function that runs it now, once. */
  own(dispose: () => void): () => void {
    if (this.#disposed) {
      dispose();
      return () => undefined;
    }
    const once = (): void => {
      if (this.#disposers.delete(once)) dispose();
    };
    this.#disposers.add(once);
    return once;
  }

  /** A scope that ends with this one, or before. */
  child(): Scope {
    const scope = new Scope();
    const forget = this.own(() => {
      scope.dispose();
    });
    scope.own(forget);
    return scope;
  }

  listen(
    target: EventTarget,
    type: string,
    listener: (event: Event) => void,
    options?: AddEventListenerOptions,
  ): () => void {
    target.addEventListener(type, listener, options);
    return this.own(() => {
      target.removeEventListener(type, listener, options);
    });
  }

  timeout(milliseconds: number, callback: () => void): () => void {
    const id = setTimeout(() => {
      cancel();
      callback();
    }, milliseconds);
    const cancel = this.own(() => {
      clearTimeout(id);
    });
    return cancel;
  }

  interval(milliseconds: number, callback: () => void): () => void {
    const id = setInterval(callback, milliseconds);
    return this.own(() => {
      clearInterval(id);
    });
  }

  node<Node extends AudioNode>(node: Node): Node {
    this.own(() => {
      node.disconnect();
    });
    return node;
  }

  /** @throws {DOMException} SecurityError where the page may not start a worker from `url`. */
  worker(url: string, options?: WorkerOptions): Worker {
    const worker = new Worker(scriptUrl(url), options);
    this.own(() => {
      worker.terminate();
    });
    return worker;
  }

  objectUrl(blob: Blob): string {
    const url = URL.createObjectURL(blob);
    this.own(() => {
      URL.revokeObjectURL(url);
    });
    return url;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const dispose of [...this.#disposers].reverse()) dispose();
    this.#disposers.clear();
  }
}
