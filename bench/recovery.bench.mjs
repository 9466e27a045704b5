/**
 * From a fault in a thread to sound again, as it comes out of the player: with the threads' scripts
 * in the cache, and no other pool that could step in.
 */
import { FaultInjection } from '../test/support/faults.ts';
import { noiseWav } from '../test/support/signals.ts';
import { distribution } from './distribution.mjs';

/** As a page loads it: not bundled. */
const BUILT = '/dist/engine.js';
const ROUNDS = 5;
const PLAYED_SECONDS = 0.4;
const CASES = [
  { role: 'decode', fault: 'throw', limitMs: 1000 },
  { role: 'decode', fault: 'trap', limitMs: 1000 },
  { role: 'decode', fault: 'hang', limitMs: 3000 },
  { role: 'dsp', fault: 'throw', limitMs: 1000 },
  { role: 'dsp', fault: 'trap', limitMs: 1000 },
  { role: 'dsp', fault: 'hang', limitMs: 3000 },
  { role: 'output', fault: 'trap', limitMs: 1000 },
];

/** Noise comes near to zero, but not for so many frames. */
const LOOK_FRAMES = 128;

const task = () => new Promise((resolve) => setTimeout(resolve, 0));
async function until(condition) {
  while (!condition()) await task();
}

/** Whether a node's latest quantum is digital silence. */
function listener(node) {
  const tap = new globalThis.AnalyserNode(node.context, { fftSize: LOOK_FRAMES });
  node.connect(tap);
  const latest = new Float32Array(LOOK_FRAMES);
  return () => {
    tap.getFloatTimeDomainData(latest);
    return latest.every((sample) => Math.abs(sample) < 1e-6);
  };
}

async function millisecondsToSound(AudioEngine, injection, url, { role, fault }) {
  const engine = new AudioEngine({ workers: 2 });
  try {
    engine.setSources([{ url, type: '', key: null }]);
    await engine.play();
    await until(() => engine.currentTime > PLAYED_SECONDS);
    if (engine.snapshot.mode !== 'threaded') throw new Error(engine.snapshot.modeReason);
    const silent = listener(engine.outputNode);
    await until(() => !silent());
    const begin = performance.now();
    injection.fire(role, fault);
    await until(silent);
    await until(() => !silent());
    if (engine.snapshot.mode !== 'threaded') throw new Error(engine.snapshot.modeReason);
    return performance.now() - begin;
  } finally {
    engine.dispose();
  }
}

async function figuresOf({ role, fault, limitMs }, measure) {
  const samples = [];
  // The first one fills the caches.
  for (let round = -1; round < ROUNDS; round += 1) {
    const milliseconds = await measure({ role, fault });
    if (round >= 0) samples.push(milliseconds);
  }
  return {
    name: `${fault} in the ${role} ${role === 'output' ? 'worklet' : 'worker'}`,
    unit: 'ms',
    ...distribution(samples),
    targets: [{ text: `each at most ${limitMs} ms`, met: Math.max(...samples) <= limitMs }],
  };
}

async function figures() {
  const { AudioEngine } = await import(BUILT);
  const injection = new FaultInjection();
  const url = URL.createObjectURL(noiseWav({ seconds: 20, levelDbfs: -12 }));
  try {
    const all = [];
    for (const item of CASES) {
      all.push(
        await figuresOf(item, (way) => millisecondsToSound(AudioEngine, injection, url, way)),
      );
    }
    return all;
  } finally {
    URL.revokeObjectURL(url);
    injection.restore();
  }
}

export const rows = (env) =>
  env.host === 'chromium' ? [{ name: 'from a fault to sound', figures }] : [];
