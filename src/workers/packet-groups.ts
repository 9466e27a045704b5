import type { AudioPacket } from './packet-source.ts';

/** Packets that are decoded together: few at first, so that sound begins early. */
const FIRST_GROUP = 8;
const LARGEST_GROUP = 64;
/** What has arrived is decoded when the next packet takes longer, milliseconds. */
const IMPATIENCE_MS = 30;

/**
 * Packets in groups that grow from small to large, the next one being read while one is at work. What
 * has arrived is handed out when the network takes its time with the rest.
 */
export function groupsAhead(
  packets: AsyncGenerator<AudioPacket, void, undefined>,
): AsyncGenerator<AudioPacket[], void, undefined> {
  return ahead(groups(packets));
}

async function* groups(
  packets: AsyncGenerator<AudioPacket, void, undefined>,
): AsyncGenerator<AudioPacket[], void, undefined> {
  let size = FIRST_GROUP;
  let group: AudioPacket[] = [];
  let patience = new Patience();
  try {
    for (;;) {
      const next = packets.next();
      if (group.length > 0 && !(await patience.lastsFor(next))) {
        yield group;
        group = [];
      }
      const { done, value } = await next;
      if (done === true) break;
      if (group.push(value) < size) continue;
      yield group;
      group = [];
      size = Math.min(LARGEST_GROUP, size * 2);
      patience.end();
      patience = new Patience();
    }
    if (group.length > 0) yield group;
  } finally {
    patience.end();
    await packets.return();
  }
}

/** The same values, each asked for while the one before is at work. */
async function* ahead<Value>(
  values: AsyncGenerator<Value, void, undefined>,
): AsyncGenerator<Value, void, undefined> {
  let next = values.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done === true) return;
      next = values.next();
      // Whoever awaits it hears of a failure.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await values.return();
  }
}

/** A stretch of time that several waits share. */
class Patience {
  readonly #over: Promise<boolean>;
  readonly #timer: ReturnType<typeof setTimeout>;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#over = promise;
    this.#timer = setTimeout(resolve, IMPATIENCE_MS, false);
  }

  /** Whether a promise settles, either way, before the time is over. */
  lastsFor(promise: Promise<unknown>): Promise<boolean> {
    const settled = promise.then(
      () => true,
      () => true,
    );
    return Promise.race([settled, this.#over]);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
