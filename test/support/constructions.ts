/** What the page has made since the watch began, in order. */
export interface Constructions {
  /** Names of all workers. */
  readonly workers: readonly string[];
  /** Names of those that belong to a pool. */
  readonly poolWorkers: readonly string[];
  readonly contexts: readonly AudioContext[];
  restore(): void;
}

/** How the workers of pools are named; not the one that looks into a file, nor a mere trial. */
const OF_A_POOL = /^rusty-audio (?!background$)/;

/** Watches the page's constructors of workers and audio contexts, until `restore`. */
export function watchConstructions(): Constructions {
  const { Worker: PageWorker, AudioContext: PageContext } = globalThis;
  const workers: string[] = [];
  const contexts: AudioContext[] = [];
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
  return {
    workers,
    contexts,
    get poolWorkers() {
      return workers.filter((name) => OF_A_POOL.test(name));
    },
    restore() {
      Object.assign(globalThis, { Worker: PageWorker, AudioContext: PageContext });
    },
  };
}
