import { type AssetName, startableUrl } from './assets.ts';
import { ControlWords } from './control-words.ts';
import { PolicyWatch } from './blocked-script.ts';
import { compileKernels, kernelsForbidden } from './kernel-modules.ts';
import { LAYOUT, workerRecord } from './memory-layout.ts';
import { createPoolMemory, doorbellOffset, ringDoorbell } from './pool-memory.ts';
import { allowBlobWorkers, blobWorkersForbidden } from './policy-probe.ts';
import { planPool, type WorkerPlan } from './pool-plan.ts';
import {
  type FromWorker,
  type KernelModules,
  type ToWorker,
  WORKER_STATES,
  type WorkerRole,
} from './protocol.ts';
import { Scope } from './scope.ts';
import { TaskQueue } from './task-queue.ts';
import { Watchdog } from './watchdog.ts';
import { type PoolWorker, WorkerStarter } from './worker-starter.ts';

export interface PoolOptions {
  /** 2 to 8. */
  readonly workers: number;
  /** Bytes of shared memory, whole pages. */
  readonly memoryBytes: number;
  /** Hz: what every ring carries. */
  readonly sampleRate: number;
  /** Base URL of the worker files, or null for beside this module. */
  readonly assets: string | null;
}

/** Each once, however many workers run it. @throws as `startableUrl` */
async function loadScripts(
  plans: readonly WorkerPlan[],
  assets: string | null,
  scope: Scope,
): Promise<ReadonlyMap<AssetName, string>> {
  const names = new Set(plans.map(({ asset }) => asset));
  const load = async (name: AssetName): Promise<[AssetName, string]> => [
    name,
    await startableUrl(name, assets, scope),
  ];
  return new Map(await Promise.all([...names].map(load)));
}

/**
 * Workers over one shared memory: no context, no element. Owned by whoever started it; `dispose`
 * ends all of it. After a fault it must not be used again: a terminated worker may still write for
 * a while, so a successor gets a memory of its own.
 */
export class WorkerPool {
  readonly memory: WebAssembly.Memory;
  readonly modules: KernelModules;
  readonly sampleRate: number;
  readonly workers: readonly PoolWorker[];
  /** Binary tasks for the equalizer and for the transform. */
  readonly dspTasks: TaskQueue;
  readonly fftTasks: TaskQueue;
  /** Called with every message of every worker. */
  onMessage: (message: FromWorker) => void = () => undefined;
  /** Called once, when a worker was lost. */
  onFault: (error: string) => void = () => undefined;
  #scope: Scope;
  #generation = 0;
  #fault: string | null = null;

  private constructor(
    scope: Scope,
    memory: WebAssembly.Memory,
    modules: KernelModules,
    sampleRate: number,
    workers: readonly PoolWorker[],
  ) {
    this.#scope = scope;
    this.memory = memory;
    this.modules = modules;
    this.sampleRate = sampleRate;
    this.workers = workers;
    const bellOf = (role: WorkerRole): number => doorbellOffset(this.workerOf(role).id);
    this.dspTasks = new TaskQueue(memory, LAYOUT.DSP_TASKS, bellOf('dsp'));
    this.fftTasks = new TaskQueue(memory, LAYOUT.FFT_TASKS, bellOf('fft'));
    const watchdog = new Watchdog(scope);
    const words = new Uint32Array(memory.buffer as unknown as SharedArrayBuffer);
    for (const { id, roles } of workers) {
      const heartbeat = (workerRecord(id) + LAYOUT.WORKER_HEARTBEAT) / 4;
      watchdog.watch(
        () => Atomics.load(words, heartbeat),
        () => {
          this.#lose(id, `The ${roles.join(' and ')} worker stopped answering.`);
        },
      );
    }
  }

