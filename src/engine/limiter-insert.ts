import { limiterLatencyFrames } from './limiter.ts';
import { LIMITER_CLOSE, LIMITER_PROCESSOR } from './protocol.ts';
import type { Scope } from './scope.ts';
import { prepareContext } from './worklet-module.ts';

/** If sound flows already when the limiter arrives, it takes over in this time, seconds. */
const TAKE_OVER_SECONDS = 0.02;

/**
 * The place of the limiter between two nodes. Until its worklet is loaded, and for ever where there
 * are no worklets (pages on plain HTTP, a policy that blocks the script), the sound passes by it.
 *
 * from -> limiter -> wet -> to
 *    `-> dry --------------^    until the limiter is there
 */
export class LimiterInsert {
  readonly #scope: Scope;
  readonly #from: AudioNode;
  readonly #to: AudioNode;
  readonly #dry: GainNode;
  #latencySeconds = 0;

  /** @param assets base URL of the worklet's file, or null for beside this module */
  constructor(scope: Scope, from: AudioNode, to: AudioNode, assets: string | null) {
    this.#scope = scope;
    this.#from = from;
    this.#to = to;
    const context = from.context as AudioContext;
    this.#dry = scope.node(new GainNode(context));
    from.connect(this.#dry).connect(to);
    // Absent outside of secure contexts.
    if ((context as Partial<AudioContext>).audioWorklet === undefined) return;
    prepareContext(context, assets).then(
      () => {
        if (!scope.disposed && context.state !== 'closed') this.#takeOver(context);
      },
      // Whoever can't play without the worklet says so; sound without a limiter is sound.
      () => undefined,
    );
  }

  /** Its delay in seconds; 0 while the sound passes by. */
  get latencySeconds(): number {
    return this.#latencySeconds;
  }

  #takeOver(context: AudioContext): void {
    const limiter = this.#scope.node(
      new AudioWorkletNode(context, LIMITER_PROCESSOR, {
        outputChannelCount: [2],
        channelCount: 2,
        channelCountMode: 'explicit',
      }),
    );
    this.#scope.own(() => {
      limiter.port.postMessage(LIMITER_CLOSE);
    });
    const wet = this.#scope.node(new GainNode(context, { gain: 0 }));
    this.#from.connect(limiter).connect(wet).connect(this.#to);
    this.#latencySeconds = limiterLatencyFrames(context.sampleRate) / context.sampleRate;
    if (context.state === 'running') {
      const { currentTime } = context;
      const end = currentTime + TAKE_OVER_SECONDS;
      wet.gain.setValueAtTime(0, currentTime).linearRampToValueAtTime(1, end);
      this.#dry.gain.setValueAtTime(1, currentTime).linearRampToValueAtTime(0, end);
    } else {
      wet.gain.value = 1;
      this.#dry.gain.value = 0;
    }
  }
}
