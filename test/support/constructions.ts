/** What the page has made since the watch began, in order. */
export interface Constructions {
  /** Names of all workers. */
  readonly workers: readonly string[];
  /** Names of those that belong to a pool. */
  readonly poolWorkers: readonly string[];
  readonly contexts: readonly AudioContext[];
  /** Those that were lost included. */
  readonly pictures: readonly WebGL2RenderingContext[];
  restore(): void;
}

/** How the workers of pools are named; not the one that looks into a file, nor a mere trial. */
const OF_A_POOL = /^rusty-audio (?!background$)/;

/** Watches what makes the page's workers, audio contexts and WebGL2 contexts, until `restore`. */
export function watchConstructions(): Constructions {
  const { Worker: PageWorker, AudioContext: PageContext } = globalThis;
  const workers: string[] = [];
  const contexts: AudioContext[] = [];
  const pictures: WebGL2RenderingContext[] = [];
  const canvases = HTMLCanvasElement.prototype as { getContext: (...args: unknown[]) => unknown };
  const { getContext } = canvases;
  globalThis.Worker = class extends PageWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      workers.push(options?.name ?? '');
    }
  };
  globalThis.AudioContext = class extends PageContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      contexts.push(this);
    }
  };
  canvases.getContext = function watched(...args) {
    const context = getContext.apply(this, args);
    if (context instanceof WebGL2RenderingContext && !pictures.includes(context)) {
      pictures.push(context);
    }
    return context;
  };
  return {
    workers,
    contexts,
    pictures,
    get poolWorkers() {
      return workers.filter((name) => OF_A_POOL.test(name));
    },
    restore() {
      Object.assign(globalThis, { Worker: PageWorker, AudioContext: PageContext });
      canvases.getContext = getContext;
    },
  };
}
