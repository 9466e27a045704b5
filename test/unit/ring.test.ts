import { expect } from '@open-wc/testing';
import { createRingKernel } from '../../src/engine/kernels/ring.ts';
import { LAYOUT } from '../../src/engine/memory-layout.ts';
import { initRing, RingBuffer } from '../../src/engine/ring-buffer.ts';
import ringBytes from '../../wasm/ring.wat';

const RING = LAYOUT.RING_A;
const CAPACITY = 64;
const HISTORY = 16;
const ROOM = CAPACITY - HISTORY;
/** Data with a guard on both sides, and buffers far from it. */
const DATA = LAYOUT.RING_A_DATA + 1024;
const GUARD_BYTES = 256;
const SRC = LAYOUT.USER_REGION;
const DST = LAYOUT.USER_REGION + 4096;
const RIGHT = 2048;
const CANARY = 0x7a;

const module = new WebAssembly.Module(ringBytes);
const memory = new WebAssembly.Memory({ initial: 128, maximum: 128, shared: true });
const kernel = createRingKernel(module, memory);
const bytes = new Uint8Array(memory.buffer);
const words = new Uint32Array(memory.buffer);
const floats = new Float32Array(memory.buffer);

/** A ring whose both indices stand at `index`. */
function ringAt(index: number): RingBuffer {
  bytes.fill(CANARY, DATA - GUARD_BYTES, DATA + CAPACITY * 8 + GUARD_BYTES);
  initRing(memory, RING, DATA, CAPACITY, HISTORY);
  words[(RING + LAYOUT.RING_WRITE) / 4] = index;
  words[(RING + LAYOUT.RING_READ) / 4] = index;
  return new RingBuffer(memory, RING);
}

/** Frame n of the endless test signal: a different number on each channel. */
const left = (n: number): number => n + 0.25;
const right = (n: number): number => -n;

function putInterleaved(first: number, frames: number): void {
  for (let i = 0; i < frames; i += 1) {
    floats[SRC / 4 + 2 * i] = left(first + i);
    floats[SRC / 4 + 2 * i + 1] = right(first + i);
  }
}

function putPlanar(first: number, frames: number): void {
  for (let i = 0; i < frames; i += 1) {
    floats[SRC / 4 + i] = left(first + i);
    floats[(SRC + RIGHT) / 4 + i] = right(first + i);
  }
}

/** What was read, as [left, right] per frame, and a canary behind it. */
function taken(planar: boolean, frames: number): [number, number][] {
  const at = DST / 4;
  return Array.from({ length: frames }, (_, i) =>
    planar
      ? [floats[at + i]!, floats[at + RIGHT / 4 + i]!]
      : [floats[at + 2 * i]!, floats[at + 2 * i + 1]!],
  );
}

const expected = (first: number, frames: number): [number, number][] =>
  Array.from({ length: frames }, (_, i) => [left(first + i), right(first + i)]);

function expectGuards(): void {
  const before = bytes.subarray(DATA - GUARD_BYTES, DATA);
  const behind = bytes.subarray(DATA + CAPACITY * 8, DATA + CAPACITY * 8 + GUARD_BYTES);
  expect([...before, ...behind].every((byte) => byte === CANARY)).to.equal(true);
}

function write(planar: boolean, first: number, frames: number): number {
  if (!planar) {
    putInterleaved(first, frames);
    return kernel.ring_write(RING, SRC, frames);
  }
  putPlanar(first, frames);
  return kernel.ring_write_planar(RING, SRC, SRC + RIGHT, frames);
}

function read(planar: boolean, frames: number): number {
  bytes.fill(CANARY, DST, DST + 2 * RIGHT);
  const count = planar
    ? kernel.ring_read_planar(RING, DST, DST + RIGHT, frames)
    : kernel.ring_read(RING, DST, frames);
  const end = planar ? DST + count * 4 : DST + count * 8;
  expect(bytes[end], 'the byte behind what was read').to.equal(CANARY);
  if (planar) expect(bytes[DST + RIGHT + count * 4]).to.equal(CANARY);
  return count;
}

