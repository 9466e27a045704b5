/** The ring against ringbuf.js: on one thread, and between two. */
import { CHUNKS, READY, RINGS } from './ring-sides.mjs';

const CHUNK_FRAMES = [128, 1024];
/** Between threads: so many that a thread which is not running for a moment matters little. */
const CHUNKS_PER_OPERATION = 5000;

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
  async setup() {
    const shared = RINGS[kind].create();
    const words = new Int32Array(new SharedArrayBuffer(8));
    const worker = env.worker('ring');
    const answer = () => new Promise((resolve) => (worker.onmessage = resolve));
    await answer();
    worker.postMessage({ words, kind, shared, frames });
    await answer();
    return { worker, words, ...RINGS[kind].ends(shared, frames) };
  },
  run({ words, write }, times) {
    const chunks = times * CHUNKS_PER_OPERATION;
    Atomics.store(words, CHUNKS, chunks);
    while (Atomics.load(words, READY) === 0) Atomics.notify(words, CHUNKS);
    const begin = performance.now();
    for (let i = 0; i < chunks; i += 1) while (!write());
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
      operation: `${CHUNKS_PER_OPERATION} chunks`,
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
