/** Addresses of test media; the routes are described in `media-server.mjs`. */

declare global {
  /** The origin of the media server, injected into every test page. */
  var TEST_MEDIA_ORIGIN: string;
}

/**
 * One request that the media server has seen. `range` and `origin` are the headers' values; `over`:
 * all of the answer was sent, or nobody takes it any more.
 */
export interface SeenRequest {
  readonly over: boolean;
  readonly method: string;
  readonly path: string;
  readonly range?: string;
  readonly origin?: string;
}

/** `route` like `cors/test/media/tone.wav?key=k`, served from the test page's own origin. */
export function sameOriginMedia(route: string): string {
  return new URL(`/media/${route}`, location.origin).href;
}

/** `route` like `cors/test/media/tone.wav?key=k`, served from another origin. */
export function crossOriginMedia(route: string): string {
  return new URL(`/${route}`, TEST_MEDIA_ORIGIN).href;
}

/** The requests that carried `?key=` so far, in their order, for the origin of `mediaUrl`. */
export async function seenRequests(mediaUrl: string, key: string): Promise<SeenRequest[]> {
  const sameOrigin = new URL(mediaUrl).origin === location.origin;
  const route = `log?key=${encodeURIComponent(key)}`;
  const response = await fetch(sameOrigin ? sameOriginMedia(route) : crossOriginMedia(route));
  return (await response.json()) as SeenRequest[];
}
