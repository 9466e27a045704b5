import { pageSink, sharedContext } from './shared-context.ts';

/** As browsers have it that can choose the device of a context. */
interface ContextWithSink {
  setSinkId?(sinkId: string): Promise<void>;
}

/**
 * Chooses the device on which every player of the page is heard: they share one audio context.
 * Plain elements (`native`) follow with their next play.
 *
 * @param sinkId as `enumerateDevices()` tells it; empty: the default device
 * @throws {DOMException} rejects with NotFoundError, NotAllowedError, or NotSupportedError where the
 *   browser can't choose the device of an audio context
 */
export async function setPageSink(sinkId: string): Promise<void> {
  if (!('setSinkId' in AudioContext.prototype)) {
    throw new DOMException(
      'This browser can’t choose the device of an audio context.',
      'NotSupportedError',
    );
  }
  // Tells whether there is such a device and the page may use it, also before there is a context.
  await new Audio().setSinkId(sinkId);
  await (sharedContext() as ContextWithSink | null)?.setSinkId?.(sinkId);
  pageSink.id = sinkId;
}
