/** What a timer of this page may be late by: a machine that is busy with something else holds it up. */

const TURN_MS = 5;

export interface TurnWatch {
  /** Ends it. @returns seconds by which the latest of the page's turns was late meanwhile */
  stop(): number;
}

/** Watches the page's turns from now on. */
export function watchTurns(): TurnWatch {
  let last = performance.now();
  let latestMs = 0;
  const look = (): void => {
    const now = performance.now();
    latestMs = Math.max(latestMs, now - last - TURN_MS);
    last = now;
  };
  const timer = setInterval(look, TURN_MS);
  return {
    stop() {
      look();
      clearInterval(timer);
      return latestMs / 1000;
    },
  };
}
