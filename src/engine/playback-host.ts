import type { Backend, BackendListener, PlaybackSettings, Resource } from './backend.ts';
import type { EngineState } from './engine-state.ts';

/** What the owner of a playback provides. */
export interface PlaybackHost {
  readonly state: EngineState;
  /** The settings in force. */
  settings(): PlaybackSettings;
  /** How files are asked for, and whether threads may be used. */
  access(): {
    readonly crossOrigin: Resource['crossOrigin'];
    readonly preload: Resource['preload'];
    readonly workers: 'auto' | number;
  };
  /** Makes a backend of a mode; the owner keeps what outlives it. */
  createBackend(mode: Backend['mode'], listener: BackendListener): Backend;
  /** Wakes the audio output: from within the user's gesture, which no loading outlasts. */
  wake(): void;
  /** Lets it sleep again; a backend that plays wakes it for itself. */
  rest(): void;
}
