/** Sleeps on word 0 of what it is sent, and rings word 1 whenever it wakes: the floor of the platform. */
globalThis.onmessage = ({ data: words }) => {
  globalThis.postMessage('ready');
  for (let seen = 0; ; seen += 1) {
    Atomics.wait(words, 0, seen);
    Atomics.add(words, 1, 1);
    Atomics.notify(words, 1);
  }
};

globalThis.postMessage('loaded');
