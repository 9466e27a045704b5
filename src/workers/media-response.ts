/** What a response says about the bytes that it carries. */
export interface BodyPlace {
  /** Offset in the file of the body's first byte. */
  readonly start: number;
  /** Bytes of the whole file; null when the server does not tell. */
  readonly totalBytes: number | null;
  /** The server sent the part that was asked for. */
  readonly partial: boolean;
}

/**
 * Where a body lies in its file. A server may answer 200 to a range request, and hide Content-Range
 * from other origins, while Content-Length stays readable (Fetch standard, "CORS-safelisted
 * response-header name").
 *
 * @param askedFrom offset of the range that was asked for
 */
export function placeOfBody(response: Response, askedFrom: number): BodyPlace {
  const partial = response.status === 206;
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(response.headers.get('Content-Range') ?? '');
  const start = partial ? Number(range?.[1] ?? askedFrom) : 0;
  if (range !== null && range[3] !== '*') return { start, totalBytes: Number(range[3]), partial };
  const length = response.headers.get('Content-Length');
  // With a content coding the length counts other bytes than those that are read.
  const coded = response.headers.has('Content-Encoding');
  const known = length !== null && !coded && range === null;
  return { start, totalBytes: known ? start + Number(length) : null, partial };
}

/** Whether the same request may go well later (RFC 9110: 408, 429 and the server's own faults). */
export function mayRecover(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/**
 * Whether a server of broadcasts sent this (Icecast and SHOUTcast mark their answers, which other
 * origins see if the server exposes it). Its connections have no end but a broken one.
 */
export function isBroadcast({ headers }: Response): boolean {
  return [...headers.keys()].some((name) => name.startsWith('icy-'));
}

const HEAD_BYTES = 4096;

/**
 * The first bytes of what a server sends without a length. They tell, when it is asked again, a file
 * that begins again from a live stream that has gone on meanwhile.
 */
export class BodyHead {
  #bytes = new Uint8Array(0);

  /** @param first the first bytes of a body; those of the first one are kept */
  repeats(first: Uint8Array): boolean {
    if (this.#bytes.length === 0) this.#bytes = first.slice(0, HEAD_BYTES);
    return this.#bytes.every((byte, index) => index >= first.length || first[index] === byte);
  }
}
