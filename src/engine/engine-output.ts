import type { Backend, BackendListener, PlaybackSettings } from './backend.ts';
import { ElementBackend } from './element-backend.ts';
import type { EngineSettings } from './engine-settings.ts';
import { awaitsGesture } from './gesture.ts';
import { SOUNDING } from './late-parts.ts';
import type { PlayerOutput } from './player-output.ts';
import { ContextShare } from './shared-context.ts';

/** Assumed until a context exists, Hz. */
const DEFAULT_SAMPLE_RATE = 48000;

/**
 * The audio output of one engine: a share of the page's context, taken with the first play, in the
 * user's gesture, and the last nodes of the graph, made with the first sound. Both are kept for the
 * engine's life, since a page may have connected to the node, and given back with it.
 */
export class EngineOutput {
  /** The nodes' own, as soon as there are any. */
  #share: ContextShare | null = null;
  #nodes: PlayerOutput | null = null;
  /** Linear, as the nodes have it. */
  #loudnessGain = 1;

  /** null before the first sound. */
  get nodes(): PlayerOutput | null {
    return this.#nodes;
  }

  /** Hz: the context's, or 48000 before there is one. */
  get sampleRate(): number {
    return this.#nodes?.context.sampleRate ?? DEFAULT_SAMPLE_RATE;
  }

  /** @param gain linear: what the current file is raised or lowered by */
  setLoudnessGain(gain: number): void {
    if (gain === this.#loudnessGain) return;
    this.#loudnessGain = gain;
    this.#nodes?.setLoudnessGain(gain);
  }

  /** Makes the backend of a mode; all but the plain elements play through these nodes. */
  createBackend(
    mode: Backend['mode'],
    playback: PlaybackSettings,
    settings: EngineSettings,
    listener: BackendListener,
  ): Backend {
    if (mode === 'idle' || mode === 'native') {
      const unasked = mode === 'native' && playback.muted && awaitsGesture();
      return new ElementBackend(mode, listener, unasked);
    }
    const sounding = SOUNDING.now;
    if (sounding === null) throw new Error('A mode was chosen before its backend was loaded.');
    this.#nodes ??= new sounding.PlayerOutput(
      this.#ensureShare(),
      settings.assets,
      this.#loudnessGain,
    );
    return sounding.createGraphBackend(mode, this.#nodes, playback, settings, listener);
  }

  /** Call it from within the user's gesture. */
  wake(): void {
    // What can't start now is told by the backend, which tries again.
    this.#ensureShare()
      .wake()
      .catch(() => undefined);
  }

  rest(): void {
    this.#share?.rest();
  }

  dispose(): void {
    this.#nodes?.dispose();
    this.#nodes = null;
    this.#share?.release();
    this.#share = null;
  }

  #ensureShare(): ContextShare {
    return (this.#share ??= new ContextShare());
  }
}
