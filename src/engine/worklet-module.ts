import { startableUrl } from './assets.ts';
import { explainBlockedScript, PolicyWatch, START_LIMIT_MS } from './blocked-script.ts';
import { Scope } from './scope.ts';

/** Contexts that know the processors already. */
const prepared = new WeakMap<BaseAudioContext, Promise<void>>();

/**
 * Teaches a context the processors of output and limiter, once.
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
