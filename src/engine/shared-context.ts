import { Scope } from './scope.ts';

/** How long the context stays awake after the last player fell silent, in milliseconds. */
const QUIET_MS = 10_000;

interface Shared {
  readonly context: AudioContext;
  readonly scope: Scope;
  users: number;
  sounding: number;
  cancelSuspend: () => void;
}

let shared: Shared | null = null;

/** The context of the page's players, as long as there is one. */
export function sharedContext(): AudioContext | null {
  return shared?.context ?? null;
}

/** The device on which the players of the page are heard; an empty id is the default one. */
export const pageSink = { id: '' };

/** What `AudioContext` takes beside what TypeScript knows. */
interface OptionsWithSink extends AudioContextOptions {
  readonly sinkId?: string;
}

function createContext(): AudioContext {
  const options: OptionsWithSink = pageSink.id === '' ? {} : { sinkId: pageSink.id };
  return new AudioContext(options);
}

/**
 * A player's share of the one `AudioContext` of the page. The context is made with the first share,
 * sleeps while no player sounds, and is closed with the last share.
 */
export class ContextShare {
  readonly context: AudioContext;
  #owner: Shared;
  #sounding = false;
  #released = false;

  /** @throws {DOMException} NotSupportedError where the browser has no audio output at all. */
  constructor() {
    shared ??= {
      context: createContext(),
      scope: new Scope(),
      users: 0,
      sounding: 0,
      cancelSuspend: () => undefined,
    };
    this.#owner = shared;
    this.context = shared.context;
    shared.users += 1;
  }

  /**
   * Wakes the context. Call it from within the user's gesture. The promise may stay pending until
   * there is a gesture.
   */
  wake(): Promise<void> {
    this.#setSounding(true);
    return this.context.state === 'running' ? Promise.resolve() : this.context.resume();
  }

  /** This player makes no sound now; the context may go to sleep in a while. */
  rest(): void {
    this.#setSounding(false);
  }

  release(): void {
    if (this.#released) return;
    this.#setSounding(false);
    this.#released = true;
    this.#owner.users -= 1;
    if (this.#owner.users > 0) return;
    this.#owner.scope.dispose();
    if (shared === this.#owner) shared = null;
    void this.context.close();
  }

  #setSounding(sounding: boolean): void {
    if (this.#released || sounding === this.#sounding) return;
    this.#sounding = sounding;
    const owner = this.#owner;
    owner.sounding += sounding ? 1 : -1;
    owner.cancelSuspend();
    if (owner.sounding > 0) return;
    suspendLater(owner);
  }
}

function suspendLater(owner: Shared): void {
  owner.cancelSuspend = owner.scope.timeout(QUIET_MS, () => {
    // Suspended while it is interrupted, it would not run again by itself.
    if (owner.context.state === 'interrupted') suspendLater(owner);
    else void owner.context.suspend();
  });
}
