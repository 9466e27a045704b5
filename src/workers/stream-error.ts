import type { StreamFailure } from '../engine/protocol.ts';

/** A file that can't be read or decoded, told apart by what another mode could make of it. */
export class StreamError extends Error {
  readonly failure: StreamFailure;

  constructor(failure: StreamFailure, message: string) {
    super(message);
    this.name = 'StreamError';
    this.failure = failure;
  }
}

/** What was thrown, as a StreamError: its own, or `failure` in its words. */
export function asStreamError(error: unknown, failure: StreamFailure): StreamError {
  if (error instanceof StreamError) return error;
  return new StreamError(failure, error instanceof Error ? error.message : String(error));
}
