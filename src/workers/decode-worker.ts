/**
 * Decode worker: fetches, demuxes, decodes and resamples a file into ring A. Started alone, without
 * `init`, it does background work instead: tags, overview and loudness of one file. Thread: a worker
 * with an event loop; it is never waited for by the audio path, which lives on what ring A holds.
 */
import { createRingKernel } from '../engine/kernels/ring.ts';
import { LAYOUT, workerRecord } from '../engine/memory-layout.ts';
import type {
  FromBackground,
  FromWorker,
  ReadFileMessage,
  ToWorker,
  WorkerInitMessage,
} from '../engine/protocol.ts';
import { RingBuffer } from '../engine/ring-buffer.ts';
import { DecodeStream } from './decode-stream.ts';
import { Doorbell } from './doorbell.ts';
import { FileSurvey } from './file-survey.ts';
import { createConverters } from './rate-converter.ts';
import { StreamWriter } from './stream-writer.ts';
import { WorkLog } from './work-log.ts';

/** Between two beats, milliseconds: a sign of life for the watchdog. */
const HEARTBEAT_MS = 250;

const post = (message: FromWorker): void => {
  postMessage(message);
};

let stream: DecodeStream | null = null;
let log: WorkLog | null = null;
let survey: FileSurvey | null = null;

function start(message: WorkerInitMessage): DecodeStream {
  const { memory, modules, sample_rate } = message;
  const record = workerRecord(message.worker_id);
  const heartbeat = new Doorbell(memory, record + LAYOUT.WORKER_HEARTBEAT);
  setInterval(() => {
    heartbeat.ring();
  }, HEARTBEAT_MS);
  const ownBell = new Doorbell(memory, record + LAYOUT.WORKER_DOORBELL);
  const dspBell = new Doorbell(memory, message.dsp_doorbell);
  const ringA = new RingBuffer(memory, LAYOUT.RING_A);
  const role = message.roles.includes('decode') ? 'decode' : 'background';
  log = new WorkLog(message, role);
  return new DecodeStream({
    memory,
    writer: new StreamWriter(createRingKernel(modules.ring, memory), ringA, ownBell, dspBell),
    converters: createConverters(memory, modules.resample, sample_rate),
    contextRateHz: sample_rate,
    ownBell,
    log,
    post,
  });
}

function startSurvey({ url, credentials }: ReadFileMessage): FileSurvey {
  const tell = (report: FromBackground, transfer: Transferable[] = []): void => {
    postMessage(report, { transfer });
  };
  const beat = (): void => {
    tell({ type: 'alive' });
  };
  // Before the work, so that even its first step is watched.
  beat();
  setInterval(beat, HEARTBEAT_MS);
  return new FileSurvey(url, credentials, tell);
}

function handle(message: ToWorker): void {
  switch (message.type) {
    case 'init':
      stream = start(message);
      post({ type: 'ready', worker_id: message.worker_id });
      return;
    case 'open_stream':
      stream?.open(message);
      return;
    case 'seek_stream':
      stream?.seek(message.generation, message.seconds);
      return;
    case 'set_next':
      stream?.setNext(message);
      return;
    case 'next_heard':
      stream?.nextHeard(message.track);
      return;
    case 'set_crossfade':
      stream?.setCrossfade(message.seconds);
      return;
    case 'set_loop':
      stream?.setLoop(message.loop);
      return;
    case 'close_stream':
      stream?.close();
      return;
    case 'read_file':
      survey = startSurvey(message);
      return;
    case 'measure_file':
      void survey?.measure(message.unpaced_bytes);
      return;
    case 'pace_survey':
      survey?.pace(message.seconds);
      return;
    case 'shutdown':
      stream?.close();
      log?.stop();
      close();
      return;
  }
}

addEventListener('message', (event: MessageEvent<ToWorker>) => {
  try {
    handle(event.data);
  } catch (error) {
    post({ type: 'task_failed', task_id: 0, error: String(error) });
  }
});
