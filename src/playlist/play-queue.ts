/** What happens at the end: nothing, the same track again, or the list from its start. */
export const REPEATS = ['off', 'all', 'one'] as const;
export type Repeat = (typeof REPEATS)[number];

/**
 * Which of some entries is current, and which come before and after it. The list has an order that is
 * shown; what is played follows it, or while shuffled an order of its own, in which one can also go
 * back. Pure; entries are told apart by identity, and each stands in the list once.
 */
export class PlayQueue<Entry> {
  readonly #random: () => number;
  #entries: readonly Entry[] = [];
  #current: Entry | null = null;
  /** The order of playing, while shuffled. */
  #shuffled: Entry[] | null = null;
  /** The one after that, once it was asked for. */
  #nextRound: Entry[] | null = null;

  /** Begins again with the first when the last one has ended. */
  wraps = false;

  /** @param random from 0 to below 1 */
  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** In the order that is shown. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get current(): Entry | null {
    return this.#current;
  }

  /** -1: none. */
  get currentIndex(): number {
    return this.#current === null ? -1 : this.#entries.indexOf(this.#current);
  }

  get shuffle(): boolean {
    return this.#shuffled !== null;
  }

  /** Shuffling keeps the current entry and puts all others behind it. */
  set shuffle(shuffle: boolean) {
    if (shuffle === this.shuffle) return;
    this.#nextRound = null;
    this.#shuffled = shuffle ? this.#mixed(this.#current) : null;
  }

  /** What is played after the current entry; without one, the first. null: nothing. */
  get following(): Entry | null {
    const order = this.#order;
    const at = this.#current === null ? -1 : order.indexOf(this.#current);
    const next = order[at + 1];
    if (next !== undefined) return next;
    return this.wraps ? (this.#round()[0] ?? null) : null;
  }

  /** What was played before it, or comes before it. null: nothing. */
  get preceding(): Entry | null {
    const order = this.#order;
    const at = this.#current === null ? -1 : order.indexOf(this.#current);
    if (at > 0) return order[at - 1] ?? null;
    return this.wraps && at === 0 && !this.shuffle ? (order.at(-1) ?? null) : null;
  }

  /** Another list. The current entry stays if it is in there, else there is none. */
  replace(entries: readonly Entry[]): void {
    this.#entries = [...entries];
    if (this.#current !== null && !entries.includes(this.#current)) this.#current = null;
    this.#nextRound = null;
    if (this.shuffle) this.#shuffled = this.#mixed(this.#current);
  }

  /** Makes an entry of the list the current one. */
  select(entry: Entry): void {
    if (!this.#entries.includes(entry)) return;
    const round = this.#nextRound;
    const atEnd = this.#current === this.#order.at(-1);
    if (this.#shuffled !== null && round !== null && atEnd && entry === round[0]) {
      this.#shuffled = round;
      this.#nextRound = null;
    } else if (this.#shuffled !== null && entry !== this.following && entry !== this.preceding) {
      // Chosen out of turn: it is played now, and what was to come still comes.
      const others = this.#shuffled.filter((one) => one !== entry);
      const at = this.#current === null ? 0 : others.indexOf(this.#current) + 1;
      this.#shuffled = others.toSpliced(at, 0, entry);
    }
    this.#current = entry;
  }

  /** Adds entries, at the end unless told; while shuffled, somewhere behind the current one. */
  insert(entries: readonly Entry[], at = this.#entries.length): void {
    this.#entries = this.#entries.toSpliced(at, 0, ...entries);
    this.#nextRound = null;
    if (this.#shuffled === null) return;
    for (const entry of entries) {
      const first = this.#current === null ? 0 : this.#shuffled.indexOf(this.#current) + 1;
      const place = first + Math.floor(this.#random() * (this.#shuffled.length - first + 1));
      this.#shuffled.splice(place, 0, entry);
    }
  }

  /** Of the current entry the following one takes the place, else the one before it. */
  remove(entry: Entry): void {
    const isCurrent = entry === this.#current;
    const order = this.#order;
    const at = order.indexOf(entry);
    const heir = order[at + 1] ?? order[at - 1] ?? null;
    const without = (list: readonly Entry[]): Entry[] => list.filter((one) => one !== entry);
    this.#entries = without(this.#entries);
    this.#shuffled = this.#shuffled && without(this.#shuffled);
    this.#nextRound = null;
    if (isCurrent) this.#current = heir;
  }

  /** @param to its index afterwards, clamped to the list */
  move(entry: Entry, to: number): void {
    const others = this.#entries.filter((one) => one !== entry);
    if (others.length === this.#entries.length) return;
    this.#entries = others.toSpliced(Math.min(Math.max(0, to), others.length), 0, entry);
  }

  get #order(): readonly Entry[] {
    return this.#shuffled ?? this.#entries;
  }

  /** The order of the next round; a shuffled one does not begin with what has just been played. */
  #round(): readonly Entry[] {
    if (this.#shuffled === null) return this.#entries;
    if (this.#nextRound === null) {
      const round = this.#mixed(null);
      if (round.length > 1 && round[0] === this.#current) round.push(round.shift()!);
      this.#nextRound = round;
    }
    return this.#nextRound;
  }

  /** Fisher and Yates's shuffle, behind `first` if that is given. */
  #mixed(first: Entry | null): Entry[] {
    const mixed = this.#entries.filter((entry) => entry !== first);
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = Math.floor(this.#random() * (last + 1));
      [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
    }
    return first === null ? mixed : [first, ...mixed];
  }
}
