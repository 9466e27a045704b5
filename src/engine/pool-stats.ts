import { ControlWords } from './control-words.ts';
import { LAYOUT } from './memory-layout.ts';
import type { BackendStats, MeasuredOutput } from './player-stats.ts';
import { RingBuffer } from './ring-buffer.ts';
import { threadingStats } from './threading-stats.ts';
import type { WorkerPool } from './worker-pool.ts';

/**
 * The figures of a pool that plays, read from its memory: no thread is asked for anything.
 *
 * @param underruns of the player that has the pool now
 */
export function statsOfPool(
  pool: WorkerPool,
  { context, limiterSeconds: limiterLatency }: MeasuredOutput,
  underruns: number,
): BackendStats {
  const { sampleRate, baseLatency, outputLatency } = context;
  const control = new ControlWords(pool.memory);
  const decoded = new RingBuffer(pool.memory, LAYOUT.RING_A);
  const equalized = new RingBuffer(pool.memory, LAYOUT.RING_B);
  const depthFrames = control.load('OUTPUT_TARGET_DEPTH');
  const ringLatency = depthFrames / sampleRate;
  const { workers, memoryBytes } = threadingStats(pool);
  const decoding = workers.flatMap(({ work }) => work).find(({ role }) => role === 'decode');
  return {
    threads: 'running',
    sampleRate,
    baseLatency,
    outputLatency,
    ringLatency,
    limiterLatency,
    latency: baseLatency + outputLatency + ringLatency + limiterLatency,
    rings: [
      {
        name: 'decoded',
        fillFrames: decoded.fillFrames,
        targetFrames: decoded.capacityFrames - decoded.historyFrames,
      },
      { name: 'equalized', fillFrames: equalized.fillFrames, targetFrames: depthFrames },
    ],
    underruns,
    overruns: decoded.overruns + equalized.overruns,
    decodeSpeed: decoding?.soundPerWork ?? 0,
    analyses: control.load('FFT_PUBLISHED'),
    memoryBytes,
    workers,
  };
}
