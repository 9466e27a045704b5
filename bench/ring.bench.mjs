/** The ring against ringbuf.js: on one thread, and between two. */
import { CHUNKS, READY, RINGS } from './ring-sides.mjs';

const CHUNK_FRAMES = [128, 1024];

/** Writes a chunk and takes it out again. */
const oneThread = (kind, frames) => ({
  setup: () => RINGS[kind].ends(RINGS[kind].create(), frames),
  run({ write, read }, times) {
    for (let i = 0; i < times; i += 1) {
      write();
      read();
    }
  },
});

/** Writes chunks as fast as another thread takes them; timed until it has taken the last one. */
const twoThreads = (env, kind, frames) => ({
  setup() {
    const shared = RINGS[kind].create();
    const words = new Int32Array(new SharedArrayBuffer(8));
    const worker = env.worker('ring');
    worker.postMessage({ words, kind, shared, frames });
    return { worker, words, ...RINGS[kind].ends(shared, frames) };
  },
  run({ words, write }, times) {
    Atomics.store(words, CHUNKS, times);
    // The first call of all also waits for the worker to load.
    while (Atomics.load(words, READY) === 0) Atomics.notify(words, CHUNKS);
    const begin = performance.now();
    for (let i = 0; i < times; i += 1) while (!write());
    while (Atomics.load(words, READY) === 1);
    return performance.now() - begin;
  },
  teardown: ({ worker }) => worker.terminate(),
});

export const rows = (env) =>
  CHUNK_FRAMES.flatMap((frames) => [
    {
      name: `ring, one thread, ${frames} frames in and out`,
      operation: 'chunk',
      kernel: oneThread('kernel', frames),
      peers: [
        { name: 'ringbuf.js', target: { chromium: 6, node: 6 }, ...oneThread('ringbuf', frames) },
      ],
    },
    {
      name: `ring, two threads, ${frames} frames`,
      operation: 'chunk',
      kernel: twoThreads(env, 'kernel', frames),
      peers: [
        {
          name: 'ringbuf.js',
          target: { chromium: 1.3, node: 1.3 },
          ...twoThreads(env, 'ringbuf', frames),
        },
      ],
    },
  ]);
