/**
 * Dsp worker: equalizes ring A into ring B and analyses what is heard. Thread: a worker that sleeps
 * on its doorbell in shared memory and has no use for its event loop after `init`; it posts facts,
 * it is told nothing by message.
 */
import { ControlWords } from '../engine/control-words.ts';
import { LAYOUT, workerRecord } from '../engine/memory-layout.ts';
import { type FromWorker, WORKER_STATES, type WorkerInitMessage } from '../engine/protocol.ts';
import { AnalysisStage } from './analysis-stage.ts';
import { Doorbell } from './doorbell.ts';
import { EqualizerStage } from './equalizer-stage.ts';
import { equalizerTasks, fftTasks } from './task-stage.ts';

/** A turn even when nobody rang, in milliseconds. */
const PATIENCE_MS = 100;

const post = (message: FromWorker): void => {
  postMessage(message);
};

function run(init: WorkerInitMessage): void {
  const control = new ControlWords(init.memory);
  const record = workerRecord(init.worker_id);
  const bell = new Doorbell(init.memory, record + LAYOUT.WORKER_DOORBELL);
  const heartbeat = new Doorbell(init.memory, record + LAYOUT.WORKER_HEARTBEAT);
  // In the order of their hurry.
  const stages: readonly { turn(): void }[] = [
    ...(init.roles.includes('dsp')
      ? [new EqualizerStage(init, post), equalizerTasks(init, post)]
      : []),
    ...(init.roles.includes('fft') ? [fftTasks(init, post), new AnalysisStage(init)] : []),
  ];
  const words = new Int32Array(init.memory.buffer as unknown as SharedArrayBuffer);
  const enter = (state: number): void => {
    Atomics.store(words, (record + LAYOUT.WORKER_STATE) / 4, state);
  };
  post({ type: 'ready', worker_id: init.worker_id });
  while (control.load('CONTROL_SHUTDOWN') === 0) {
    const seen = bell.count;
    enter(WORKER_STATES.BUSY);
    for (const stage of stages) stage.turn();
    heartbeat.ring();
    enter(WORKER_STATES.IDLE);
    bell.sleep(seen, PATIENCE_MS);
  }
  enter(WORKER_STATES.STOPPED);
  close();
}

addEventListener(
  'message',
  (event: MessageEvent<WorkerInitMessage>) => {
    try {
      run(event.data);
    } catch (error) {
      post({ type: 'task_failed', task_id: 0, error: String(error) });
    }
  },
  { once: true },
);
