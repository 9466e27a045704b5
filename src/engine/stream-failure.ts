import type { BackendFailure, FailureKind } from './backend.ts';
import type { StreamFailedMessage, StreamFailure } from './protocol.ts';
import { MEDIA_ERROR, type MediaErrorCode } from './snapshot.ts';

/** How a failed stream looks before and after its first sound, in the terms of `<audio>`. */
const FAILURES: Record<StreamFailure, { kind: FailureKind; code: MediaErrorCode }> = {
  http: { kind: 'file', code: MEDIA_ERROR.SRC_NOT_SUPPORTED },
  unreachable: { kind: 'denied', code: MEDIA_ERROR.SRC_NOT_SUPPORTED },
  network: { kind: 'file', code: MEDIA_ERROR.NETWORK },
  unsupported: { kind: 'mode', code: MEDIA_ERROR.SRC_NOT_SUPPORTED },
  decode: { kind: 'mode', code: MEDIA_ERROR.DECODE },
};

/**
 * What a backend says of a stream that broke.
 *
 * @param opened the file's metadata were known
 */
export function describeStreamFailure(
  { failure, error }: StreamFailedMessage,
  opened: boolean,
): BackendFailure {
  const sentences: Record<StreamFailure, string> = {
    http: `The file could not be loaded. ${error}`,
    unreachable:
      'The file could not be fetched: the network failed, or its server does not allow this page to read it.',
    network: `The network failed while the file was being loaded. ${error}`,
    unsupported: `The file is not audio that the threaded engine can read. ${error}`,
    decode: `The file is damaged and can’t be played further. ${error}`,
  };
  const { kind, code } = FAILURES[failure];
  const early = !opened && code === MEDIA_ERROR.NETWORK;
  return {
    kind,
    code: early ? MEDIA_ERROR.SRC_NOT_SUPPORTED : code,
    message: sentences[failure],
  };
}
