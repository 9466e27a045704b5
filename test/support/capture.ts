/** Records what comes out of an AudioNode, every frame of it. */

/** A recording: without gaps its frame `i` sounded at `startFrame + i` of the context's clock. */
export interface Recording {
  /** One array per channel, all of the same length. */
  readonly channels: Float32Array<ArrayBuffer>[];
  readonly sampleRateHz: number;
  /** 0 as long as nothing was recorded. */
  readonly startFrame: number;
  /** Where the browser left out frames of its own (`join` only), in order. */
  readonly gaps: readonly Gap[];
}

/** So many frames of the context's clock are missing in front of frame `at` of the recording. */
export interface Gap {
  readonly at: number;
  readonly frames: number;
}

/** The frame of a recording at which the context's clock stood at `contextFrame`. */
export function indexAt({ startFrame, gaps }: Recording, contextFrame: number): number {
  let index = contextFrame - startFrame;
  for (const { at, frames } of gaps) {
    if (index > at) index = Math.max(at, index - frames);
  }
  return index;
}

/** The other way: where the context's clock stood at a frame of the recording. */
export function contextFrameAt({ startFrame, gaps }: Recording, index: number): number {
  const missing = gaps.filter(({ at }) => at <= index).reduce((sum, { frames }) => sum + frames, 0);
  return startFrame + index + missing;
}

/**
 * Frames at the start of a recording that may be silent although the node sounds: in a running
 * context the recorder may be asked before its input is connected.
 */
export const CONNECTING_FRAMES = 2048;

export interface Capture {
  /** Resolves when at least so many frames have been recorded (a running context goes on). */
  waitForFrames(frames: number): Promise<void>;
  /** What has arrived so far; the recording goes on. */
  read(): Recording;
  /**
   * Ends the recording and returns all of it. Rejects if a frame was lost.
   *
   * @param tailFrames to record before it ends, of what the graph's own latency keeps back: a
   *   player's limiter 2 ms. The context must be running for them. Default 0.
   */
  stop(tailFrames?: number): Promise<Recording>;
}

export interface CaptureOptions {
  /** Mono is copied to all of them, more are mixed down (`speakers`). Default 2. */
  readonly channelCount?: number;
  /**
   * What to do where the browser's own audio thread left out frames, as it may on a machine that is
   * busy with something else: `fail` (default); `restart` the recording behind them, for tests that
   * want a steady stretch and don't mind which (one that was waited for is kept, and ends there); or `join` what was rendered before and after, for
   * tests of a source that counts its own frames: it was not asked for those that were left out.
   */
  readonly onGap?: 'fail' | 'restart' | 'join';
}

interface Batch {
  readonly type: 'batch';
  readonly startFrame: number;
  readonly frames: number;
  readonly channels: readonly Float32Array[];
}

type CaptureMessage = Batch | { readonly type: 'started' } | { readonly type: 'end' };

const loading = new WeakMap<BaseAudioContext, Promise<void>>();

function loadProcessor(context: BaseAudioContext): Promise<void> {
  let loaded = loading.get(context);
  if (!loaded) {
    loaded = context.audioWorklet.addModule(new URL('./capture-processor.js', import.meta.url));
    loading.set(context, loaded);
  }
  return loaded;
}

/**
 * Starts to record. In a running context everything that the caller does to the graph after the
 * promise has resolved is in the recording; in a suspended one the recording begins when it resumes.
 * The recorder also feeds silence to the destination, so that `node` is pulled even if nothing else
 * listens to it.
 */
export async function startCapture(
  node: AudioNode,
  { channelCount = 2, onGap = 'fail' }: CaptureOptions = {},
): Promise<Capture> {
  const { context } = node;
  await loadProcessor(context);
  const recorder = new AudioWorkletNode(context, 'capture', {
    channelCount,
    channelCountMode: 'explicit',
    processorOptions: { channelCount },
  });
  const batches: Batch[] = [];
  const waiting = new Map<() => void, number>();
  const started = Promise.withResolvers<undefined>();
  const end = Promise.withResolvers<undefined>();
  let recordedFrames = 0;
  let isWhole = false;

  const add = (batch: Batch): void => {
    const last = batches.at(-1);
    if (onGap === 'restart' && last && last.startFrame + last.frames !== batch.startFrame) {
      if (isWhole) return;
      batches.length = 0;
      recordedFrames = 0;
    }
    batches.push(batch);
    recordedFrames += batch.frames;
    for (const [resolve, frames] of waiting) {
      if (frames > recordedFrames) continue;
      waiting.delete(resolve);
      isWhole = true;
      resolve();
    }
  };
  recorder.port.onmessage = ({ data }: MessageEvent<CaptureMessage>) => {
    if (data.type === 'started') started.resolve(undefined);
    else if (data.type === 'end') end.resolve(undefined);
    else add(data);
  };
  recorder.onprocessorerror = () => {
    const error = new Error('The capture processor failed');
    started.reject(error);
    end.reject(error);
  };
  node.connect(recorder).connect(context.destination);
  if (context.state === 'running') await started.promise;

  const read = (): Recording => {
    const startFrame = batches[0]?.startFrame ?? 0;
    const channels = Array.from({ length: channelCount }, () => new Float32Array(recordedFrames));
    const gaps: Gap[] = [];
    let offsetFrames = 0;
    let nextFrame = startFrame;
    for (const batch of batches) {
      if (batch.startFrame !== nextFrame) {
        if (onGap !== 'join') {
          throw new Error(`Frames are missing before frame ${batch.startFrame}`);
        }
        gaps.push({ at: offsetFrames, frames: batch.startFrame - nextFrame });
      }
      nextFrame = batch.startFrame + batch.frames;
      batch.channels.forEach((samples, channel) => {
        channels[channel]?.set(samples.subarray(0, batch.frames), offsetFrames);
      });
      offsetFrames += batch.frames;
    }
    return { channels, sampleRateHz: context.sampleRate, startFrame, gaps };
  };

  return {
    waitForFrames(frames) {
      isWhole = recordedFrames >= frames;
      if (isWhole) return Promise.resolve();
      return new Promise((resolve) => waiting.set(resolve, frames));
    },
    read,
    async stop(tailFrames = 0) {
      recorder.port.postMessage({ tailFrames });
      await end.promise;
      node.disconnect(recorder);
      recorder.disconnect();
      return read();
    },
  };
}
