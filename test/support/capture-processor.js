// Audio worklet of capture.ts: posts all frames that reach it, in batches, without a gap.
const BATCH_FRAMES = 2048;

class CaptureProcessor extends AudioWorkletProcessor {
  #channelCount;
  #batch;
  #batchStartFrame = 0;
  #filledFrames = 0;
  #steady = false;
  /** Frames that are still to be recorded, once it is to stop. */
  #restFrames = Infinity;
  #stopped = false;

  constructor({ processorOptions }) {
    super();
    this.#channelCount = processorOptions.channelCount;
    this.#batch = this.#newBatch();
    this.port.onmessage = ({ data }) => {
      this.#restFrames = data.tailFrames;
      if (this.#restFrames === 0) this.#stop();
    };
  }

  process([input]) {
    if (this.#stopped) return false;
    if (this.#filledFrames > 0) this.#compareClock();
    const frames = input[0]?.length ?? 128;
    if (this.#filledFrames + frames > BATCH_FRAMES) this.#post();
    if (this.#filledFrames === 0) this.#batchStartFrame = currentFrame;
    // A source that makes no sound has no channels: that is silence, which the batch already holds.
    input.forEach((channel, i) => this.#batch[i].set(channel, this.#filledFrames));
    this.#filledFrames += frames;
    this.#restFrames -= frames;
    if (this.#restFrames <= 0) this.#stop();
    return true;
  }

  #stop() {
    this.#stopped = true;
    this.#post();
    this.port.postMessage({ type: 'end' });
  }

  /**
   * A context that gets its first worklet moves to another thread and skips some quanta right
   * after the first one. The recording begins behind that; later gaps end the batch, so that the
   * reader sees them.
   */
  #compareClock() {
    const follows = currentFrame === this.#batchStartFrame + this.#filledFrames;
    if (this.#steady) {
      if (!follows) this.#post();
    } else if (follows) {
      this.#steady = true;
      this.port.postMessage({ type: 'started' });
    } else {
      this.#batch = this.#newBatch();
      this.#filledFrames = 0;
    }
  }

  #newBatch() {
    return Array.from({ length: this.#channelCount }, () => new Float32Array(BATCH_FRAMES));
  }

  #post() {
    if (this.#filledFrames === 0) return;
    const batch = this.#batch;
    const message = {
      type: 'batch',
      startFrame: this.#batchStartFrame,
      frames: this.#filledFrames,
      channels: batch,
    };
    this.port.postMessage(
      message,
      batch.map((channel) => channel.buffer),
    );
    this.#batch = this.#newBatch();
    this.#filledFrames = 0;
  }
}

registerProcessor('capture', CaptureProcessor);
