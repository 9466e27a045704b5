/** How files are asked for and which threads may be used. */
export interface EngineSettings {
  readonly preload: 'none' | 'metadata' | 'auto';
  /** null: CORS first, then without. */
  readonly crossOrigin: 'anonymous' | 'use-credentials' | null;
  /** 0 never uses threads. */
  readonly workers: 'auto' | number;
  /** Base URL of the worker files, for pages whose policy forbids blob workers; null: beside this module. */
  readonly assets: string | null;
  /**
   * URL of precomputed peaks, absolute; null: the overview is decoded. A JSON file of audiowaveform
   * (version 2), or an array of numbers from 0 to 1. Applies to the current file, too.
   */
  readonly peaksSrc: string | null;
}
