import { MEDIA_ERROR, type MediaErrorCode, type PlaybackError } from '../engine/audio-engine.ts';

/** The engine's error as the `MediaError` that code written for `<audio>` reads. */
export class PlayerMediaError implements MediaError {
  readonly MEDIA_ERR_ABORTED = MEDIA_ERROR.ABORTED;
  readonly MEDIA_ERR_NETWORK = MEDIA_ERROR.NETWORK;
  readonly MEDIA_ERR_DECODE = MEDIA_ERROR.DECODE;
  readonly MEDIA_ERR_SRC_NOT_SUPPORTED = MEDIA_ERROR.SRC_NOT_SUPPORTED;

  readonly #cause: PlaybackError;

  constructor(cause: PlaybackError) {
    this.#cause = cause;
  }

  get code(): MediaErrorCode {
    return this.#cause.code;
  }

  /** One plain sentence that can be shown as it is. */
  get message(): string {
    return this.#cause.message;
  }

  /** True when it was made of this very error. */
  reports(error: PlaybackError): boolean {
    return this.#cause === error;
  }
}
