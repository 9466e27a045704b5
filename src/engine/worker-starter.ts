import type { AssetName } from './assets.ts';
import { explainBlockedScript, type PolicyWatch, START_LIMIT_MS } from './blocked-script.ts';
import { doorbellOffset } from './pool-memory.ts';
import type { WorkerPlan } from './pool-plan.ts';
import type { FromWorker, KernelModules, WorkerInitMessage, WorkerRole } from './protocol.ts';
import type { Scope } from './scope.ts';

/** A running worker. */
export interface PoolWorker {
  readonly id: number;
  readonly roles: readonly WorkerRole[];
  readonly worker: Worker;
}

/** What every worker of a pool is given. */
interface Surroundings {
  readonly memory: WebAssembly.Memory;
  readonly modules: KernelModules;
  /** Hz. */
  readonly sampleRate: number;
  /** URLs that the scripts start from. */
  readonly scripts: ReadonlyMap<AssetName, string>;
  readonly policy: PolicyWatch;
}

interface StarterEvents {
  message(message: FromWorker): void;
  fault(id: number, error: string): void;
}

/** Starts the workers of one pool and waits until each has said that it is ready. */
export class WorkerStarter {
  #scope: Scope;
  #plans: readonly WorkerPlan[];
  #surroundings: Surroundings;
  #events: StarterEvents;

  constructor(
    scope: Scope,
    plans: readonly WorkerPlan[],
    surroundings: Surroundings,
    events: StarterEvents,
  ) {
    this.#scope = scope;
    this.#plans = plans;
    this.#surroundings = surroundings;
    this.#events = events;
  }

  async start(id: number): Promise<PoolWorker> {
    const plan = this.#plans[id];
    const url = plan && this.#surroundings.scripts.get(plan.asset);
    if (plan === undefined || url === undefined) throw new RangeError(`There is no worker ${id}.`);
    const { roles } = plan;
    const worker = this.#scope.worker(url, { name: `rusty-audio ${roles.join(' ')}` });
    await this.#ready(worker, url, id, plan);
    return { id, roles, worker };
  }

  #ready(worker: Worker, url: string, id: number, { asset, roles }: WorkerPlan): Promise<void> {
    const name = `The ${asset} worker (${roles.join(', ')})`;
    return new Promise((resolve, reject) => {
      let ready = false;
      // Before it is ready a fault refuses the start, afterwards it is the pool's.
      const fail = (what: string): void => {
        reject(new Error(`${name} ${what}`));
        this.#events.fault(id, `${name} ${what}`);
      };
      const cancelLimit = this.#scope.timeout(START_LIMIT_MS, () => {
        const limit = `${START_LIMIT_MS / 1000} s`;
        reject(
          new Error(
            `${name} did not start within ${limit}; its server or this device is too slow.`,
          ),
        );
      });
      this.#scope.listen(worker, 'message', (event) => {
        const message = (event as MessageEvent<FromWorker>).data;
        if (message.type === 'task_failed') {
          fail(`failed: ${message.error}`);
        } else if (message.type === 'ready') {
          ready = true;
          cancelLimit();
          resolve();
        } else {
          this.#events.message(message);
        }
      });
      this.#scope.listen(worker, 'error', (event) => {
        // It is dealt with here: not also an error of the page.
        event.preventDefault();
        const { message } = event as ErrorEvent;
        const otherwise = message ? `${name} failed: ${message}` : undefined;
        if (otherwise !== undefined && (ready || url.startsWith('blob:'))) {
          fail(`failed: ${message}`);
          return;
        }
        // The script itself was refused: missing, or not a script, or blocked by a policy or COEP.
        const { policy } = this.#surroundings;
        void explainBlockedScript(url, policy, otherwise).then((cause) => {
          reject(new Error(cause));
          this.#events.fault(id, cause);
        });
      });
      worker.postMessage(this.#init(id, roles));
    });
  }

  #init(id: number, roles: readonly WorkerRole[]): WorkerInitMessage {
    const { memory, modules, sampleRate } = this.#surroundings;
    const bellOf = (role: WorkerRole): number =>
      doorbellOffset(this.#plans.findIndex((plan) => plan.roles.includes(role)));
    return {
      type: 'init',
      worker_id: id,
      memory,
      sample_rate: sampleRate,
      roles,
      modules,
      dsp_doorbell: bellOf('dsp'),
      decode_doorbell: bellOf('decode'),
      post_completions: typeof Atomics.waitAsync !== 'function',
    };
  }
}
