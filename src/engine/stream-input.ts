import { Scope } from './scope.ts';

/**
 * Brings the sound of a MediaStream into the graph: a media element keeps time and state for it, but
 * gives none of its sound to a `MediaElementAudioSourceNode`. The first audio track of the moment is
 * heard while the element plays.
 */
export class StreamInput {
  readonly #scope = new Scope();

  /** @throws {DOMException} InvalidStateError when the stream has no audio track */
  constructor(stream: MediaStream, element: HTMLMediaElement, destination: AudioNode) {
    const context = destination.context as AudioContext;
    const node = this.#scope.node(new MediaStreamAudioSourceNode(context, { mediaStream: stream }));
    // Where a browser does give its sound, nothing is heard twice.
    element.muted = true;
    this.#scope.own(() => {
      element.muted = false;
    });
    const connect = (): void => {
      node.connect(destination);
    };
    const disconnect = (): void => {
      node.disconnect();
    };
    this.#scope.listen(element, 'playing', connect);
    for (const type of ['pause', 'waiting', 'ended', 'emptied']) {
      this.#scope.listen(element, type, disconnect);
    }
    if (!element.paused) connect();
  }

  dispose(): void {
    this.#scope.dispose();
  }
}
