/** Gives a bench worker in Node the global scope it has in a browser, then runs it. */
import { parentPort, workerData } from 'node:worker_threads';

globalThis.postMessage = (message) => parentPort.postMessage(message);
parentPort.on('message', (data) => globalThis.onmessage?.({ data }));
await import(workerData);
