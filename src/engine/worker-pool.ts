import { type AssetName, startableUrl } from './assets.ts';
import { compileKernels } from './kernel-modules.ts';
import { LAYOUT, LAYOUT_HASH } from './memory-layout.ts';
import {
  type FromWorker,
  type KernelModules,
  OUTPUT_PROCESSOR,
  type OutputWorkletOptions,
  type ToWorker,
  type WorkerInitMessage,
  type WorkerRole,
} from './protocol.ts';
import { initRing } from './ring-buffer.ts';
import { Scope } from './scope.ts';

/** Longest time a worker may take from its start to `ready`, milliseconds. */
const START_LIMIT_MS = 10_000;

interface Post {
  readonly asset: AssetName;
  readonly roles: readonly WorkerRole[];
}

/** A pool of two: those that sleep on memory share one thread, those that keep promises the other. */
const DSP: Post = { asset: 'dsp', roles: ['dsp', 'fft'] };
const DECODE: Post = { asset: 'decode', roles: ['decode', 'background'] };
const POSTS = [DSP, DECODE] as const;

const doorbellOf = (workerId: number): number =>
  LAYOUT.WORKERS + workerId * LAYOUT.WORKER_BYTES + LAYOUT.WORKER_DOORBELL;

/** Contexts that know the output processor already. */
const prepared = new WeakMap<BaseAudioContext, Promise<void>>();

/**
 * The threads of one sounding player: shared memory, a decode and a dsp worker, and the output
 * worklet's node. Owned by whoever started it; `dispose` ends all of it.
 */
export class WorkerPool {
  readonly memory: WebAssembly.Memory;
  readonly output: AudioWorkletNode;
  /** Called with every message of every worker, and with a fault of the pool itself. */
  onMessage: (message: FromWorker) => void = () => undefined;
  #scope: Scope;
  #decoder: Worker;
  #generation = 0;

  private constructor(
    scope: Scope,
    memory: WebAssembly.Memory,
    output: AudioWorkletNode,
    decoder: Worker,
  ) {
    this.#scope = scope;
    this.memory = memory;
    this.output = output;
    this.#decoder = decoder;
  }

  /**
   * @param assets base URL of the worker files, or null for beside this module
   * @throws {Error} one sentence that names what could not be started and why
   */
  static async start(context: AudioContext, assets: string | null): Promise<WorkerPool> {
    const scope = new Scope();
    try {
      const modules = await compileKernels();
      const memory = createMemory();
      const relay: { current: (message: FromWorker) => void } = { current: () => undefined };
      const [, decoder] = await Promise.all(
        POSTS.map((post, id) =>
          startWorker(scope, post, id, { memory, modules, context, assets }, (message) => {
            relay.current(message);
          }),
        ),
      );
      if (decoder === undefined) throw new Error('The pool has no decode worker.');
      await prepareContext(context, assets);
      const output = createOutput(scope, context, memory, modules, (error) => {
        relay.current({ type: 'task_failed', task_id: 0, error });
      });
      const pool = new WorkerPool(scope, memory, output, decoder);
      relay.current = (message) => {
        pool.onMessage(message);
      };
      scope.own(() => {
        askToStop(memory);
      });
      return pool;
    } catch (error) {
      scope.dispose();
      throw error;
    }
  }

  /** A number that no frame in any ring carries yet. */
  nextGeneration(): number {
    this.#generation = (this.#generation + 1) >>> 0;
    return this.#generation;
  }

  /** To the decode worker. */
  send(message: ToWorker): void {
    this.#decoder.postMessage(message);
  }

  dispose(): void {
    this.#scope.dispose();
  }
}

function createMemory(): WebAssembly.Memory {
  const pages = LAYOUT.DEFAULT_MEMORY_BYTES / LAYOUT.PAGE_BYTES;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  new Uint32Array(memory.buffer).set([
    LAYOUT.MAGIC,
    LAYOUT.VERSION,
    LAYOUT.DEFAULT_MEMORY_BYTES,
    LAYOUT.RING_COUNT,
    LAYOUT.FFT_SLOT_COUNT,
    LAYOUT_HASH >>> 0,
  ]);
  const { RING_CAPACITY_FRAMES, RING_A_HISTORY_FRAMES, RING_B_HISTORY_FRAMES } = LAYOUT;
  const rings = [
    [LAYOUT.RING_A, LAYOUT.RING_A_DATA, RING_A_HISTORY_FRAMES],
    [LAYOUT.RING_B, LAYOUT.RING_B_DATA, RING_B_HISTORY_FRAMES],
    [LAYOUT.RING_C, LAYOUT.RING_C_DATA, RING_A_HISTORY_FRAMES],
  ] as const;
  for (const [ring, data, history] of rings) {
    initRing(memory, ring, data, RING_CAPACITY_FRAMES, history);
  }
  return memory;
}

