import { startableUrl } from './assets.ts';
import { explainBlockedScript, PolicyWatch, START_LIMIT_MS } from './blocked-script.ts';
import { doorbellOffset } from './pool-memory.ts';
import { OUTPUT_PROCESSOR, type OutputWorkletOptions } from './protocol.ts';
import { Scope } from './scope.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Contexts that know the output processor already. */
const prepared = new WeakMap<BaseAudioContext, Promise<void>>();

/**
 * Teaches a context the output processor, once.
 *
 * @throws {Error} one sentence that says why the worklet's script can't be loaded
 */
export function prepareContext(context: AudioContext, assets: string | null): Promise<void> {
  const known = prepared.get(context);
  if (known !== undefined) return known;
  const scope = new Scope();
  const loading = loadWorklet(context, assets, scope)
    .catch((error: unknown) => {
      prepared.delete(context);
      throw error;
    })
    .finally(() => {
      scope.dispose();
    });
  prepared.set(context, loading);
  return loading;
}

async function loadWorklet(
  context: AudioContext,
  assets: string | null,
  scope: Scope,
): Promise<void> {
  const policy = new PolicyWatch(scope);
  const url = await startableUrl('output', assets, scope);
  const limit = new Promise<never>((_, reject) => {
    scope.timeout(START_LIMIT_MS, () => {
      const seconds = START_LIMIT_MS / 1000;
      reject(
        new Error(`The output worklet did not load within ${seconds} s; its server is too slow.`),
      );
    });
  });
  const refused = context.audioWorklet.addModule(url).then(
    () => false,
    () => true,
  );
  if (await Promise.race([refused, limit]))
    throw new Error(await explainBlockedScript(url, policy));
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
