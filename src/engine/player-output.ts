import { takeAudioSession } from './audio-session.ts';
import { HeardTap } from './heard-tap.ts';
import { LimiterInsert } from './limiter-insert.ts';
import { Scope } from './scope.ts';
import type { ContextShare } from './shared-context.ts';

/** How long a browser that lets us play may take to start its output, milliseconds. */
const WAKE_LIMIT_MS = 1500;

/** Time constant of volume changes, seconds: no zipper noise, and still at once for a listener. */
const VOLUME_GLIDE_SECONDS = 0.008;

/** Time constant of loudness changes, seconds: a file's measure may come while it plays. */
const LOUDNESS_GLIDE_SECONDS = 0.1;

/**
 * The last nodes of a player's graph, whatever the mode. Made once, kept for the player's life, so
 * that a page can connect to `outputNode` and stay connected across tracks and modes.
 *
 * input (loudness) -> limiter -> heard -> volume and mute -> outputNode -> destination
 *                                  `-> tap for meters and oscilloscope
 */
export class PlayerOutput {
  readonly share: ContextShare;
  /** Backends connect here. */
  readonly input: GainNode;
  readonly outputNode: GainNode;
  readonly #scope = new Scope();
  readonly #limiter: LimiterInsert;
  readonly #tap: HeardTap;
  readonly #volume: GainNode;

  /**
   * @param share that it takes over
   * @param assets base URL of the limiter's file, or null for beside this module
   * @param loudnessGain linear
   */
  constructor(share: ContextShare, assets: string | null, loudnessGain: number) {
    this.share = share;
    const { context } = this.share;
    this.#scope.own(() => {
      this.share.release();
    });
    takeAudioSession(this.#scope);
    const heard = this.#scope.node(new GainNode(context));
    // Stereo from here on, by the rules of the Web Audio API, so that mono is heard and measured so.
    this.input = this.#scope.node(
      new GainNode(context, {
        gain: loudnessGain,
        channelCount: 2,
        channelCountMode: 'explicit',
      }),
    );
    this.#volume = this.#scope.node(new GainNode(context));
    this.outputNode = this.#scope.node(new GainNode(context));
    heard.connect(this.#volume).connect(this.outputNode).connect(context.destination);
    this.#tap = new HeardTap(context);
    this.#scope.own(() => {
      this.#tap.dispose();
    });
    heard.connect(this.#tap.input);
    this.#limiter = new LimiterInsert(this.#scope, this.input, heard, assets);
  }

  get context(): AudioContext {
    return this.share.context;
  }

  /** @param gain linear, 0 to 1 */
  setGain(gain: number): void {
    this.#glide(this.#volume.gain, gain, VOLUME_GLIDE_SECONDS);
  }

  /** @param gain linear: what the current file is raised or lowered by */
  setLoudnessGain(gain: number): void {
    this.#glide(this.input.gain, gain, LOUDNESS_GLIDE_SECONDS);
  }

  /** Seconds between giving a frame to `input` and hearing it, as far as the browser tells. */
  get latencySeconds(): number {
    return this.limiterSeconds + this.#deviceSeconds;
  }

  /** The limiter's delay, seconds; 0 where there is none. */
  get limiterSeconds(): number {
    return this.#limiter.latencySeconds;
  }

  /** See `HeardTap`. */
  readWaveform(out: Float32Array): void {
    this.#tap.readWaveform(out, this.#deviceSeconds);
  }

  /** See `HeardTap`. */
  readLevels(out: Float32Array): void {
    this.#tap.readLevels(out, this.#deviceSeconds);
  }

  /**
   * Wakes the context; call it from within the user's gesture.
   *
   * @returns false when the browser keeps it asleep: the page has had no gesture yet, or a call goes on
   */
  async wakeOrRefuse(): Promise<boolean> {
    const waking = this.share.wake();
    // A call on a phone: nothing but its end helps.
    if (this.context.state === 'interrupted') {
      waking.catch(() => undefined);
      return false;
    }
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

  get #deviceSeconds(): number {
    const { outputLatency, baseLatency } = this.context;
    return outputLatency > 0 ? outputLatency : baseLatency;
  }

  #glide(param: AudioParam, value: number, timeConstantSeconds: number): void {
    const { context } = this.share;
    if (context.state === 'running') {
      param.setTargetAtTime(value, context.currentTime, timeConstantSeconds);
    } else {
      // Nothing is heard: a glide would only make the first moment wrong.
      param.cancelScheduledValues(0);
      param.value = value;
    }
  }
}
