import { doorbellOffset } from './pool-memory.ts';
import { OUTPUT_PROCESSOR, type OutputWorkletOptions } from './protocol.ts';
import type { Scope } from './scope.ts';
import type { WorkerPool } from './worker-pool.ts';

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
