/** The consumer of the ring bench: takes as many chunks as it is told to, as fast as it can. */
import { CHUNKS, READY, RINGS } from './ring-sides.mjs';

globalThis.onmessage = ({ data: { words, kind, shared, frames } }) => {
  const { read } = RINGS[kind].ends(shared, frames);
  globalThis.postMessage('ready');
  for (;;) {
    Atomics.wait(words, CHUNKS, 0);
    const chunks = Atomics.exchange(words, CHUNKS, 0);
    Atomics.store(words, READY, 1);
    for (let taken = 0; taken < chunks; taken += 1) while (!read());
    Atomics.store(words, READY, 0);
  }
};

globalThis.postMessage('loaded');
