import type { EngineState } from './engine-state.ts';
import { Scope } from './scope.ts';
import type { TimeSpan } from './snapshot.ts';
import { addSpan } from './time-spans.ts';

/** Between two `timeupdate` events, milliseconds; the HTML standard allows 15 to 250. */
const TIMEUPDATE_MS = 250;

/**
 * Takes the position over into the state, four times a second while playing, and keeps the record
 * of what was played.
 */
export class PlayClock {
  readonly #state: EngineState;
  readonly #position: () => number;
  #scope = new Scope();
  #playedFrom = 0;

  /** @param position seconds: what is heard now */
  constructor(state: EngineState, position: () => number) {
    this.#state = state;
    this.#position = position;
  }

  start(): void {
    this.stop();
    this.#playedFrom = this.#position();
    this.#scope = new Scope();
    this.#scope.interval(TIMEUPDATE_MS, () => {
      const { waiting, seeking } = this.#state.now;
      if (waiting || seeking) return;
      this.tick();
      this.#state.emit('timeupdate');
    });
  }

  stop(): void {
    this.#scope.dispose();
  }

  /** What was played since the load, up to this moment. */
  get played(): readonly TimeSpan[] {
    const { paused, seeking, waiting, played } = this.#state.now;
    if (paused || seeking || waiting) return played;
    return addSpan(played, { start: this.#playedFrom, end: this.#position() });
  }

  /** Brings the state up to the moment. */
  tick(): void {
    this.#tickAt(this.#position());
  }

  /** The same at the end, whose position is known better than from the backend. */
  tickAtEnd(): void {
    const { duration } = this.#state.now;
    this.#tickAt(Number.isFinite(duration) ? duration : this.#position());
  }

  #tickAt(seconds: number): void {
    const { paused, seeking, played } = this.#state.now;
    const from = this.#playedFrom;
    // A position that has gone back by itself is in a round that is not told of yet.
    this.#playedFrom = Math.max(from, seconds);
    this.#state.set({
      currentTime: seconds,
      played: paused || seeking ? played : addSpan(played, { start: from, end: seconds }),
    });
  }

  /** The position jumped: what lies between was not played. */
  jump(seconds: number): void {
    this.#playedFrom = seconds;
    this.#state.set({ currentTime: seconds });
  }
}
