const BLOCK_BYTES = 65536;

interface Block {
  readonly bytes: Uint8Array;
  /** The part that is filled, `[from, to)` inside the block. */
  from: number;
  to: number;
}

/**
 * Bytes of one file in blocks of 64 KB. Above the budget the blocks that were not used for longest
 * go. Offsets are bytes of the file.
 */
export class ByteCache {
  readonly #budgetBlocks: number;
  /** By block number, least recently used first. */
  readonly #blocks = new Map<number, Block>();

  /** @param budgetBytes what it holds at most, rounded up to whole blocks */
  constructor(budgetBytes: number) {
    this.#budgetBlocks = Math.ceil(budgetBytes / BLOCK_BYTES);
  }

  put(offset: number, bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const number = Math.floor((offset + done) / BLOCK_BYTES);
      const from = offset + done - number * BLOCK_BYTES;
      const part = bytes.subarray(done, done + BLOCK_BYTES - from);
      this.#fill(number, from, part);
      done += part.length;
    }
  }

  /** How many bytes from `offset` on are here, up to `limit`. */
  available(offset: number, limit: number): number {
    let count = 0;
    while (count < limit) {
      const number = Math.floor((offset + count) / BLOCK_BYTES);
      const at = offset + count - number * BLOCK_BYTES;
      const block = this.#blocks.get(number);
      if (block === undefined || at < block.from || at >= block.to) break;
      count += block.to - at;
      if (block.to < BLOCK_BYTES) break;
    }
    return Math.min(count, limit);
  }

  /** A copy of `[start, end)`, which must be available. */
  copy(start: number, end: number): Uint8Array {
    const out = new Uint8Array(end - start);
    for (let done = 0; done < out.length;) {
      const number = Math.floor((start + done) / BLOCK_BYTES);
      const block = this.#blocks.get(number);
      if (block === undefined) throw new RangeError('bytes that are not in the cache');
      this.#touch(number, block);
      const at = start + done - number * BLOCK_BYTES;
      const part = block.bytes.subarray(at, Math.min(block.to, at + out.length - done));
      if (part.length === 0) throw new RangeError('bytes that are not in the cache');
      out.set(part, done);
      done += part.length;
    }
    return out;
  }

  /** What is here, as disjoint `[start, end)` in order. */
  spans(): [number, number][] {
    const spans: [number, number][] = [];
    for (const number of [...this.#blocks.keys()].sort((a, b) => a - b)) {
      const { from, to } = this.#blocks.get(number)!;
      const start = number * BLOCK_BYTES + from;
      const last = spans.at(-1);
      if (last?.[1] === start) last[1] = number * BLOCK_BYTES + to;
      else spans.push([start, number * BLOCK_BYTES + to]);
    }
    return spans;
  }

  #fill(number: number, from: number, part: Uint8Array): void {
    const to = from + part.length;
    let block = this.#blocks.get(number);
    if (block === undefined) {
      block = { bytes: new Uint8Array(BLOCK_BYTES), from, to };
    } else if (from <= block.to && to >= block.from) {
      block.from = Math.min(block.from, from);
      block.to = Math.max(block.to, to);
    } else {
      // Two islands in a block: the newer one stays.
      block.from = from;
      block.to = to;
    }
    block.bytes.set(part, from);
    this.#touch(number, block);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#budgetBlocks) break;
      this.#blocks.delete(oldest);
    }
  }

  #touch(number: number, block: Block): void {
    this.#blocks.delete(number);
    this.#blocks.set(number, block);
  }
}
