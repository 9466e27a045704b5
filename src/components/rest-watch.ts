import type { EngineSnapshot } from '../engine/snapshot.ts';

/** The analysis comes in steps longer than a frame: so long must all be still before it is rest. */
const REST_SECONDS = 0.5;

/** Is there sound whose samples can be seen? */
export function isSounding({ paused, ended, mode }: EngineSnapshot): boolean {
  return !paused && !ended && mode !== 'native';
}

/** Knows when a moving picture has come to rest: nothing sounds, and nothing has moved for a while. */
export class RestWatch {
  #stillSeconds = 0;

  /** Something happened: wait for movement again before resting. */
  stir(): void {
    this.#stillSeconds = 0;
  }

  /** One frame. Returns false at rest. */
  step(moved: boolean, snapshot: EngineSnapshot, elapsedSeconds: number): boolean {
    this.#stillSeconds = moved || isSounding(snapshot) ? 0 : this.#stillSeconds + elapsedSeconds;
    return this.#stillSeconds < REST_SECONDS;
  }
}