describe('the ring kernel', () => {
  for (const planarIn of [false, true]) {
    for (const planarOut of [false, true]) {
      const name = `${planarIn ? 'planar' : 'interleaved'} in, ${planarOut ? 'planar' : 'interleaved'} out`;
      it(`hands on every frame in every chunk size at every place: ${name}`, () => {
        for (let chunk = 1; chunk <= ROOM; chunk += 1) {
          const ring = ringAt(2 ** 32 - 3 * CAPACITY);
          let next = 0;
          // Twice around the data and over 2^32.
          while (next < 6 * CAPACITY) {
            expect(write(planarIn, next, chunk)).to.equal(chunk);
            expect(ring.fillFrames).to.equal(chunk);
            expect(read(planarOut, chunk)).to.equal(chunk);
            expect(taken(planarOut, chunk)).to.deep.equal(expected(next, chunk));
            next += chunk;
          }
          expect(ring.overruns + ring.underruns).to.equal(0);
          expectGuards();
        }
      });
    }
  }

  it('hands on every bit, NaN and denormals too, from and to any multiple of 4 bytes', () => {
    const patterns = [0x7fc12345, 0xffa00001, 0x7f800000, 0xff800000, 1, 0x80000000, 0x807fffff];
    const frames = 28;
    const sample = (n: number): number => patterns[n % 7]! + n;
    for (const planarIn of [false, true]) {
      for (const planarOut of [false, true]) {
        for (const shift of [0, 4, 8, 12]) {
          ringAt(2 ** 32 - 13);
          const [src, dst] = [SRC + shift, DST + 16 + ((shift + 4) % 16)];
          // Sample 2 n is the left one of frame n.
          const place = (at: number, planar: boolean, n: number): number =>
            planar ? (at + (n % 2) * RIGHT) / 4 + (n >> 1) : at / 4 + n;
          for (let n = 0; n < 2 * frames; n += 1) words[place(src, planarIn, n)] = sample(n);
          bytes.fill(CANARY, DST, DST + 2 * RIGHT);
          if (planarIn) kernel.ring_write_planar(RING, src, src + RIGHT, frames);
          else kernel.ring_write(RING, src, frames);
          if (planarOut) kernel.ring_read_planar(RING, dst, dst + RIGHT, frames);
          else kernel.ring_read(RING, dst, frames);
          for (let n = 0; n < 2 * frames; n += 1) {
            expect(words[place(dst, planarOut, n)]).to.equal(sample(n));
            expect(words[place(src, planarIn, n)]).to.equal(sample(n));
          }
          const ends = planarOut
            ? [dst - 1, dst + 4 * frames, dst + RIGHT - 1, dst + RIGHT + 4 * frames]
            : [dst - 1, dst + 8 * frames];
          expect(ends.map((at) => bytes[at])).to.deep.equal(ends.map(() => CANARY));
          expectGuards();
        }
      }
    }
  });

  it('gives what there is and counts what there is not', () => {
    const ring = ringAt(0);
    expect(kernel.ring_space(RING)).to.equal(ROOM);
    expect(write(false, 0, ROOM + 5)).to.equal(ROOM);
    expect(ring.overruns).to.equal(5);
    expect(kernel.ring_space(RING)).to.equal(0);
    expect(write(true, ROOM, 3)).to.equal(0);
    expect(ring.overruns).to.equal(8);
    expect(kernel.ring_fill(RING)).to.equal(ROOM);
    expect(read(false, ROOM + 2)).to.equal(ROOM);
    expect(taken(false, ROOM)).to.deep.equal(expected(0, ROOM));
    expect(read(true, 4)).to.equal(0);
    expect(ring.underruns).to.equal(6);
    expectGuards();
  });

  it('counts runs over 2^32 as well', () => {
    const ring = ringAt(2 ** 32 - 10);
    expect(write(false, 0, ROOM)).to.equal(ROOM);
    expect(ring.writeIndex).to.equal(ROOM - 10);
    expect(ring.fillFrames).to.equal(ROOM);
    expect(ring.spaceFrames).to.equal(0);
    expect(kernel.ring_fill(RING)).to.equal(ROOM);
    expect(write(false, 0, 1)).to.equal(0);
  });

  it('never overwrites the history', () => {
    const ring = ringAt(2 ** 32 - 100);
    let written = 0;
    let consumed = 0;
    for (let turn = 0; turn < 400; turn += 1) {
      written += write(turn % 2 === 0, written, ROOM);
      consumed += read(turn % 3 === 0, 1 + (turn % 29));
      const behind = Math.min(HISTORY, consumed);
      kernel.ring_peek_mono(RING, ring.readIndex, DST, behind);
      const seen = [...floats.subarray(DST / 4, DST / 4 + behind)];
      const first = consumed - behind;
      const mean = (n: number): number => (left(n) + right(n)) / 2;
      expect(seen).to.deep.equal(Array.from({ length: behind }, (_, i) => mean(first + i)));
    }
  });

  it('shows silence before the first frame', () => {
    const ring = ringAt(0);
    write(false, 1, 3);
    bytes.fill(CANARY, DST, DST + 64);
    kernel.ring_peek_mono(RING, ring.writeIndex, DST, 7);
    expect([...floats.subarray(DST / 4, DST / 4 + 7)]).to.deep.equal([
      0, 0, 0, 0, 0.125, 0.125, 0.125,
    ]);
    expect(bytes[DST + 28]).to.equal(CANARY);
  });

  it('shows any stretch of any length, wrapped or not', () => {
    const ring = ringAt(0);
    for (let written = 0; written < 2 * CAPACITY; written += 16) {
      write(false, written, 16);
      if (written % 64 === 48) continue;
      read(false, 16);
      const lengths = Math.min(HISTORY, written + 16);
      for (let frames = 0; frames <= lengths; frames += 1) {
        kernel.ring_peek_mono(RING, ring.readIndex, DST, frames);
        expect(floats[DST / 4 + frames - 1]! * Number(frames > 0)).to.equal(frames > 0 ? 0.125 : 0);
      }
      kernel.ring_skip(RING, ring.writeIndex);
    }
  });

  it('skips within the fill and nowhere else', () => {
    const ring = ringAt(2 ** 32 - 5);
    write(false, 0, 20);
    kernel.ring_skip(RING, (ring.readIndex + 12) >>> 0);
    expect(ring.readIndex).to.equal(7);
    expect(read(false, 8)).to.equal(8);
    expect(taken(false, 8)).to.deep.equal(expected(12, 8));
    kernel.ring_skip(RING, 3);
    expect(ring.readIndex, 'back').to.equal(15);
    kernel.ring_skip(RING, 16);
    expect(ring.readIndex, 'beyond the fill').to.equal(15);
    kernel.ring_skip(RING, 15);
    expect(ring.fillFrames).to.equal(0);
  });
});

