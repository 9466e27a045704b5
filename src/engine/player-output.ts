import { Scope } from './scope.ts';
import { ContextShare } from './shared-context.ts';

/** How long a browser that lets us play may take to start its output, milliseconds. */
const WAKE_LIMIT_MS = 1500;

/** Time constant of volume changes, seconds: no zipper noise, and still at once for a listener. */
const VOLUME_GLIDE_SECONDS = 0.008;

/**
 * The last nodes of a player's graph: `input` (volume and mute) -> `outputNode` -> destination.
 * Made once, kept for the player's life, so that a page can connect to `outputNode` and stay
 * connected across tracks and modes.
 */
export class PlayerOutput {
  readonly share: ContextShare;
  /** Backends connect here. */
  readonly input: GainNode;
  readonly outputNode: GainNode;
  #scope = new Scope();

  constructor() {
    this.share = new ContextShare();
    const { context } = this.share;
    this.#scope.own(() => {
      this.share.release();
    });
    this.input = this.#scope.node(new GainNode(context));
    this.outputNode = this.#scope.node(new GainNode(context));
    this.input.connect(this.outputNode).connect(context.destination);
  }

  get context(): AudioContext {
    return this.share.context;
  }

  /** @param gain linear, 0 to 1 */
  setGain(gain: number): void {
    const { context } = this.share;
    if (context.state === 'running') {
      this.input.gain.setTargetAtTime(gain, context.currentTime, VOLUME_GLIDE_SECONDS);
    } else {
      // Nothing is heard: a glide would only make the first moment wrong.
      this.input.gain.cancelScheduledValues(0);
      this.input.gain.value = gain;
    }
  }

  /**
   * Seconds between rendering a frame and hearing it, as far as the browser tells.
   */
  get latencySeconds(): number {
    const { outputLatency, baseLatency } = this.context;
    return outputLatency > 0 ? outputLatency : baseLatency;
  }

  /**
   * Wakes the context; call it from within the user's gesture.
   *
   * @returns false when the browser keeps it asleep because the page has had no gesture yet
   */
  async wakeOrRefuse(): Promise<boolean> {
    const waking = this.share.wake();
    if (navigator.userActivation.hasBeenActive) {
      await waking;
      return true;
    }
    // A refused `resume()` doesn't reject: it stays pending until there is a gesture.
    let cancel = (): void => undefined;
    const limit = new Promise<boolean>((resolve) => {
      cancel = this.#scope.timeout(WAKE_LIMIT_MS, () => {
        resolve(false);
      });
    });
    try {
      return await Promise.race([waking.then(() => true), limit]);
    } finally {
      cancel();
    }
  }

  dispose(): void {
    this.#scope.dispose();
  }
}
