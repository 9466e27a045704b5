import { startableUrl } from './assets.ts';
import { doorbellOffset } from './pool-memory.ts';
import { OUTPUT_PROCESSOR, type OutputWorkletOptions } from './protocol.ts';
import { Scope } from './scope.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Contexts that know the output processor already. */
const prepared = new WeakMap<BaseAudioContext, Promise<void>>();

/**
 * Teaches a context the output processor, once.
 *
 * @throws {Error} when the worklet's script can't be loaded
 */
export function prepareContext(context: AudioContext, assets: string | null): Promise<void> {
  const known = prepared.get(context);
  if (known !== undefined) return known;
  const scope = new Scope();
  const loading = startableUrl('output', assets, scope)
    .then((url) => context.audioWorklet.addModule(url))
    .catch((error: unknown) => {
      prepared.delete(context);
      throw new Error(`The output worklet could not be loaded: ${String(error)}`);
    })
    .finally(() => {
      scope.dispose();
    });
  prepared.set(context, loading);
  return loading;
}

/** Makes the node that plays a pool's ring B. Its faults are the pool's. `scope` owns it. */
export function createOutputPort(
  scope: Scope,
  context: AudioContext,
  pool: WorkerPool,
): AudioWorkletNode {
  const processorOptions: OutputWorkletOptions = {
    memory: pool.memory,
    ringModule: pool.modules.ring,
    dspDoorbell: doorbellOffset(pool.workerOf('dsp').id),
    fftDoorbell: doorbellOffset(pool.workerOf('fft').id),
  };
  const node = scope.node(
    new AudioWorkletNode(context, OUTPUT_PROCESSOR, {
      numberOfInputs: 0,
      outputChannelCount: [2],
      processorOptions,
    }),
  );
  // By the handler: Chromium 156 doesn't fire this event at listeners.
  node.onprocessorerror = () => {
    pool.fail('The output worklet stopped with an error.');
  };
  scope.own(() => {
    node.onprocessorerror = null;
  });
  return node;
}
