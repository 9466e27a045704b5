interface Place {
  readonly frame: number;
  readonly offset: number;
}

/**
 * Where frames lie among the bytes of a file: as many places as were seen, thinned out to one a
 * stretch, so that an hour takes some tens of kilobytes.
 */
export class PlaceIndex {
  readonly #spacingFrames: number;
  #places: Place[] = [];

  constructor(spacingFrames: number) {
    this.#spacingFrames = spacingFrames;
  }

  /** The furthest place that is known. */
  get last(): Place | undefined {
    return this.#places.at(-1);
  }

  add(frame: number, offset: number): void {
    const next = this.#places.findIndex((place) => place.frame >= frame - this.#spacingFrames);
    const near = this.#places[next];
    if (near === undefined) this.#places.push({ frame, offset });
    else if (near.frame > frame + this.#spacingFrames)
      this.#places.splice(next, 0, { frame, offset });
  }

  /** The last known place at or before `frame`. */
  before(frame: number): Place | undefined {
    return this.#places.findLast((place) => place.frame <= frame);
  }

  /** The frame at byte `offset`: between known places in proportion, behind them at their mean rate. */
  frameAt(offset: number, endOffset: number | null, endFrame: number | null): number {
    const [first] = this.#places;
    if (first === undefined || offset <= first.offset) return first?.frame ?? 0;
    const low = this.#places.findLast((place) => place.offset <= offset) ?? first;
    const known = this.#places.find((place) => place.offset > offset);
    const end =
      endOffset !== null && endFrame !== null && endOffset > low.offset
        ? { frame: endFrame, offset: endOffset }
        : undefined;
    const high = known ?? end;
    const from = high === undefined ? first : low;
    const to = high ?? low;
    if (to.offset === from.offset) return low.frame;
    const framesPerByte = (to.frame - from.frame) / (to.offset - from.offset);
    return low.frame + (offset - low.offset) * framesPerByte;
  }
}
