import type { PlaybackMode } from './snapshot.ts';
import type { WorkerStats } from './threading-stats.ts';

/** A ring between two threads. Frames are of stereo sound at the context's rate. */
export interface RingStats {
  /** `decoded`: from the decode worker to the dsp worker. `equalized`: from there to the graph. */
  readonly name: 'decoded' | 'equalized';
  readonly fillFrames: number;
  /** Frames that it is filled up to. */
  readonly targetFrames: number;
}

/**
 * Whether a player has threads now. `none`: its mode has none. `starting`: they are on their way.
 * `given-back`: it is paused, and they serve whoever plays; the next play goes on where it stands.
 */
export type ThreadsState = 'none' | 'starting' | 'running' | 'given-back';

/** What is known of the way from decoder to loudspeaker. */
export interface BackendStats {
  readonly threads: ThreadsState;
  /** Hz: the context's; null where there is none (`idle`, `native`). */
  readonly sampleRate: number | null;
  /** Seconds that the browser takes to hand sound to the system; 0 without a context. */
  readonly baseLatency: number;
  /** Seconds that the system takes from there to the loudspeakers, as far as the browser tells. */
  readonly outputLatency: number;
  /** Seconds of equalized sound that are kept in front of the graph; 0 without threads. */
  readonly ringLatency: number;
  /** Seconds that the limiter looks ahead; 0 where there is none. */
  readonly limiterLatency: number;
  /** The sum of the four: seconds from the equalizer to the ear. */
  readonly latency: number;
  /** Empty but while threads are running, as all that follows is 0 or empty. */
  readonly rings: readonly RingStats[];
  /** Times that sound was due and was not there, since the player has the threads that run now. */
  readonly underruns: number;
  /** Frames that were decoded or equalized and found no room. */
  readonly overruns: number;
  /** Seconds of sound that a second of decoding gives, lately. */
  readonly decodeSpeed: number;
  /** Spectra computed so far. */
  readonly analyses: number;
  /** Bytes of memory that the threads share. */
  readonly memoryBytes: number;
  readonly workers: readonly WorkerStats[];
}

/** What `getStats()` gives: a look at the moment, frozen in no way. */
export interface PlayerStats extends BackendStats {
  readonly mode: PlaybackMode;
  /** One plain sentence: why this mode, and what would lift it. */
  readonly modeReason: string;
}

/** What the figures need of a player's last nodes. */
export interface MeasuredOutput {
  readonly context: AudioContext;
  /** Seconds. */
  readonly limiterSeconds: number;
}

/** Of a player that has no threads now. @param output null where the browser plays by itself */
export function statsWithoutThreads(
  output: MeasuredOutput | null,
  threads: ThreadsState = 'none',
): BackendStats {
  const { baseLatency, outputLatency } = output?.context ?? { baseLatency: 0, outputLatency: 0 };
  const limiterLatency = output?.limiterSeconds ?? 0;
  return {
    threads,
    sampleRate: output?.context.sampleRate ?? null,
    baseLatency,
    outputLatency,
    ringLatency: 0,
    limiterLatency,
    latency: baseLatency + outputLatency + limiterLatency,
    rings: [],
    underruns: 0,
    overruns: 0,
    decodeSpeed: 0,
    analyses: 0,
    memoryBytes: 0,
    workers: [],
  };
}
