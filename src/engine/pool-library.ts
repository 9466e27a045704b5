import { LAYOUT } from './memory-layout.ts';
import { createOutputPort } from './output-port.ts';
import { Scope } from './scope.ts';
import { WorkerPool } from './worker-pool.ts';
import { prepareContext } from './worklet-module.ts';

/** How long a pool without a player waits for the next one, milliseconds. */
const IDLE_MS = 30_000;

/** A pool with the node that plays its ring B. */
export interface SoundingPool {
  readonly pool: WorkerPool;
  readonly port: AudioWorkletNode;
  readonly scope: Scope;
}

/** Which threads a pool is to have. */
export interface ThreadPlan {
  /** 2 to 8. */
  readonly workers: number;
  /** Base URL of the worker files, or null for beside this module. */
  readonly assets: string | null;
}

/** Who borrows a pool. */
export interface Borrower {
  /** It makes no sound, so that another one may have its pool. */
  readonly spare: boolean;
  /** Asked of one that is spare. Resolves when it does not use its pool any more. */
  letGo(): Promise<void>;
}

/** The pools over one context. */
class Library {
  readonly #context: AudioContext;
  readonly #idle = new Set<IdlePool>();
  /** In the order of their start. */
  readonly #loans = new Set<PoolLoan>();

  constructor(context: AudioContext) {
    this.#context = context;
  }

  lend(plan: ThreadPlan, borrower: Borrower): PoolLoan {
    const source = this.#takeIdle(plan) ?? this.#takeSpare(plan) ?? start(this.#context, plan);
    const loan = new PoolLoan(this, plan, borrower, source);
    this.#loans.add(loan);
    return loan;
  }

  forget(loan: PoolLoan): void {
    this.#loans.delete(loan);
  }

  /** A sound pool ends when nobody wants it for a while, or with its context. */
  keep(entry: SoundingPool, plan: ThreadPlan): void {
    const { pool, scope } = entry;
    if (pool.fault !== null || this.#context.state === 'closed') {
      scope.dispose();
      return;
    }
    const waiting = new Scope();
    const item: IdlePool = { entry, plan, waiting };
    this.#idle.add(item);
    const end = (): void => {
      this.#idle.delete(item);
      waiting.dispose();
      scope.dispose();
    };
    pool.onFault = end;
    waiting.timeout(IDLE_MS, end);
    waiting.listen(this.#context, 'statechange', () => {
      if (this.#context.state === 'closed') end();
    });
  }

  #takeIdle(plan: ThreadPlan): Promise<SoundingPool> | null {
    const found = [...this.#idle].find((idle) => isSame(idle.plan, plan));
    if (found === undefined) return null;
    this.#idle.delete(found);
    found.waiting.dispose();
    return Promise.resolve(found.entry);
  }

  /** From a player that is silent: a pool that runs, else one that is on its way. */
  #takeSpare(plan: ThreadPlan): Promise<SoundingPool> | null {
    const spare = [...this.#loans].filter((loan) => loan.spare && isSame(loan.plan, plan));
    const loan = spare.find(({ arrived }) => arrived) ?? spare[0];
    if (loan === undefined) return null;
    return loan.hand().then((entry) => {
      if (entry.pool.fault === null) return entry;
      // It was lost on its way, when it was nobody's.
      entry.scope.dispose();
      return start(this.#context, plan);
    });
  }
}

const libraries = new WeakMap<AudioContext, Library>();

/**
 * Lends a pool to a player: one that is idle, else that of a player which is paused, else a new one.
 * So a second pool is made only while two players sound at once.
 */
export function borrowPool(context: AudioContext, plan: ThreadPlan, borrower: Borrower): PoolLoan {
  let library = libraries.get(context);
  if (library === undefined) {
    library = new Library(context);
    libraries.set(context, library);
  }
  return library.lend(plan, borrower);
}

/** A pool in a player's hands, or on its way there. */
export class PoolLoan {
  readonly plan: ThreadPlan;
  /**
   * null: another player was quicker.
   *
   * @throws {Error} rejects with one sentence that names what could not be started and why
   */
  readonly pool: Promise<SoundingPool | null>;
  readonly #library: Library;
  readonly #borrower: Borrower;
  readonly #source: Promise<SoundingPool>;
  #entry: SoundingPool | null = null;
  #over = false;
  #wanted = true;

  constructor(
    library: Library,
    plan: ThreadPlan,
    borrower: Borrower,
    source: Promise<SoundingPool>,
  ) {
    this.#library = library;
    this.plan = plan;
    this.#borrower = borrower;
    this.#source = source;
    this.pool = source.then(
      (entry) => this.#arrive(entry),
      (error: unknown) => {
        this.#library.forget(this);
        if (this.#over) return null;
        throw error;
      },
    );
    // Whoever has given it up while it was on its way waits for it no more.
    this.pool.catch(() => undefined);
  }

  get arrived(): boolean {
    return this.#entry !== null;
  }

  get spare(): boolean {
    return !this.#wanted || this.#borrower.spare;
  }

  /** Hands the pool on to another loan, as soon as it is there and not used any more. */
  async hand(): Promise<SoundingPool> {
    const entry = this.#entry;
    this.#end();
    if (entry === null) return this.#source;
    await this.#borrower.letGo();
    return entry;
  }

  /** Gives the pool back, also before it has come. */
  giveBack(): void {
    this.#wanted = false;
    const entry = this.#entry;
    if (this.#over || entry === null) return;
    this.#end();
    this.#library.keep(entry, this.plan);
  }

  #arrive(entry: SoundingPool): SoundingPool | null {
    if (this.#over) return null;
    this.#entry = entry;
    if (this.#wanted) return entry;
    this.giveBack();
    return null;
  }

  #end(): void {
    this.#over = true;
    this.#entry = null;
    this.#library.forget(this);
  }
}

/** Files of another folder may be refused where these are not, or be of another version. */
function isSame(one: ThreadPlan, other: ThreadPlan): boolean {
  return one.workers === other.workers && one.assets === other.assets;
}

interface IdlePool {
  readonly entry: SoundingPool;
  readonly plan: ThreadPlan;
  readonly waiting: Scope;
}

/** @throws {Error} one sentence that names what could not be started and why */
async function start(
  context: AudioContext,
  { workers, assets }: ThreadPlan,
): Promise<SoundingPool> {
  const { sampleRate } = context;
  const memoryBytes = LAYOUT.PLAYER_MEMORY_BYTES;
  const starting = WorkerPool.start({ workers, memoryBytes, sampleRate, assets });
  const scope = new Scope();
  try {
    const [pool] = await Promise.all([starting, prepareContext(context, assets)]);
    scope.own(() => {
      pool.dispose();
    });
    return { pool, scope, port: createOutputPort(scope, context, pool) };
  } catch (error) {
    // Whatever failed, the other one may have come up.
    void starting.then(
      (pool) => {
        pool.dispose();
      },
      () => undefined,
    );
    scope.dispose();
    throw error;
  }
}
