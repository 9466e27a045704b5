import type { EngineState } from './engine-state.ts';
import { Scope } from './scope.ts';
import { isWhole } from './section.ts';

/** A timer may fire this much early; what is left is not waited for, seconds. */
const TOLERANCE_SECONDS = 0.002;

export interface SectionLoopHost {
  readonly state: EngineState;
  /** Seconds: what is heard now. */
  currentTime(): number;
  seek(seconds: number): void;
}

/**
 * Plays a section over and over, in every mode alike: when what is heard reaches its end, or stands
 * behind it, the player seeks to its start. Main thread; a late timer makes a turn longer by as much.
 */
export class SectionLoop {
  readonly #host: SectionLoopHost;
  readonly #scope = new Scope();
  #cancelTimer: () => void = () => undefined;

  constructor(host: SectionLoopHost) {
    this.#host = host;
    // Every change, four positions a second among them, corrects when the end is expected.
    this.#scope.own(
      host.state.subscribe(() => {
        this.#plan();
      }),
    );
    this.#plan();
  }

  dispose(): void {
    this.#scope.dispose();
  }

  #plan(): void {
    this.#cancelTimer();
    const { section, paused, seeking, waiting, playbackRate } = this.#host.state.now;
    if (!isWhole(section) || paused || seeking || waiting) return;
    const leftSeconds = (section.endSeconds - this.#host.currentTime()) / playbackRate;
    if (leftSeconds <= TOLERANCE_SECONDS) {
      this.#host.seek(section.startSeconds);
      return;
    }
    this.#cancelTimer = this.#scope.timeout(leftSeconds * 1000, () => {
      this.#plan();
    });
  }
}
