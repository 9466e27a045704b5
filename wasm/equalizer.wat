;; Eight-band equalizer: a cascade of trapezoidal state variable filters in double precision.
;;
;; Usage: `eq` is the byte offset of a region of EQ_BYTES; one thread at a time per region. The
;; wrapper (kernels/equalizer.ts) writes coefficients and steps, `eq_process` and `eq_process_mono`
;; take any number of frames, in place too, without latency. The result doesn't depend on how the
;; frames are cut into calls.
;;
;; Memory map of the region (src/engine/memory-layout.ts; a vector is [left right], f64x2):
;;   EQ_PREAMP EQ_PREAMP_STEP     vectors
;;   EQ_GLIDING EQ_GROUP_KINDS    words
;;   EQ_BANDS   8 records of vectors: coefficients, their steps a frame, state
;;   EQ_BLOCK   the block that is being worked on, a vector a frame
;;
;; A band that glides is the filter of svf-coefficients.ts with A1 = 2 a1, A2 = 2 a2, M1 = m1 / 2,
;; M2 = m2 / 2 and w = 2 v1, because its states keep their meaning while coefficients move:
;;   w = A1 ic1 + A2 (x - ic2);  ic1' = w - ic1;  ic2' = ic2 + G w
;;   y = M0 x + M1 w + M2 (ic2 + ic2')
;; A band that is settled is the same filter in p = ic1 / g - ic2, q = -ic1 / g - ic2:
;;   u = x + p;  p' = c1 u + q;  q' = p - c2 u;  y = m0 x + c3 u + c4 (p + q)
;;   c1 = 2 a1 (1 - g g),  c2 = 2 a1 (1 + g g),  c3 = a1 g (m1 + m2 g),  c4 = -m2 / 2
;; which needs the least arithmetic, and costs less accuracy than the float32 output has. It is
;; computed without p and with r = -q, so that each u waits for one multiply-add of the u before it:
;;   u' = C1 u + (x' - r);  r' = x - C2 u;  y = C3 u + (C5 x - C4 r)
;;   C1 = c1,  C2 = 1 - c2,  C3 = c3 + c4,  C4 = c4,  C5 = m0 - c4
;; where x' is the next input. Between two calls the state is u and r of the last frame, and s, the
;; r of the next. For peaks, notches and disabled bands ("bells") C4 is 0 and C5 is 1.
;;
;; Speed: when settled, four bands run as a wavefront: in one turn of the loop each band works one
;; frame behind the band before it, so that the four don't wait for each other. The triangles at the
;; block's start and end are done band by band. A group of four identities is skipped; eight of them
;; with no preamp are a copy, exact to the bit. Inlining makes a wavefront of bells and a general
;; one of one source:
;; always-inline: 1000 nodes
(module
  (import "engine" "memory" (memory 1 65536 shared))

  ;; ---- helpers -------------------------------------------------------------------------------

  (func $min (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.lt_u (local.get $a) (local.get $b))))

  ;; address of the n-th vector from `$at` on
  (func $vector (param $at i32) (param $n i32) (result i32)
    (i32.add (local.get $at) (i32.shl (local.get $n) (i32.const 4))))

  ;; address of the n-th band's record from `$band` on
  (func $nth-band (param $band i32) (param $n i32) (result i32)
    (i32.add
      (local.get $band)
      (i32.mul (local.get $n) (i32.const 240 (;=EQ_BAND_STRIDE;)))))

  (func $next-band (param $band i32) (result i32)
    (call $nth-band (local.get $band) (i32.const 1)))

  (func $first-band (param $eq i32) (result i32)
    (i32.add (local.get $eq) (i32.const 64 (;=EQ_BANDS;))))

  (func $bands-end (param $eq i32) (result i32)
    (call $nth-band (call $first-band (local.get $eq)) (i32.const 8 (;=BAND_COUNT;))))

  (func $block (param $eq i32) (result i32)
    (i32.add (local.get $eq) (i32.const 1984 (;=EQ_BLOCK;))))

  (; include equalizer/band.wat ;)
  (; include equalizer/four-bands.wat ;)

  ;; ---- the block -----------------------------------------------------------------------------

  ;; x, with silence for what is not a number or infinite, so that no band keeps it
  (func $finite (param $x v128) (result v128)
    (v128.and
      (local.get $x)
      (f32x4.lt (f32x4.abs (local.get $x)) (v128.const f32x4 inf inf inf inf))))

  ;; block[i] = preamp * src[i]
  (func $load-block (param $eq i32) (param $src i32) (param $frames i32) (param $frame-bytes i32)
    (local $at i32) (local $end i32) (local $pairs-end i32) (local $x v128)
    (local $preamp v128) (local $step v128)
    (local.set $at (call $block (local.get $eq)))
    (local.set $end (call $vector (local.get $at) (local.get $frames)))
    (local.set $preamp (v128.load offset=0 (;=EQ_PREAMP;) (local.get $eq)))
    (local.set $step (v128.load offset=16 (;=EQ_PREAMP_STEP;) (local.get $eq)))
    ;; a preamp that glides takes the frames one by one
    (local.set $pairs-end
      (select
        (local.get $at)
        (call $pairs-end (local.get $at) (local.get $frames) (local.get $frame-bytes))
        (i32.load offset=32 (;=EQ_GLIDING;) (local.get $eq))))
    (block $pairs-done
      (loop $pairs
        (br_if $pairs-done (i32.eq (local.get $at) (local.get $pairs-end)))
        ;; [left0 right0 left1 right1]
        (local.set $x (call $finite (v128.load align=4 (local.get $src))))
        ;; [left0 right0] and [left1 right1]
        (v128.store (local.get $at)
          (f64x2.mul (f64x2.promote_low_f32x4 (local.get $x)) (local.get $preamp)))
        (v128.store (call $vector (local.get $at) (i32.const 1))
          (f64x2.mul
            (f64x2.promote_low_f32x4
              (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15
                (local.get $x) (local.get $x)))
            (local.get $preamp)))
        (local.set $src (i32.add (local.get $src) (i32.const 16)))
        (local.set $at (call $vector (local.get $at) (i32.const 2)))
        (br $pairs)))
    (block $done
      (loop $frame
        (br_if $done (i32.eq (local.get $at) (local.get $end)))
        ;; stereo [left right 0 0], mono [x x x x]
        (local.set $x
          (if (result v128) (call $is-stereo (local.get $frame-bytes))
            (then (v128.load64_zero align=4 (local.get $src)))
            (else (v128.load32_splat (local.get $src)))))
        (v128.store (local.get $at)
          (f64x2.mul
            (f64x2.promote_low_f32x4 (call $finite (local.get $x)))
            (local.get $preamp)))
        (local.set $preamp (f64x2.add (local.get $preamp) (local.get $step)))
        (local.set $src (i32.add (local.get $src) (local.get $frame-bytes)))
        (local.set $at (call $vector (local.get $at) (i32.const 1)))
        (br $frame)))
    (v128.store offset=0 (;=EQ_PREAMP;) (local.get $eq) (local.get $preamp)))

  ;; dst[i] = block[i]
  (func $store-block (param $eq i32) (param $dst i32) (param $frames i32) (param $frame-bytes i32)
    (local $at i32) (local $end i32) (local $pairs-end i32) (local $y v128)
    (local.set $at (call $block (local.get $eq)))
    (local.set $end (call $vector (local.get $at) (local.get $frames)))
    (local.set $pairs-end
      (call $pairs-end (local.get $at) (local.get $frames) (local.get $frame-bytes)))
    (block $pairs-done
      (loop $pairs
        (br_if $pairs-done (i32.eq (local.get $at) (local.get $pairs-end)))
        ;; [left0 right0 left1 right1]
        (v128.store align=4 (local.get $dst)
          (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23
            (f32x4.demote_f64x2_zero (v128.load (local.get $at)))
            (f32x4.demote_f64x2_zero
              (v128.load (call $vector (local.get $at) (i32.const 1))))))
        (local.set $dst (i32.add (local.get $dst) (i32.const 16)))
        (local.set $at (call $vector (local.get $at) (i32.const 2)))
        (br $pairs)))
    (block $done
      (loop $frame
        (br_if $done (i32.eq (local.get $at) (local.get $end)))
        ;; [left right 0 0]; in mono both are the same
        (local.set $y (f32x4.demote_f64x2_zero (v128.load (local.get $at))))
        (if (call $is-stereo (local.get $frame-bytes))
          (then (v128.store64_lane align=4 0 (local.get $dst) (local.get $y)))
          (else (v128.store32_lane 0 (local.get $dst) (local.get $y))))
        (local.set $dst (i32.add (local.get $dst) (local.get $frame-bytes)))
        (local.set $at (call $vector (local.get $at) (i32.const 1)))
        (br $frame))))

  (func $is-stereo (param $frame-bytes i32) (result i32)
    (i32.eq (local.get $frame-bytes) (i32.const 8 (;=FRAME_BYTES;))))

  ;; where the block's pairs of stereo frames end; mono has none
  (func $pairs-end (param $at i32) (param $frames i32) (param $frame-bytes i32) (result i32)
    (select
      (call $vector (local.get $at) (i32.and (local.get $frames) (i32.const -2)))
      (local.get $at)
      (call $is-stereo (local.get $frame-bytes))))

  ;; WebAssembly has no flush-to-zero: states below 1e-20 (-400 dB) become 0 before they get
  ;; so small that arithmetic on them is slow.
  (func $flush-tiny (param $eq i32)
    (local $band i32) (local $end i32)
    (local.set $band (call $first-band (local.get $eq)))
    (local.set $end (call $bands-end (local.get $eq)))
    (loop $bands
      (v128.store offset=192 (;=EQ_BAND_STATE_1;) (local.get $band)
        (call $without-tiny (v128.load offset=192 (;=EQ_BAND_STATE_1;) (local.get $band))))
      (v128.store offset=208 (;=EQ_BAND_STATE_2;) (local.get $band)
        (call $without-tiny (v128.load offset=208 (;=EQ_BAND_STATE_2;) (local.get $band))))
      (v128.store offset=224 (;=EQ_BAND_STATE_3;) (local.get $band)
        (call $without-tiny (v128.load offset=224 (;=EQ_BAND_STATE_3;) (local.get $band))))
      (local.set $band (call $next-band (local.get $band)))
      (br_if $bands (i32.ne (local.get $band) (local.get $end)))))

  (func $without-tiny (param $state v128) (result v128)
    (v128.and
      (local.get $state)
      (f64x2.ge (f64x2.abs (local.get $state)) (v128.const f64x2 1e-20 1e-20))))

  ;; ---- exports -------------------------------------------------------------------------------

  ;; not gliding, both groups at rest and a preamp of 1
  (func $is-identity (param $eq i32) (result i32)
    (i32.and
      (i64.eqz
        (i64.or
          (i64.load32_u offset=32 (;=EQ_GLIDING;) (local.get $eq))
          (i64.load offset=40 (;=EQ_GROUP_KINDS;) (local.get $eq))))
      (f64.eq (f64.load offset=0 (;=EQ_PREAMP;) (local.get $eq)) (f64.const 1))))

  (func $process
    (param $eq i32) (param $src i32) (param $dst i32) (param $frames i32) (param $frame-bytes i32)
    (local $n i32)
    (if (call $is-identity (local.get $eq))
      (then
        (memory.copy
          (local.get $dst)
          (local.get $src)
          (i32.mul (local.get $frames) (local.get $frame-bytes)))
        (return)))
    (block $done
      (loop $blocks
        (br_if $done (i32.eqz (local.get $frames)))
        (local.set $n
          (call $min (local.get $frames) (i32.const 512 (;=EQ_BLOCK_FRAMES;))))
        (call $load-block
          (local.get $eq)
          (local.get $src)
          (local.get $n)
          (local.get $frame-bytes))
        (call $run-bands (local.get $eq) (local.get $n))
        (call $flush-tiny (local.get $eq))
        (call $store-block
          (local.get $eq)
          (local.get $dst)
          (local.get $n)
          (local.get $frame-bytes))
        ;; on to the next block
        (local.set $frames (i32.sub (local.get $frames) (local.get $n)))
        (local.set $n (i32.mul (local.get $n) (local.get $frame-bytes)))
        (local.set $src (i32.add (local.get $src) (local.get $n)))
        (local.set $dst (i32.add (local.get $dst) (local.get $n)))
        (br $blocks))))

  ;; Interleaved stereo float32, `frames` of them; `src` and `dst` are equal or don't overlap. While
  ;; EQ_GLIDING is set, `frames` must not go beyond the segment's end.
  (func (export "eq_process") (param $eq i32) (param $src i32) (param $dst i32) (param $frames i32)
    (call $process
      (local.get $eq)
      (local.get $src)
      (local.get $dst)
      (local.get $frames)
      (i32.const 8 (;=FRAME_BYTES;))))

  ;; The same for one channel of float32.
  (func (export "eq_process_mono")
    (param $eq i32) (param $src i32) (param $dst i32) (param $frames i32)
    (call $process
      (local.get $eq)
      (local.get $src)
      (local.get $dst)
      (local.get $frames)
      (i32.const 4)))
)
