/**
 * - `event`: a new load takes it back
 * - `settlement`: of promises; a new load does not wait for its turn
 * - `announcement`: stays in its place whatever happens
 */
export type MediaTaskKind = 'event' | 'settlement' | 'announcement';

interface MediaTask {
  readonly kind: MediaTaskKind;
  readonly run: () => void;
}

let channel: MessageChannel | undefined;
/** Those of all players, in the order of their messages. */
const turns: MediaTasks[] = [];

/** Asks the browser for one task of its own, soon and even in a hidden page. */
function askForTurn(tasks: MediaTasks): void {
  if (channel === undefined) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => {
      turns.shift()?.takeTurn();
    };
  }
  turns.push(tasks);
  channel.port2.postMessage(null);
}

/**
 * One player's part of HTML's media element event task source: what is queued runs in that order,
 * each in a task of its own, after the code that caused it and the promises it kept.
 */
export class MediaTasks {
  #waiting: MediaTask[] = [];

  queue(kind: MediaTaskKind, run: () => void): void {
    this.#waiting.push({ kind, run });
    askForTurn(this);
  }

  /** What a new load does first: events that are still to come don't, promises are settled now. */
  cut(): void {
    const cut = this.#waiting;
    this.#waiting = cut.filter(({ kind }) => kind === 'announcement');
    for (const { kind, run } of cut) if (kind === 'settlement') run();
  }

  takeTurn(): void {
    this.#waiting.shift()?.run();
  }
}