/** Workers asleep in shared memory look up, see the flag and leave; the worklet ends as well. */
function askToStop(memory: WebAssembly.Memory): void {
  const words = new Int32Array(memory.buffer as unknown as SharedArrayBuffer);
  Atomics.store(words, (LAYOUT.CONTROL + LAYOUT.CONTROL_SHUTDOWN) / 4, 1);
  POSTS.forEach((_, id) => {
    Atomics.add(words, doorbellOf(id) / 4, 1);
    Atomics.notify(words, doorbellOf(id) / 4);
  });
}

interface Surroundings {
  readonly memory: WebAssembly.Memory;
  readonly modules: KernelModules;
  readonly context: AudioContext;
  readonly assets: string | null;
}

async function startWorker(
  scope: Scope,
  post: Post,
  id: number,
  { memory, modules, context, assets }: Surroundings,
  onMessage: (message: FromWorker) => void,
): Promise<Worker> {
  const name = `The ${post.asset} worker`;
  const worker = scope.worker(await startableUrl(post.asset, assets, scope), {
    name: `rusty-audio ${post.roles.join(' ')}`,
  });
  const init: WorkerInitMessage = {
    type: 'init',
    worker_id: id,
    memory,
    sample_rate: context.sampleRate,
    roles: post.roles,
    modules,
    dsp_doorbell: doorbellOf(POSTS.indexOf(DSP)),
    decode_doorbell: doorbellOf(POSTS.indexOf(DECODE)),
  };
  await new Promise<void>((resolve, reject) => {
    const cancelLimit = scope.timeout(START_LIMIT_MS, () => {
      reject(new Error(`${name} did not start within ${START_LIMIT_MS / 1000} s.`));
    });
    scope.listen(worker, 'message', (event) => {
      const message = (event as MessageEvent<FromWorker>).data;
      if (message.type === 'ready') {
        cancelLimit();
        resolve();
        return;
      }
      if (message.type === 'task_failed') reject(new Error(`${name} failed: ${message.error}`));
      onMessage(message);
    });
    scope.listen(worker, 'error', (event) => {
      const { message } = event as ErrorEvent;
      // Without a message the script itself was refused: by policy, or by COEP on its response.
      const error = message ? `failed: ${message}` : 'was blocked by the page’s security policy.';
      reject(new Error(`${name} ${error}`));
      onMessage({ type: 'task_failed', task_id: 0, error: `${name} ${error}` });
    });
    worker.postMessage(init);
  });
  return worker;
}

/** Teaches a context the output processor, once. */
function prepareContext(context: AudioContext, assets: string | null): Promise<void> {
  const known = prepared.get(context);
  if (known !== undefined) return known;
  const scope = new Scope();
  const loading = startableUrl('output', assets, scope)
    .then((url) => context.audioWorklet.addModule(url))
    .catch((error: unknown) => {
      prepared.delete(context);
      throw new Error(`The output worklet could not be loaded: ${String(error)}`);
    })
    .finally(() => {
      scope.dispose();
    });
  prepared.set(context, loading);
  return loading;
}

function createOutput(
  scope: Scope,
  context: AudioContext,
  memory: WebAssembly.Memory,
  modules: KernelModules,
  onFault: (error: string) => void,
): AudioWorkletNode {
  const processorOptions: OutputWorkletOptions = {
    memory,
    ringModule: modules.ring,
    dspDoorbell: doorbellOf(POSTS.indexOf(DSP)),
  };
  const node = scope.node(
    new AudioWorkletNode(context, OUTPUT_PROCESSOR, {
      numberOfInputs: 0,
      outputChannelCount: [2],
      processorOptions,
    }),
  );
  scope.listen(node, 'processorerror', () => {
    onFault('The output worklet stopped with an error.');
  });
  return node;
}
