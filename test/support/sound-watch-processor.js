// Audio worklet of sound-watch.ts: looks at every frame that reaches it and keeps only what is odd.
const SILENCE = 1e-6;
/** Silence of fewer frames is the signal's own business. */
const LEAST_FRAMES = 256;

class SoundWatchProcessor extends AudioWorkletProcessor {
  #silentSince = -1;
  #nextFrame = -1;
  #silences = [];
  #gaps = [];
  #stopped = false;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.#stopped = true;
      this.#endSilence(currentFrame);
      this.port.postMessage({ silences: this.#silences, gaps: this.#gaps });
    };
  }

  process([input]) {
    if (this.#stopped) return false;
    if (this.#nextFrame >= 0 && currentFrame !== this.#nextFrame) this.#gaps.push(currentFrame);
    const frames = input[0]?.length ?? 128;
    for (let i = 0; i < frames; i++) {
      const silent = input.every((channel) => Math.abs(channel[i]) < SILENCE);
      if (!silent) this.#endSilence(currentFrame + i);
      else if (this.#silentSince < 0) this.#silentSince = currentFrame + i;
    }
    this.#nextFrame = currentFrame + frames;
    return true;
  }

  #endSilence(frame) {
    const start = this.#silentSince;
    this.#silentSince = -1;
    if (start >= 0 && frame - start >= LEAST_FRAMES) this.#silences.push({ start, end: frame });
  }
}

registerProcessor('sound-watch', SoundWatchProcessor);