describe('RingBuffer', () => {
  it('knows nothing of the fill after a skip', () => {
    const ring = ringAt(0);
    putInterleaved(0, 8);
    kernel.ring_write(RING, SRC, 8);
    // Now seven more frames are known to be there; the skip leaves two.
    kernel.ring_read(RING, DST, 1);
    kernel.ring_skip(RING, 6);
    expect(kernel.ring_read(RING, DST, 7)).to.equal(2);
    expect(taken(false, 2)).to.deep.equal([6, 7].map((n) => [left(n), right(n)]));
    expect(ring.fillFrames).to.equal(0);
  });

  it('stays right when kernel and view take turns on one side', () => {
    const ring = ringAt(2 ** 32 - 4);
    const chunk = new Float32Array(2);
    for (let n = 0; n < 3 * CAPACITY; n += 2) {
      putInterleaved(n, 1);
      expect(kernel.ring_write(RING, SRC, 1)).to.equal(1);
      expect(ring.write(Float32Array.of(left(n + 1), right(n + 1)))).to.equal(1);
      expect(kernel.ring_read(RING, DST, 1)).to.equal(1);
      expect(taken(false, 1)).to.deep.equal([[left(n), right(n)]]);
      expect(ring.read(chunk)).to.equal(1);
      expect([...chunk]).to.deep.equal([left(n + 1), right(n + 1)]);
    }
    expect(kernel.ring_read(RING, DST, 1)).to.equal(0);
    const room = CAPACITY - HISTORY;
    for (let n = 0; n < room; n += 1) ring.write(chunk);
    expect(kernel.ring_write(RING, SRC, 1)).to.equal(0);
  });

  it('refuses numbers that make no ring', () => {
    expect(() => initRing(memory, RING + 4, DATA, 64, 0)).to.throw(RangeError, /multiple of 64/);
    expect(() => initRing(memory, RING, DATA + 4, 64, 0)).to.throw(RangeError, /multiple of 8/);
    expect(() => initRing(memory, RING, DATA, 48, 0)).to.throw(RangeError, /power of two, not 48/);
    expect(() => initRing(memory, RING, DATA, 64, 64)).to.throw(RangeError, /0 to 63 frames/);
  });

  it('is the other side of the kernel', () => {
    const ring = ringAt(2 ** 32 - 40);
    const out = new Float32Array(2 * 31);
    for (let next = 0; next < 31 * 20; next += 31) {
      putInterleaved(next, 31);
      expect(ring.write(floats.slice(SRC / 4, SRC / 4 + 62))).to.equal(31);
      expect(read(true, 31)).to.equal(31);
      expect(taken(true, 31)).to.deep.equal(expected(next, 31));
      write(true, next, 31);
      expect(ring.read(out)).to.equal(31);
      putInterleaved(next, 31);
      expect(out).to.deep.equal(floats.slice(SRC / 4, SRC / 4 + 62));
    }
    expect(ring.read(out)).to.equal(0);
    expect(ring.underruns).to.equal(31);
    expect(ring.write(new Float32Array(2 * ROOM + 6))).to.equal(ROOM);
    expect(ring.overruns).to.equal(3);
    expectGuards();
  });

  it('says where a generation begins and when it is complete', () => {
    const ring = ringAt(0);
    write(false, 0, 9);
    ring.end();
    expect(ring.ended).to.equal(true);
    ring.beginGeneration(7);
    expect([ring.generation, ring.generationStart, ring.ended]).to.deep.equal([7, 9, false]);
    write(false, 100, 5);
    ring.end();
    kernel.ring_skip(RING, ring.generationStart);
    expect(read(false, 5)).to.equal(5);
    expect(taken(false, 5)).to.deep.equal(expected(100, 5));
    expect(ring.ended).to.equal(true);
  });
});
