/** Watches what comes out of an AudioNode for as long as one likes, without recording it. */

/** Frames of the context's clock. */
export interface SoundReport {
  /** Stretches of digital silence of 256 frames and more. */
  readonly silences: readonly { readonly start: number; readonly end: number }[];
  /** Where the browser went on after leaving out frames of its own. */
  readonly gaps: readonly number[];
}

export interface SoundWatch {
  /** Ends it and tells what was seen. */
  stop(): Promise<SoundReport>;
}

export async function watchSound(node: AudioNode): Promise<SoundWatch> {
  const { context } = node;
  await context.audioWorklet.addModule(new URL('./sound-watch-processor.js', import.meta.url));
  const watch = new AudioWorkletNode(context, 'sound-watch');
  // Silent itself: so it is pulled whether the browser pulls loose ends or not.
  node.connect(watch).connect(context.destination);
  return {
    stop() {
      return new Promise((resolve) => {
        watch.port.onmessage = ({ data }: MessageEvent<SoundReport>) => {
          node.disconnect(watch);
          watch.disconnect();
          resolve(data);
        };
        watch.port.postMessage('stop');
      });
    },
  };
}
