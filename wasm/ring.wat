;; A wait-free ring of stereo float32 frames: one producer thread, one consumer thread.
;;
;; Usage: each side instantiates this module over the same shared memory and passes the byte offset
;; of the ring's control block. The producer alone calls `ring_write*`, the consumer alone calls
;; `ring_read*` and `ring_skip`; `ring_fill`, `ring_space` and `ring_peek_mono` are for anybody.
;;
;; Memory map of the control block (src/engine/memory-layout.ts):
;;   RING_WRITE, RING_OVERRUNS, RING_SURE_SPACE     written by the producer
;;   RING_READ, RING_UNDERRUNS, RING_SURE_FILL      written by the consumer
;;   RING_DATA, RING_CAPACITY, RING_HISTORY   written once by `initRing`
;; Frames lie at RING_DATA, 8 bytes each: [left right]. Indices count frames since the ring began
;; and wrap at 2^32; the capacity is a power of two, so `index and (capacity - 1)` is the place.
;;
;; Contract: frames are copied first and one atomic store of the index publishes them last, so a
;; side that sees an index sees the frames behind it. The other side's index may be stale, which
;; only makes the fill look smaller to the consumer and the space look smaller to the producer. So
;; each side remembers what it saw last and looks again only when that is used up: a look at a cache
;; line that the other side has just written costs more than copying a chunk. The producer never
;; touches the RING_HISTORY frames behind the read index.
(module
  (import "engine" "memory" (memory 1 65536 shared))

  ;; ---- helpers -------------------------------------------------------------------------------

  ;; byte address of the frame at an absolute index
  (func $frame-address (param $ring i32) (param $index i32) (result i32)
    (i32.add
      (i32.load offset=128 (;=RING_DATA;) (local.get $ring))
      (i32.mul
        (i32.and
          (local.get $index)
          (i32.sub (i32.load offset=132 (;=RING_CAPACITY;) (local.get $ring)) (i32.const 1)))
        (i32.const 8 (;=FRAME_BYTES;)))))

  ;; how many of `frames` frames from `index` on lie before the end of the data
  (func $frames-before-wrap (param $ring i32) (param $index i32) (param $frames i32) (result i32)
    (local $capacity i32)
    (local.set $capacity (i32.load offset=132 (;=RING_CAPACITY;) (local.get $ring)))
    (call $min
      (local.get $frames)
      (i32.sub
        (local.get $capacity)
        (i32.and (local.get $index) (i32.sub (local.get $capacity) (i32.const 1))))))

  (func $min (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.lt_u (local.get $a) (local.get $b))))

  (func $bytes (param $frames i32) (result i32)
    (i32.mul (local.get $frames) (i32.const 8 (;=FRAME_BYTES;))))

  ;; the producer's side: room for `frames`, less if there is not so much; a shortfall is counted
  (func $claim-space (param $ring i32) (param $frames i32) (result i32)
    (local $sure i32)
    (local.set $sure (i32.load offset=260 (;=RING_SURE_SPACE;) (local.get $ring)))
    (if (i32.gt_u (local.get $frames) (local.get $sure))
      (then (local.set $sure (call $ring-space (local.get $ring)))))
    (if (i32.gt_u (local.get $frames) (local.get $sure))
      (then
        (i32.atomic.store offset=256 (;=RING_OVERRUNS;)
          (local.get $ring)
          (i32.add
            (i32.load offset=256 (;=RING_OVERRUNS;) (local.get $ring))
            (i32.sub (local.get $frames) (local.get $sure))))
        (local.set $frames (local.get $sure))))
    (i32.store offset=260 (;=RING_SURE_SPACE;)
      (local.get $ring)
      (i32.sub (local.get $sure) (local.get $frames)))
    (local.get $frames))

  ;; the consumer's side: `frames`, less if so many are not there; a shortfall is counted
  (func $claim-frames (param $ring i32) (param $frames i32) (result i32)
    (local $sure i32)
    (local.set $sure (i32.load offset=324 (;=RING_SURE_FILL;) (local.get $ring)))
    (if (i32.gt_u (local.get $frames) (local.get $sure))
      (then (local.set $sure (call $ring-fill (local.get $ring)))))
    (if (i32.gt_u (local.get $frames) (local.get $sure))
      (then
        (i32.atomic.store offset=320 (;=RING_UNDERRUNS;)
          (local.get $ring)
          (i32.add
            (i32.load offset=320 (;=RING_UNDERRUNS;) (local.get $ring))
            (i32.sub (local.get $frames) (local.get $sure))))
        (local.set $frames (local.get $sure))))
    (i32.store offset=324 (;=RING_SURE_FILL;)
      (local.get $ring)
      (i32.sub (local.get $sure) (local.get $frames)))
    (local.get $frames))

  ;; dst[i] = [left[i] right[i]], without a wrap
  (func $interleave (param $left i32) (param $right i32) (param $dst i32) (param $frames i32)
    (local $end i32) (local $quad-end i32) (local $l v128) (local $r v128)
    (local.set $end (i32.add (local.get $dst) (call $bytes (local.get $frames))))
    (local.set $quad-end
      (i32.add (local.get $dst) (call $bytes (i32.and (local.get $frames) (i32.const -4)))))
    (block $quads-done
      (loop $quads
        (br_if $quads-done (i32.eq (local.get $dst) (local.get $quad-end)))
        (local.set $l (v128.load align=4 (local.get $left)))
        (local.set $r (v128.load align=4 (local.get $right)))
        ;; [l0 r0 l1 r1] [l2 r2 l3 r3]
        (v128.store align=4 (local.get $dst)
          (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $l) (local.get $r)))
        (v128.store align=4 (i32.add (local.get $dst) (i32.const 16))
          (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
            (local.get $l) (local.get $r)))
        (local.set $left (i32.add (local.get $left) (i32.const 16)))
        (local.set $right (i32.add (local.get $right) (i32.const 16)))
        (local.set $dst (i32.add (local.get $dst) (i32.const 32)))
        (br $quads)))
    (block $done
      (loop $frame
        (br_if $done (i32.eq (local.get $dst) (local.get $end)))
        (f32.store (local.get $dst) (f32.load (local.get $left)))
        (f32.store (i32.add (local.get $dst) (i32.const 4)) (f32.load (local.get $right)))
        (local.set $left (i32.add (local.get $left) (i32.const 4)))
        (local.set $right (i32.add (local.get $right) (i32.const 4)))
        (local.set $dst (i32.add (local.get $dst) (i32.const 8 (;=FRAME_BYTES;))))
        (br $frame))))

  ;; [left[i] right[i]] = src[i], without a wrap
  (func $deinterleave (param $src i32) (param $left i32) (param $right i32) (param $frames i32)
    (local $end i32) (local $quad-end i32) (local $a v128) (local $b v128)
    (local.set $end (i32.add (local.get $src) (call $bytes (local.get $frames))))
    (local.set $quad-end
      (i32.add (local.get $src) (call $bytes (i32.and (local.get $frames) (i32.const -4)))))
    (block $quads-done
      (loop $quads
        (br_if $quads-done (i32.eq (local.get $src) (local.get $quad-end)))
        ;; a = [l0 r0 l1 r1], b = [l2 r2 l3 r3]
        (local.set $a (v128.load align=4 (local.get $src)))
        (local.set $b (v128.load align=4 (i32.add (local.get $src) (i32.const 16))))
        ;; [l0 l1 l2 l3] and [r0 r1 r2 r3]
        (v128.store align=4 (local.get $left)
          (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $a) (local.get $b)))
        (v128.store align=4 (local.get $right)
          (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $a) (local.get $b)))
        (local.set $left (i32.add (local.get $left) (i32.const 16)))
        (local.set $right (i32.add (local.get $right) (i32.const 16)))
        (local.set $src (i32.add (local.get $src) (i32.const 32)))
        (br $quads)))
    (block $done
      (loop $frame
        (br_if $done (i32.eq (local.get $src) (local.get $end)))
        (f32.store (local.get $left) (f32.load (local.get $src)))
        (f32.store (local.get $right) (f32.load (i32.add (local.get $src) (i32.const 4))))
        (local.set $left (i32.add (local.get $left) (i32.const 4)))
        (local.set $right (i32.add (local.get $right) (i32.const 4)))
        (local.set $src (i32.add (local.get $src) (i32.const 8 (;=FRAME_BYTES;))))
        (br $frame))))

  ;; dst[i] = (left + right) / 2 of src[i], without a wrap
  (func $mix-down (param $src i32) (param $dst i32) (param $frames i32)
    (local $end i32) (local $quad-end i32) (local $a v128) (local $b v128)
    (local.set $end (i32.add (local.get $src) (call $bytes (local.get $frames))))
    (local.set $quad-end
      (i32.add (local.get $src) (call $bytes (i32.and (local.get $frames) (i32.const -4)))))
    (block $quads-done
      (loop $quads
        (br_if $quads-done (i32.eq (local.get $src) (local.get $quad-end)))
        (local.set $a (v128.load align=4 (local.get $src)))
        (local.set $b (v128.load align=4 (i32.add (local.get $src) (i32.const 16))))
        ;; ([l0 l1 l2 l3] + [r0 r1 r2 r3]) / 2
        (v128.store align=4 (local.get $dst)
          (f32x4.mul
            (f32x4.add
              (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27
                (local.get $a) (local.get $b))
              (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31
                (local.get $a) (local.get $b)))
            (v128.const f32x4 0.5 0.5 0.5 0.5)))
        (local.set $src (i32.add (local.get $src) (i32.const 32)))
        (local.set $dst (i32.add (local.get $dst) (i32.const 16)))
        (br $quads)))
    (block $done
      (loop $frame
        (br_if $done (i32.eq (local.get $src) (local.get $end)))
        (f32.store (local.get $dst)
          (f32.mul
            (f32.add
              (f32.load (local.get $src))
              (f32.load (i32.add (local.get $src) (i32.const 4))))
            (f32.const 0.5)))
        (local.set $src (i32.add (local.get $src) (i32.const 8 (;=FRAME_BYTES;))))
        (local.set $dst (i32.add (local.get $dst) (i32.const 4)))
        (br $frame))))

  ;; ---- exports: producer ---------------------------------------------------------------------

  ;; Appends interleaved frames; returns how many found room.
  (func (export "ring_write")
    (param $ring i32) (param $src i32) (param $frames i32) (result i32)
    (local $index i32) (local $first i32)
    (local.set $frames (call $claim-space (local.get $ring) (local.get $frames)))
    (local.set $index (i32.load offset=0 (;=RING_WRITE;) (local.get $ring)))
    (local.set $first
      (call $frames-before-wrap (local.get $ring) (local.get $index) (local.get $frames)))
    (memory.copy
      (call $frame-address (local.get $ring) (local.get $index))
      (local.get $src)
      (call $bytes (local.get $first)))
    ;; the rest, if the frames wrap, at the start of the data
    (if (i32.ne (local.get $first) (local.get $frames))
      (then
        (memory.copy
          (i32.load offset=128 (;=RING_DATA;) (local.get $ring))
          (i32.add (local.get $src) (call $bytes (local.get $first)))
          (call $bytes (i32.sub (local.get $frames) (local.get $first))))))
    (i32.atomic.store offset=0 (;=RING_WRITE;)
      (local.get $ring)
      (i32.add (local.get $index) (local.get $frames)))
    (local.get $frames))

  ;; Appends frames whose channels lie apart; returns how many found room.
  (func (export "ring_write_planar")
    (param $ring i32) (param $left i32) (param $right i32) (param $frames i32) (result i32)
    (local $index i32) (local $first i32) (local $first-bytes i32)
    (local.set $frames (call $claim-space (local.get $ring) (local.get $frames)))
    (local.set $index (i32.load offset=0 (;=RING_WRITE;) (local.get $ring)))
    (local.set $first
      (call $frames-before-wrap (local.get $ring) (local.get $index) (local.get $frames)))
    (call $interleave
      (local.get $left)
      (local.get $right)
      (call $frame-address (local.get $ring) (local.get $index))
      (local.get $first))
    (local.set $first-bytes (i32.mul (local.get $first) (i32.const 4)))
    (call $interleave
      (i32.add (local.get $left) (local.get $first-bytes))
      (i32.add (local.get $right) (local.get $first-bytes))
      (i32.load offset=128 (;=RING_DATA;) (local.get $ring))
      (i32.sub (local.get $frames) (local.get $first)))
    (i32.atomic.store offset=0 (;=RING_WRITE;)
      (local.get $ring)
      (i32.add (local.get $index) (local.get $frames)))
    (local.get $frames))

  ;; ---- exports: consumer ---------------------------------------------------------------------

  ;; Takes interleaved frames; returns how many there were.
  (func (export "ring_read")
    (param $ring i32) (param $dst i32) (param $frames i32) (result i32)
    (local $index i32) (local $first i32)
    (local.set $frames (call $claim-frames (local.get $ring) (local.get $frames)))
    (local.set $index (i32.load offset=64 (;=RING_READ;) (local.get $ring)))
    (local.set $first
      (call $frames-before-wrap (local.get $ring) (local.get $index) (local.get $frames)))
    (memory.copy
      (local.get $dst)
      (call $frame-address (local.get $ring) (local.get $index))
      (call $bytes (local.get $first)))
    (if (i32.ne (local.get $first) (local.get $frames))
      (then
        (memory.copy
          (i32.add (local.get $dst) (call $bytes (local.get $first)))
          (i32.load offset=128 (;=RING_DATA;) (local.get $ring))
          (call $bytes (i32.sub (local.get $frames) (local.get $first))))))
    (i32.atomic.store offset=64 (;=RING_READ;)
      (local.get $ring)
      (i32.add (local.get $index) (local.get $frames)))
    (local.get $frames))

  ;; Takes frames into two channels that lie apart; returns how many there were.
  (func (export "ring_read_planar")
    (param $ring i32) (param $left i32) (param $right i32) (param $frames i32) (result i32)
    (local $index i32) (local $first i32) (local $first-bytes i32)
    (local.set $frames (call $claim-frames (local.get $ring) (local.get $frames)))
    (local.set $index (i32.load offset=64 (;=RING_READ;) (local.get $ring)))
    (local.set $first
      (call $frames-before-wrap (local.get $ring) (local.get $index) (local.get $frames)))
    (call $deinterleave
      (call $frame-address (local.get $ring) (local.get $index))
      (local.get $left)
      (local.get $right)
      (local.get $first))
    (local.set $first-bytes (i32.mul (local.get $first) (i32.const 4)))
    (call $deinterleave
      (i32.load offset=128 (;=RING_DATA;) (local.get $ring))
      (i32.add (local.get $left) (local.get $first-bytes))
      (i32.add (local.get $right) (local.get $first-bytes))
      (i32.sub (local.get $frames) (local.get $first)))
    (i32.atomic.store offset=64 (;=RING_READ;)
      (local.get $ring)
      (i32.add (local.get $index) (local.get $frames)))
    (local.get $frames))

  ;; Moves the read index on to an absolute index without reading. An index that is not between the
  ;; read and the write index is ignored: the frames behind the read index may be gone already.
  (func (export "ring_skip") (param $ring i32) (param $index i32)
    (if (i32.le_u
          (i32.sub
            (local.get $index)
            (i32.load offset=64 (;=RING_READ;) (local.get $ring)))
          (call $ring-fill (local.get $ring)))
      (then
        ;; what was sure was so from the old index on
        (i32.store offset=324 (;=RING_SURE_FILL;) (local.get $ring) (i32.const 0))
        (i32.atomic.store offset=64 (;=RING_READ;) (local.get $ring) (local.get $index)))))

  ;; ---- exports: anybody ----------------------------------------------------------------------

  ;; Frames that can be read. The read index is loaded first: seen from a third thread the fill may
  ;; be too large by what was read meanwhile, never negative.
  (func $ring-fill (export "ring_fill") (param $ring i32) (result i32)
    (local $read i32)
    (local.set $read (i32.atomic.load offset=64 (;=RING_READ;) (local.get $ring)))
    (i32.sub (i32.atomic.load offset=0 (;=RING_WRITE;) (local.get $ring)) (local.get $read)))

  ;; Frames that can be written: capacity - history - fill. Exact or too small for the producer.
  (func $ring-space (export "ring_space") (param $ring i32) (result i32)
    (i32.sub
      (i32.sub
        (i32.load offset=132 (;=RING_CAPACITY;) (local.get $ring))
        (i32.load offset=136 (;=RING_HISTORY;) (local.get $ring)))
      (call $ring-fill (local.get $ring))))

  ;; Copies the mean of both channels of the `frames` frames that end before absolute index `end`.
  ;; They must lie within the history or the fill; `frames` is at most the capacity. What lies
  ;; before the ring's first frame is whatever the data held (zeros after `initRing`).
  (func (export "ring_peek_mono")
    (param $ring i32) (param $end i32) (param $dst i32) (param $frames i32)
    (local $index i32) (local $first i32)
    (local.set $index (i32.sub (local.get $end) (local.get $frames)))
    (local.set $first
      (call $frames-before-wrap (local.get $ring) (local.get $index) (local.get $frames)))
    (call $mix-down
      (call $frame-address (local.get $ring) (local.get $index))
      (local.get $dst)
      (local.get $first))
    (call $mix-down
      (i32.load offset=128 (;=RING_DATA;) (local.get $ring))
      (i32.add (local.get $dst) (i32.mul (local.get $first) (i32.const 4)))
      (i32.sub (local.get $frames) (local.get $first))))
)
