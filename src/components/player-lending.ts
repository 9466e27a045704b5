import type { ContextCallback, ContextEvent } from '@lit/context';
import { playerContext, type PlayerContext } from './player-context.ts';

type Request = ContextEvent<typeof playerContext>;
type Borrower = ContextCallback<PlayerContext>;

/**
 * Lends a player's context to the elements inside it, which ask for it by the Context Community
 * Protocol of the Web Components Community Group, with Lit's consumer. Lit's provider does it for
 * any number of contexts and for providers that come after their consumers; the first load has no
 * room for that (decision 28).
 */
export class PlayerLending {
  /** Who wants to be told of changes, each with the end of that. */
  readonly #borrowers = new Map<Borrower, () => void>();
  #context: PlayerContext | undefined;

  constructor(player: HTMLElement) {
    player.addEventListener('context-request', (event) => {
      this.#answer(event as Request);
    });
  }

  /** From now on; those who have asked are told. */
  lend(context: PlayerContext): void {
    this.#context = context;
    for (const [borrower, end] of this.#borrowers) borrower(context, end);
  }

  #answer(request: Request): void {
    const { context, callback, subscribe } = request;
    if (context !== playerContext || !this.#context) return;
    request.stopPropagation();
    if (!subscribe) {
      callback(this.#context);
      return;
    }
    // The same one for who asks twice.
    const end = this.#borrowers.get(callback) ?? (() => this.#borrowers.delete(callback));
    this.#borrowers.set(callback, end);
    callback(this.#context, end);
  }
}