  /** @throws {Error} one sentence that names what could not be started and why */
  static async start(options: PoolOptions): Promise<WorkerPool> {
    const scope = new Scope();
    try {
      const starting = scope.child();
      const policy = new PolicyWatch(starting);
      const plans = planPool(options.workers);
      const blobs = options.assets === null;
      // What a policy was found to forbid is refused again below, and nothing is fetched for it.
      const hopeless = kernelsForbidden() || (blobs && blobWorkersForbidden());
      const [modules, , scripts] = await Promise.all([
        compileKernels(),
        blobs ? allowBlobWorkers(policy) : undefined,
        loadScripts(hopeless ? [] : plans, options.assets, scope),
      ]);
      const memory = createPoolMemory(options.memoryBytes);
      const relay: { pool: WorkerPool | null; faults: { id: number; error: string }[] } = {
        pool: null,
        faults: [],
      };
      const starter = new WorkerStarter(
        scope,
        plans,
        { sampleRate: options.sampleRate, memory, modules, scripts, policy },
        {
          message: (message) => {
            relay.pool?.take(message);
          },
          fault: (id, error) => {
            // One that was ready may be lost while another still starts.
            if (relay.pool === null) relay.faults.push({ id, error });
            else relay.pool.#lose(id, error);
          },
        },
      );
      const workers = await Promise.all(plans.map((_, id) => starter.start(id)));
      starting.dispose();
      const pool = new WorkerPool(scope, memory, modules, options.sampleRate, workers);
      relay.pool = pool;
      for (const { id, error } of relay.faults) pool.#lose(id, error);
      if (pool.fault !== null) throw new Error(pool.fault);
      scope.own(() => {
        pool.#askToStop();
      });
      return pool;
    } catch (error) {
      scope.dispose();
      throw error;
    }
  }

  /** What made the pool unusable, or null. */
  get fault(): string | null {
    return this.#fault;
  }

  /** The worker that has a role; of several with `background`, the first. */
  workerOf(role: WorkerRole): PoolWorker {
    const worker = this.workers.find(({ roles }) => roles.includes(role));
    if (worker === undefined) throw new Error(`The pool has no worker for ${role}.`);
    return worker;
  }

  /** A number that no frame in any ring carries yet. */
  nextGeneration(): number {
    this.#generation = (this.#generation + 1) >>> 0;
    return this.#generation;
  }

  /** To the worker that decodes. */
  send(message: ToWorker): void {
    this.workerOf('decode').worker.postMessage(message);
  }

  take(message: FromWorker): void {
    if (message.type === 'task_complete') {
      this.dspTasks.collect();
      this.fftTasks.collect();
    } else {
      this.onMessage(message);
    }
  }

  /** Without a worker there is no sound, but for those that no sound passes through. */
  #lose(id: number, error: string): void {
    const lost = this.workers.find((worker) => worker.id === id);
    if (lost?.roles.every((role) => role === 'background') !== true) {
      this.fail(error);
      return;
    }
    lost.worker.terminate();
    const words = new Uint32Array(this.memory.buffer as unknown as SharedArrayBuffer);
    Atomics.store(words, (workerRecord(id) + LAYOUT.WORKER_STATE) / 4, WORKER_STATES.STOPPED);
  }

  /** The pool is lost: tasks under way are rejected and the owner is told, once. */
  fail(error: string): void {
    if (this.#fault !== null || this.#scope.disposed) return;
    this.#fault = error;
    this.#abortTasks(error);
    this.onFault(error);
  }

  dispose(): void {
    this.#abortTasks('The pool was shut down.');
    this.#scope.dispose();
  }

  #abortTasks(reason: string): void {
    this.dspTasks.abort(reason);
    this.fftTasks.abort(reason);
  }

  /** Workers asleep in shared memory look up, see the flag and leave; the worklet ends as well. */
  #askToStop(): void {
    new ControlWords(this.memory).store('CONTROL_SHUTDOWN', 1);
    for (const { id } of this.workers) ringDoorbell(this.memory, id);
  }
}
