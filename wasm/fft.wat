;; Real FFT and calibrated spectrum, float32.
;;
;; A real transform of `size` samples (512..16384, a power of two) is a complex one of m = size/2
;; points, z[n] = x[2n] + i x[2n+1]: Stockham, decimation in frequency, real and imaginary parts
;; apart. The first pass reads, windows and de-interleaves the samples, the middle passes are
;; radix-4, the last radix-4 pass also separates the conjugate pairs into the m + 1 real-input bins.
;; An odd log2(m) is made even by a radix-8 first pass.
;;
;;   fft_forward(src, size, dst)     m + 1 interleaved complex bins, the unscaled sum with exp(-i)
;;   spectrum(src, size, window, dst, magnitudes, smoothing)     m + 1 levels, dBFS
;;   use_memory(tables, work)     first of all: where the tables and the work area are, 64-aligned
;;
;; `src`, `dst` and `magnitudes` are multiples of 4. `src` is read before `dst` is written: they may
;; overlap. The work area keeps nothing between calls, but belongs to one thread.
;;
;; Strides are run-time numbers but for the first middle pass; inlining makes the rest constant.
;; always-inline: 1000 nodes
;;
;; Memory map: the tables (FFT_MIDDLE, FFT_FIRST, FFT_LAST, FFT_WINDOWS, FFT_SCALES) are written by
;; fft-tables.ts and read only here. Work, FFT_WORK_BYTES: two complex buffers, FFT_WORK_A and
;; FFT_WORK_B; an imaginary part lies FFT_IM behind its real part. Strides and quarters below are in
;; bytes of one part: a quarter of m points is m bytes.
(module
  (import "engine" "memory" (memory 1 65536 shared))

  (global $tables (mut i32) (i32.const 0))
  (global $work (mut i32) (i32.const 0))

  ;; ---- lanes ----

  ;; [a0 a1 a2 a3] [b0 b1 b2 b3] -> [a0 a2 b0 b2]
  (func $even (param $a v128) (param $b v128) (result v128)
    (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $a) (local.get $b)))

  ;; [a0 a1 a2 a3] [b0 b1 b2 b3] -> [a1 a3 b1 b3]
  (func $odd (param $a v128) (param $b v128) (result v128)
    (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $a) (local.get $b)))

  ;; [a0 a1 a2 a3] [b0 b1 b2 b3] -> [a0 b0 a1 b1]
  (func $zip-low (param $a v128) (param $b v128) (result v128)
    (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b)))

  ;; [a0 a1 a2 a3] [b0 b1 b2 b3] -> [a2 b2 a3 b3]
  (func $zip-high (param $a v128) (param $b v128) (result v128)
    (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b)))

  ;; [a0 a1 a2 a3] [b0 b1 b2 b3] -> [a0 a1 b0 b1]
  (func $low-halves (param $a v128) (param $b v128) (result v128)
    (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $b)))

  ;; [a0 a1 a2 a3] [b0 b1 b2 b3] -> [a2 a3 b2 b3]
  (func $high-halves (param $a v128) (param $b v128) (result v128)
    (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $b)))

  ;; [a0 a1 a2 a3] -> [a2 a3 a0 a1]
  (func $swap-halves (param $a v128) (result v128)
    (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $a) (local.get $a)))

  ;; [a0 a1 a2 a3] -> [a3 a2 a1 a0]
  (func $reverse (param $a v128) (result v128)
    (i8x16.shuffle 12 13 14 15 8 9 10 11 4 5 6 7 0 1 2 3 (local.get $a) (local.get $a)))

  ;; -i z: [re0 im0 re1 im1] -> [im0 -re0 im1 -re1]
  (func $turned (param $z v128) (result v128)
    (v128.xor (v128.const i32x4 0 0x80000000 0 0x80000000)
      (i8x16.shuffle 4 5 6 7 0 1 2 3 12 13 14 15 8 9 10 11 (local.get $z) (local.get $z))))

  ;; ---- complex arithmetic ----

  ;; c + a b
  (func $madd (param $a v128) (param $b v128) (param $c v128) (result v128)
    (f32x4.add (local.get $c) (f32x4.mul (local.get $a) (local.get $b))))

  ;; c - a b
  (func $nmadd (param $a v128) (param $b v128) (param $c v128) (result v128)
    (f32x4.sub (local.get $c) (f32x4.mul (local.get $a) (local.get $b))))

  ;; y[k] = sum over j of x[j] (-i)^(jk), k = 0..3
  (func $transform-4
    (param $x0-re v128) (param $x0-im v128) (param $x1-re v128) (param $x1-im v128)
    (param $x2-re v128) (param $x2-im v128) (param $x3-re v128) (param $x3-im v128)
    (result v128 v128 v128 v128 v128 v128 v128 v128)
    (local $a-re v128) (local $a-im v128) (local $b-re v128) (local $b-im v128)
    (local $c-re v128) (local $c-im v128) (local $d-re v128) (local $d-im v128)
    ;; a, b = x0 +- x2; c, d = x1 +- x3
    (local.set $a-re (f32x4.add (local.get $x0-re) (local.get $x2-re)))
    (local.set $a-im (f32x4.add (local.get $x0-im) (local.get $x2-im)))
    (local.set $b-re (f32x4.sub (local.get $x0-re) (local.get $x2-re)))
    (local.set $b-im (f32x4.sub (local.get $x0-im) (local.get $x2-im)))
    (local.set $c-re (f32x4.add (local.get $x1-re) (local.get $x3-re)))
    (local.set $c-im (f32x4.add (local.get $x1-im) (local.get $x3-im)))
    (local.set $d-re (f32x4.sub (local.get $x1-re) (local.get $x3-re)))
    (local.set $d-im (f32x4.sub (local.get $x1-im) (local.get $x3-im)))
    ;; a + c, b - i d, a - c, b + i d
    (f32x4.add (local.get $a-re) (local.get $c-re))
    (f32x4.add (local.get $a-im) (local.get $c-im))
    (f32x4.add (local.get $b-re) (local.get $d-im))
    (f32x4.sub (local.get $b-im) (local.get $d-re))
    (f32x4.sub (local.get $a-re) (local.get $c-re))
    (f32x4.sub (local.get $a-im) (local.get $c-im))
    (f32x4.sub (local.get $b-re) (local.get $d-im))
    (f32x4.add (local.get $b-im) (local.get $d-re)))

  (func $product (param $a-re v128) (param $a-im v128) (param $b-re v128) (param $b-im v128)
    (result v128 v128)
    (call $nmadd (local.get $a-im) (local.get $b-im)
      (f32x4.mul (local.get $a-re) (local.get $b-re)))
    (call $madd (local.get $a-im) (local.get $b-re)
      (f32x4.mul (local.get $a-re) (local.get $b-im))))

  ;; Real and imaginary part of four points, `behind` bytes on.
  (func $load-points (param $from i32) (param $behind i32) (result v128 v128)
    (local.set $from (i32.add (local.get $from) (local.get $behind)))
    (v128.load align=4 (local.get $from))
    (v128.load offset=32832 (;=FFT_IM;) align=4 (local.get $from)))

  (func $store-points (param $to i32) (param $re v128) (param $im v128)
    (v128.store (local.get $to) (local.get $re))
    (v128.store offset=32832 (;=FFT_IM;) (local.get $to) (local.get $im)))

  (func $sum (param $a-re v128) (param $a-im v128) (param $b-re v128) (param $b-im v128)
    (result v128 v128)
    (f32x4.add (local.get $a-re) (local.get $b-re))
    (f32x4.add (local.get $a-im) (local.get $b-im)))

  (func $difference (param $a-re v128) (param $a-im v128) (param $b-re v128) (param $b-im v128)
    (result v128 v128)
    (f32x4.sub (local.get $a-re) (local.get $b-re))
    (f32x4.sub (local.get $a-im) (local.get $b-im)))

  ;; ---- first pass ----

  ;; Two points [re0 im0 re1 im1], `behind` bytes on, windowed or not.
  (func $samples (param $src i32) (param $window i32) (param $windowed i32) (param $behind i32)
    (result v128)
    (local $z v128)
    (local.set $z (v128.load align=4 (i32.add (local.get $src) (local.get $behind))))
    (if (result v128) (local.get $windowed)
      (then
        (f32x4.mul (local.get $z)
          (v128.load (i32.add (local.get $window) (local.get $behind)))))
      (else (local.get $z))))

  ;; Turns four numbers [a0 a1] [b0 b1] by a row of the table and stores them, parts apart.
  (func $store-row (param $to i32) (param $row i32) (param $a v128) (param $b v128)
    ;; [re0 im0 re1 im1] [re2 im2 re3 im3] -> [re0 re1 re2 re3] [im0 im1 im2 im3]
    (call $store-points (local.get $to)
      (call $product
        (call $even (local.get $a) (local.get $b))
        (call $odd (local.get $a) (local.get $b))
        (v128.load offset=0 (;=FFT_FIRST_RE;) (local.get $row))
        (v128.load offset=16 (;=FFT_FIRST_IM;) (local.get $row)))))

  ;; Radix 4 over all m points, two at a time; point p and its transform k go to 4p + k.
  (func $first-4 (param $src i32) (param $window i32) (param $windowed i32) (param $quarter i32)
    (local $row i32) (local $to i32) (local $end i32) (local $part i32)
    (local $z0 v128) (local $z1 v128) (local $z2 v128) (local $z3 v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    ;; from one quarter of the samples to the next: both parts
    (local.set $part (i32.shl (local.get $quarter) (i32.const 1)))
    (local.set $row (call $first-table (local.get $quarter)))
    (local.set $to (global.get $work))
    (local.set $end (i32.add (local.get $src) (local.get $part)))
    (loop $next
      (local.set $z0
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (i32.const 0)))
      (local.set $z1
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (local.get $part)))
      (local.set $z2
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (i32.mul (local.get $part) (i32.const 2))))
      (local.set $z3
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (i32.mul (local.get $part) (i32.const 3))))
      ;; a, b = z0 +- z2; c, d = z1 + z3, -i (z1 - z3)
      (local.set $a (f32x4.add (local.get $z0) (local.get $z2)))
      (local.set $b (f32x4.sub (local.get $z0) (local.get $z2)))
      (local.set $c (f32x4.add (local.get $z1) (local.get $z3)))
      (local.set $d (call $turned (f32x4.sub (local.get $z1) (local.get $z3))))
      ;; a + c, b + d, a - c, b - d
      (local.set $z0 (f32x4.add (local.get $a) (local.get $c)))
      (local.set $z1 (f32x4.add (local.get $b) (local.get $d)))
      (local.set $z2 (f32x4.sub (local.get $a) (local.get $c)))
      (local.set $z3 (f32x4.sub (local.get $b) (local.get $d)))
      (call $store-row (local.get $to) (local.get $row)
        (call $low-halves (local.get $z0) (local.get $z1))
        (call $low-halves (local.get $z2) (local.get $z3)))
      (call $store-row
        (i32.add (local.get $to) (i32.const 16 (;=VECTOR_BYTES;)))
        (i32.add (local.get $row) (i32.const 32 (;=FFT_FIRST_ROW_BYTES;)))
        (call $high-halves (local.get $z0) (local.get $z1))
        (call $high-halves (local.get $z2) (local.get $z3)))
      (local.set $to (i32.add (local.get $to) (i32.const 32)))
      (local.set $row (i32.add (local.get $row) (i32.const 64)))
      (local.set $window (i32.add (local.get $window) (i32.const 16 (;=VECTOR_BYTES;))))
      (local.set $src (i32.add (local.get $src) (i32.const 16 (;=VECTOR_BYTES;))))
      (br_if $next (i32.lt_u (local.get $src) (local.get $end)))))

  ;; The first pass's table for m points begins at 8 m, and a quarter is m bytes.
  (func $first-table (param $quarter i32) (result i32)
    (i32.add
      (i32.add (global.get $tables) (i32.const 8192 (;=FFT_FIRST;)))
      (i32.shl (local.get $quarter) (i32.const 3))))

  ;; Radix 8 over all m points, two at a time; point p and its transform k go to 8p + k.
  (func $first-8 (param $src i32) (param $window i32) (param $windowed i32) (param $quarter i32)
    (local $row i32) (local $to i32) (local $end i32) (local $half v128)
    (local $z0 v128) (local $z1 v128) (local $z2 v128) (local $z3 v128)
    (local $z4 v128) (local $z5 v128) (local $z6 v128) (local $z7 v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $half (v128.const f32x4 0.70710678 0.70710678 0.70710678 0.70710678))
    (local.set $row (call $first-table (local.get $quarter)))
    (local.set $to (global.get $work))
    (local.set $end (i32.add (local.get $src) (local.get $quarter)))
    (loop $next
      ;; a..d = z[j] + z[j+4]; z4..z7 = z[j] - z[j+4]
      (local.set $z0
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (i32.const 0)))
      (local.set $z4
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (i32.mul (local.get $quarter) (i32.const 4))))
      (local.set $a (f32x4.add (local.get $z0) (local.get $z4)))
      (local.set $z4 (f32x4.sub (local.get $z0) (local.get $z4)))
      (local.set $z1
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (local.get $quarter)))
      (local.set $z5
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (i32.mul (local.get $quarter) (i32.const 5))))
      (local.set $b (f32x4.add (local.get $z1) (local.get $z5)))
      (local.set $z5 (f32x4.sub (local.get $z1) (local.get $z5)))
      (local.set $z2
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (i32.mul (local.get $quarter) (i32.const 2))))
      (local.set $z6
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (i32.mul (local.get $quarter) (i32.const 6))))
      (local.set $c (f32x4.add (local.get $z2) (local.get $z6)))
      (local.set $z6 (f32x4.sub (local.get $z2) (local.get $z6)))
      (local.set $z3
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (i32.mul (local.get $quarter) (i32.const 3))))
      (local.set $z7
        (call $samples (local.get $src) (local.get $window) (local.get $windowed)
          (i32.mul (local.get $quarter) (i32.const 7))))
      (local.set $d (f32x4.add (local.get $z3) (local.get $z7)))
      (local.set $z7 (f32x4.sub (local.get $z3) (local.get $z7)))
      ;; even transforms: z0, z4 .. of (a, b, c, d), kept in z0..z3
      (local.set $z0 (f32x4.add (local.get $a) (local.get $c)))
      (local.set $z1 (f32x4.sub (local.get $a) (local.get $c)))
      (local.set $z2 (f32x4.add (local.get $b) (local.get $d)))
      (local.set $z3 (call $turned (f32x4.sub (local.get $b) (local.get $d))))
      (local.set $a (f32x4.add (local.get $z0) (local.get $z2)))
      (local.set $c (f32x4.sub (local.get $z0) (local.get $z2)))
      (local.set $b (f32x4.add (local.get $z1) (local.get $z3)))
      (local.set $d (f32x4.sub (local.get $z1) (local.get $z3)))
      ;; odd transforms: z5, z6, z7 are turned by one, two and three eighths of a circle, and
      ;; z5 (1-i) +- z7 (-1-i) = (z5 - z7) - i (z5 + z7), or -i times its like, over sqrt 2
      (local.set $z6 (call $turned (local.get $z6)))
      (local.set $z0 (f32x4.add (local.get $z4) (local.get $z6)))
      (local.set $z1 (f32x4.sub (local.get $z4) (local.get $z6)))
      (local.set $z2 (call $turned (f32x4.add (local.get $z5) (local.get $z7))))
      (local.set $z3 (f32x4.sub (local.get $z5) (local.get $z7)))
      (local.set $z7 (f32x4.add (local.get $z2) (local.get $z3)))
      (local.set $z3 (f32x4.sub (local.get $z2) (local.get $z3)))
      (local.set $z4 (call $madd (local.get $half) (local.get $z7) (local.get $z0)))
      (local.set $z6 (call $nmadd (local.get $half) (local.get $z7) (local.get $z0)))
      (local.set $z5 (call $madd (local.get $half) (local.get $z3) (local.get $z1)))
      (local.set $z7 (call $nmadd (local.get $half) (local.get $z3) (local.get $z1)))
      ;; transforms 0..7 are a z4 b z5 c z6 d z7
      (call $store-row (local.get $to) (local.get $row)
        (call $low-halves (local.get $a) (local.get $z4))
        (call $low-halves (local.get $b) (local.get $z5)))
      (call $store-row
        (i32.add (local.get $to) (i32.const 16))
        (i32.add (local.get $row) (i32.const 32))
        (call $low-halves (local.get $c) (local.get $z6))
        (call $low-halves (local.get $d) (local.get $z7)))
      (call $store-row
        (i32.add (local.get $to) (i32.const 32))
        (i32.add (local.get $row) (i32.const 64))
        (call $high-halves (local.get $a) (local.get $z4))
        (call $high-halves (local.get $b) (local.get $z5)))
      (call $store-row
        (i32.add (local.get $to) (i32.const 48))
        (i32.add (local.get $row) (i32.const 96))
        (call $high-halves (local.get $c) (local.get $z6))
        (call $high-halves (local.get $d) (local.get $z7)))
      (local.set $to (i32.add (local.get $to) (i32.const 64)))
      (local.set $row (i32.add (local.get $row) (i32.const 128)))
      (local.set $window (i32.add (local.get $window) (i32.const 16 (;=VECTOR_BYTES;))))
      (local.set $src (i32.add (local.get $src) (i32.const 16 (;=VECTOR_BYTES;))))
      (br_if $next (i32.lt_u (local.get $src) (local.get $end)))))

  ;; ---- middle passes ----

  ;; Radix 4 over every stride-th point: from[q + s p + j m/4] -> to[q + 4 s p + s k].
  (func $middle (param $from i32) (param $to i32) (param $quarter i32) (param $stride i32)
    (local $row i32) (local $end i32) (local $end-q i32) (local $at i32)
    (local $w1-re v128) (local $w1-im v128) (local $w2-re v128) (local $w2-im v128)
    (local $w3-re v128) (local $w3-im v128)
    (local $y0-re v128) (local $y0-im v128) (local $y1-re v128) (local $y1-im v128)
    (local $y2-re v128) (local $y2-im v128) (local $y3-re v128) (local $y3-im v128)
    ;; a transform of n = m/s points: its table begins at 2 n, and 4 quarter / stride is n
    (local.set $row
      (i32.add (global.get $tables)
        (i32.div_u (i32.shl (local.get $quarter) (i32.const 3)) (local.get $stride))))
    (local.set $end (i32.add (local.get $from) (local.get $quarter)))
    (loop $next-p
      ;; w^p, w^2p, w^3p
      (local.set $w1-re (v128.load32_splat offset=0 (;=FFT_W1_RE;) (local.get $row)))
      (local.set $w1-im (v128.load32_splat offset=4 (;=FFT_W1_IM;) (local.get $row)))
      (local.set $w2-re (v128.load32_splat offset=8 (;=FFT_W2_RE;) (local.get $row)))
      (local.set $w2-im (v128.load32_splat offset=12 (;=FFT_W2_IM;) (local.get $row)))
      (local.set $w3-re (v128.load32_splat offset=16 (;=FFT_W3_RE;) (local.get $row)))
      (local.set $w3-im (v128.load32_splat offset=20 (;=FFT_W3_IM;) (local.get $row)))
      (local.set $end-q (i32.add (local.get $from) (local.get $stride)))
      (loop $next-q
        (call $transform-4
          (call $load-points (local.get $from) (i32.const 0))
          (call $load-points (local.get $from) (local.get $quarter))
          (call $load-points (local.get $from) (i32.shl (local.get $quarter) (i32.const 1)))
          (call $load-points (local.get $from) (i32.mul (local.get $quarter) (i32.const 3))))
        (local.set $y3-im) (local.set $y3-re) (local.set $y2-im) (local.set $y2-re)
        (local.set $y1-im) (local.set $y1-re) (local.set $y0-im) (local.set $y0-re)
        (call $store-points (local.get $to) (local.get $y0-re) (local.get $y0-im))
        (call $store-points (i32.add (local.get $to) (local.get $stride))
          (call $product
            (local.get $y1-re) (local.get $y1-im) (local.get $w1-re) (local.get $w1-im)))
        (call $store-points (i32.add (local.get $to) (i32.shl (local.get $stride) (i32.const 1)))
          (call $product
            (local.get $y2-re) (local.get $y2-im) (local.get $w2-re) (local.get $w2-im)))
        (call $store-points (i32.add (local.get $to) (i32.mul (local.get $stride) (i32.const 3)))
          (call $product
            (local.get $y3-re) (local.get $y3-im) (local.get $w3-re) (local.get $w3-im)))
        (local.set $to (i32.add (local.get $to) (i32.const 16 (;=VECTOR_BYTES;))))
        (local.set $from (i32.add (local.get $from) (i32.const 16 (;=VECTOR_BYTES;))))
        (br_if $next-q
          (i32.and (i32.gt_u (local.get $stride) (i32.const 16 (;=VECTOR_BYTES;)))
            (i32.lt_u (local.get $from) (local.get $end-q)))))
      (local.set $to (i32.add (local.get $to) (i32.mul (local.get $stride) (i32.const 3))))
      (local.set $row (i32.add (local.get $row) (i32.const 24 (;=FFT_MIDDLE_ROW_BYTES;))))
      (br_if $next-p (i32.lt_u (local.get $from) (local.get $end)))))

  ;; ---- last pass ----

  ;; Four bins k and their mirror images m - k, from z[k] and z[m - k] (in the order of the former)
  ;; and t = -i/2 exp(-2 pi i k / 2m). As complex numbers (8 bytes), or as power (4 bytes).
  (func $store-bins (param $power i32) (param $near i32) (param $far i32)
    (param $z-re v128) (param $z-im v128) (param $m-re v128) (param $m-im v128)
    (param $t-re v128) (param $t-im v128)
    (local $e-re v128) (local $e-im v128) (local $o-re v128) (local $o-im v128)
    (local $p-re v128) (local $p-im v128)
    ;; e = z + conj m; o = t (z - conj m)
    (local.set $e-re (f32x4.add (local.get $z-re) (local.get $m-re)))
    (local.set $e-im (f32x4.sub (local.get $z-im) (local.get $m-im)))
    (call $product
      (f32x4.sub (local.get $z-re) (local.get $m-re))
      (f32x4.add (local.get $z-im) (local.get $m-im))
      (local.get $t-re) (local.get $t-im))
    (local.set $o-im) (local.set $o-re)
    ;; near = e + o; far = conj(e - o)
    (local.set $p-re (f32x4.add (local.get $e-re) (local.get $o-re)))
    (local.set $p-im (f32x4.add (local.get $e-im) (local.get $o-im)))
    (local.set $e-re (f32x4.sub (local.get $e-re) (local.get $o-re)))
    (local.set $e-im (f32x4.sub (local.get $o-im) (local.get $e-im)))
    (if (local.get $power)
      (then
        ;; [p0 p1 p2 p3], [p3 p2 p1 p0]
        (v128.store align=4 (local.get $near)
          (call $power-of (local.get $p-re) (local.get $p-im)))
        (v128.store align=4 (local.get $far)
          (call $reverse (call $power-of (local.get $e-re) (local.get $e-im)))))
      (else
        ;; [re0 im0 re1 im1] [re2 im2 re3 im3]
        (v128.store align=4 (local.get $near) (call $zip-low (local.get $p-re) (local.get $p-im)))
        (v128.store offset=16 (;=VECTOR_BYTES;) align=4 (local.get $near)
          (call $zip-high (local.get $p-re) (local.get $p-im)))
        ;; [re3 im3 re2 im2] [re1 im1 re0 im0]
        (v128.store align=4 (local.get $far)
          (call $swap-halves (call $zip-high (local.get $e-re) (local.get $e-im))))
        (v128.store offset=16 (;=VECTOR_BYTES;) align=4 (local.get $far)
          (call $swap-halves (call $zip-low (local.get $e-re) (local.get $e-im)))))))

  (func $power-of (param $re v128) (param $im v128) (result v128)
    (call $madd (local.get $re) (local.get $re) (f32x4.mul (local.get $im) (local.get $im))))

  ;; x0 + x2 and x1 + x3 of four points, x[j] lying j quarters on.
  (func $sums (param $from i32) (param $quarter i32) (result v128 v128 v128 v128)
    (call $sum (call $load-points (local.get $from) (i32.const 0))
      (call $load-points (local.get $from) (i32.shl (local.get $quarter) (i32.const 1))))
    (call $sum (call $load-points (local.get $from) (local.get $quarter))
      (call $load-points (local.get $from) (i32.mul (local.get $quarter) (i32.const 3)))))

  ;; x0 - x2 and x1 - x3 of four points, x[j] lying j quarters on.
  (func $differences (param $from i32) (param $quarter i32) (result v128 v128 v128 v128)
    (call $difference (call $load-points (local.get $from) (i32.const 0))
      (call $load-points (local.get $from) (i32.shl (local.get $quarter) (i32.const 1))))
    (call $difference (call $load-points (local.get $from) (local.get $quarter))
      (call $load-points (local.get $from) (i32.mul (local.get $quarter) (i32.const 3)))))

  ;; Radix 4 over points q and m/4 - q for q = 1..m/8: their eight transforms are four pairs of
  ;; mirror images, q + k m/4 and (m/4 - q) + (3 - k) m/4, turned by t, t w8, -i t, -i t w8.
  (func $last (param $from i32) (param $dst i32) (param $quarter i32) (param $power i32)
    (local $near i32) (local $far i32) (local $block i32)
    (local $near-bins i32) (local $far-bins i32) (local $bins i32)
    (local $u-re v128) (local $u-im v128) (local $v-re v128) (local $v-im v128)
    (local $r-re v128) (local $r-im v128) (local $s-re v128) (local $s-im v128)
    (local $t-re v128) (local $t-im v128)
    (local.set $block
      (i32.add (i32.add (global.get $tables) (i32.const 139264 (;=FFT_LAST;)))
        (i32.shl (local.get $quarter) (i32.const 1))))
    ;; a quarter of the bins: 4 bytes a bin for power, 8 for complex numbers
    (local.set $bins
      (i32.shl (local.get $quarter) (i32.eqz (local.get $power))))
    (local.set $near (i32.add (local.get $from) (i32.const 4)))
    (local.set $far (i32.sub (i32.add (local.get $from) (local.get $quarter)) (i32.const 16)))
    (local.set $near-bins
      (i32.add (local.get $dst) (i32.shl (i32.const 4) (i32.eqz (local.get $power)))))
    (local.set $far-bins
      (i32.sub (i32.add (local.get $dst) (local.get $bins))
        (i32.shl (i32.const 16) (i32.eqz (local.get $power)))))
    (loop $next
      ;; near: u, v = x0 + x2, x1 + x3; far: r, s = x0 - x2, x1 - x3, [3 2 1 0]
      (call $sums (local.get $near) (local.get $quarter))
      (local.set $v-im) (local.set $v-re) (local.set $u-im) (local.set $u-re)
      (call $differences (local.get $far) (local.get $quarter))
      (local.set $s-im) (local.set $s-re) (local.set $r-im) (local.set $r-re)
      (local.set $r-re (call $reverse (local.get $r-re)))
      (local.set $r-im (call $reverse (local.get $r-im)))
      (local.set $s-re (call $reverse (local.get $s-re)))
      (local.set $s-im (call $reverse (local.get $s-im)))
      (local.set $t-re (v128.load offset=0 (;=FFT_T_RE;) (local.get $block)))
      (local.set $t-im (v128.load offset=16 (;=FFT_T_IM;) (local.get $block)))
      ;; k = 0: u + v and r + i s
      (call $store-bins (local.get $power)
        (local.get $near-bins)
        (i32.add (local.get $far-bins) (i32.mul (local.get $bins) (i32.const 3)))
        (call $sum
          (local.get $u-re) (local.get $u-im) (local.get $v-re) (local.get $v-im))
        (f32x4.sub (local.get $r-re) (local.get $s-im))
        (f32x4.add (local.get $r-im) (local.get $s-re))
        (local.get $t-re) (local.get $t-im))
      ;; k = 2: u - v and r - i s
      (call $store-bins (local.get $power)
        (i32.add (local.get $near-bins) (i32.shl (local.get $bins) (i32.const 1)))
        (i32.add (local.get $far-bins) (local.get $bins))
        (call $difference
          (local.get $u-re) (local.get $u-im) (local.get $v-re) (local.get $v-im))
        (f32x4.add (local.get $r-re) (local.get $s-im))
        (f32x4.sub (local.get $r-im) (local.get $s-re))
        (local.get $t-im) (f32x4.neg (local.get $t-re)))
      ;; near: u, v = x0 - x2, x1 - x3; far: r, s = x0 + x2, x1 + x3, [3 2 1 0]
      (call $differences (local.get $near) (local.get $quarter))
      (local.set $v-im) (local.set $v-re) (local.set $u-im) (local.set $u-re)
      (call $sums (local.get $far) (local.get $quarter))
      (local.set $s-im) (local.set $s-re) (local.set $r-im) (local.set $r-re)
      (local.set $r-re (call $reverse (local.get $r-re)))
      (local.set $r-im (call $reverse (local.get $r-im)))
      (local.set $s-re (call $reverse (local.get $s-re)))
      (local.set $s-im (call $reverse (local.get $s-im)))
      (local.set $t-re (v128.load offset=32 (;=FFT_T8_RE;) (local.get $block)))
      (local.set $t-im (v128.load offset=48 (;=FFT_T8_IM;) (local.get $block)))
      ;; k = 1: u - i v and r - s
      (call $store-bins (local.get $power)
        (i32.add (local.get $near-bins) (local.get $bins))
        (i32.add (local.get $far-bins) (i32.shl (local.get $bins) (i32.const 1)))
        (f32x4.add (local.get $u-re) (local.get $v-im))
        (f32x4.sub (local.get $u-im) (local.get $v-re))
        (call $difference
          (local.get $r-re) (local.get $r-im) (local.get $s-re) (local.get $s-im))
        (local.get $t-re) (local.get $t-im))
      ;; k = 3: u + i v and r + s
      (call $store-bins (local.get $power)
        (i32.add (local.get $near-bins) (i32.mul (local.get $bins) (i32.const 3)))
        (local.get $far-bins)
        (f32x4.sub (local.get $u-re) (local.get $v-im))
        (f32x4.add (local.get $u-im) (local.get $v-re))
        (call $sum
          (local.get $r-re) (local.get $r-im) (local.get $s-re) (local.get $s-im))
        (local.get $t-im) (f32x4.neg (local.get $t-re)))
      (local.set $near (i32.add (local.get $near) (i32.const 16 (;=VECTOR_BYTES;))))
      (local.set $far (i32.sub (local.get $far) (i32.const 16 (;=VECTOR_BYTES;))))
      (local.set $block (i32.add (local.get $block) (i32.const 64 (;=FFT_LAST_BLOCK_BYTES;))))
      (local.set $near-bins
        (i32.add (local.get $near-bins) (i32.shl (i32.const 16) (i32.eqz (local.get $power)))))
      (local.set $far-bins
        (i32.sub (local.get $far-bins) (i32.shl (i32.const 16) (i32.eqz (local.get $power)))))
      (br_if $next (i32.lt_u (local.get $near) (local.get $far))))
    (call $store-edges (local.get $from) (local.get $dst) (local.get $quarter) (local.get $power)))

  ;; One bin from its half, lane 0: as a complex number, or as `share` times the half's power.
  (func $store-bin (param $power i32) (param $at i32) (param $share f32)
    (param $re v128) (param $im v128)
    (if (local.get $power)
      (then
        (v128.store32_lane 0 (local.get $at)
          (f32x4.mul (f32x4.splat (local.get $share))
            (call $power-of (local.get $re) (local.get $im)))))
      (else
        ;; [re0 im0 re1 im1]
        (local.set $re (call $zip-low (local.get $re) (local.get $im)))
        (v128.store64_lane align=4 0 (local.get $at)
          (f32x4.add (local.get $re) (local.get $re))))))

  ;; Point q = 0, lane 0, holds bins 0, m/4, m/2, 3m/4 and m. The level of bins 0 and m is half that
  ;; of the others, which share their power with a negative frequency.
  (func $store-edges (param $from i32) (param $dst i32) (param $quarter i32) (param $power i32)
    (local $bins i32) (local $zero v128) (local $half v128)
    (local $e v128) (local $f v128)
    (local $u-re v128) (local $u-im v128) (local $v-re v128) (local $v-im v128)
    (local.set $half (v128.const f32x4 0.70710678 0.70710678 0.70710678 0.70710678))
    (local.set $bins (i32.shl (local.get $quarter) (i32.eqz (local.get $power))))
    (call $sums (local.get $from) (local.get $quarter))
    (local.set $v-im) (local.set $v-re) (local.set $u-im) (local.set $u-re)
    ;; bin m/2 = conj(u - v)
    (call $store-bin (local.get $power)
      (i32.add (local.get $dst) (i32.shl (local.get $bins) (i32.const 1))) (f32.const 4)
      (f32x4.sub (local.get $u-re) (local.get $v-re))
      (f32x4.sub (local.get $v-im) (local.get $u-im)))
    ;; bins 0 and m are real: u + v is y, and they are y.re +- y.im
    (local.set $u-re (f32x4.add (local.get $u-re) (local.get $v-re)))
    (local.set $u-im (f32x4.add (local.get $u-im) (local.get $v-im)))
    (call $store-bin (local.get $power) (local.get $dst) (f32.const 1)
      (f32x4.add (local.get $u-re) (local.get $u-im)) (local.get $zero))
    (call $store-bin (local.get $power)
      (i32.add (local.get $dst) (i32.shl (local.get $bins) (i32.const 2))) (f32.const 1)
      (f32x4.sub (local.get $u-re) (local.get $u-im)) (local.get $zero))
    (call $differences (local.get $from) (local.get $quarter))
    (local.set $v-im) (local.set $v-re) (local.set $u-im) (local.set $u-re)
    ;; bins m/4 and 3m/4 = (u.re -+ e, -+ v.re - f); e, f = (v.im -+ u.im) / sqrt 2
    (local.set $e (f32x4.mul (local.get $half) (f32x4.sub (local.get $v-im) (local.get $u-im))))
    (local.set $f (f32x4.mul (local.get $half) (f32x4.add (local.get $v-im) (local.get $u-im))))
    (call $store-bin (local.get $power)
      (i32.add (local.get $dst) (local.get $bins)) (f32.const 4)
      (f32x4.sub (local.get $u-re) (local.get $e))
      (f32x4.neg (f32x4.add (local.get $v-re) (local.get $f))))
    (call $store-bin (local.get $power)
      (i32.add (local.get $dst) (i32.mul (local.get $bins) (i32.const 3))) (f32.const 4)
      (f32x4.add (local.get $u-re) (local.get $e))
      (f32x4.sub (local.get $v-re) (local.get $f))))

  ;; ---- transform ----

  ;; Runs the passes; returns the work buffer that the last one did not read.
  (func $transform (param $src i32) (param $size i32) (param $window i32) (param $windowed i32)
    (param $dst i32) (param $power i32) (result i32)
    (local $quarter i32) (local $stride i32) (local $from i32) (local $to i32) (local $swap i32)
    (local.set $quarter (i32.shr_u (local.get $size) (i32.const 1)))
    (local.set $from (global.get $work))
    (local.set $to (i32.add (local.get $from) (i32.const 67584 (;=FFT_WORK_B;))))
    ;; the bits of 512, 2048, 8192: an even log2(m)
    (if (i32.and (local.get $size) (i32.const 0x2a00))
      (then
        (call $first-4
          (local.get $src) (local.get $window) (local.get $windowed) (local.get $quarter))
        (call $middle
          (local.get $from) (local.get $to) (local.get $quarter) (i32.const 16))
        (local.set $stride (i32.const 64)))
      (else
        (call $first-8
          (local.get $src) (local.get $window) (local.get $windowed) (local.get $quarter))
        (call $middle
          (local.get $from) (local.get $to) (local.get $quarter) (i32.const 32))
        (local.set $stride (i32.const 128))))
    (loop $next
      (local.set $swap (local.get $from))
      (local.set $from (local.get $to))
      (local.set $to (local.get $swap))
      (if (i32.lt_u (local.get $stride) (local.get $quarter))
        (then
          (call $middle
            (local.get $from) (local.get $to) (local.get $quarter) (local.get $stride))
          (local.set $stride (i32.shl (local.get $stride) (i32.const 2)))
          (br $next))))
    (call $last (local.get $from)
      (select (local.get $to) (local.get $dst) (local.get $power))
      (local.get $quarter) (local.get $power))
    (local.get $to))

  (func (export "fft_forward") (param $src i32) (param $size i32) (param $dst i32)
    (drop
      (call $transform (local.get $src) (local.get $size) (i32.const 0) (i32.const 0)
        (local.get $dst) (i32.const 0))))

  ;; ---- levels ----

  ;; Magnitude: keep * previous + fresh * sqrt(power). Nothing above 2^20 (120 dBFS) is sound, and
  ;; not-a-number is neither above nor below: both count as silence and can't stay. What is
  ;; below 2^-40 (-241 dBFS) becomes 0 before it can become denormal.
  (func $smooth (param $power v128) (param $previous v128) (param $keep v128) (param $fresh v128)
    (result v128)
    (local $m v128)
    (local.set $m
      (call $madd (local.get $keep) (local.get $previous)
        (f32x4.mul (local.get $fresh) (f32x4.sqrt (local.get $power)))))
    (v128.and (local.get $m)
      (v128.and
        (f32x4.lt (local.get $m) (v128.const f32x4 0x1p20 0x1p20 0x1p20 0x1p20))
        (f32x4.gt (local.get $m) (v128.const f32x4 0x1p-40 0x1p-40 0x1p-40 0x1p-40)))))

  ;; 20 log10(m), not below -200. m = 2^e (1 + t) with 1 + t from sqrt 1/2 to sqrt 2; the polynomial
  ;; is minimax for t p(t) = 20 log10(1 + t), off by 0.0006 dB at most and exact at t = 0.
  (func $decibels (param $m v128) (result v128)
    (local $bits v128) (local $e v128) (local $t v128)
    ;; 0x3f3504f3 is sqrt 1/2
    (local.set $bits
      (i32x4.sub (local.get $m)
        (v128.const i32x4 0x3f3504f3 0x3f3504f3 0x3f3504f3 0x3f3504f3)))
    (local.set $e (i32x4.shr_s (local.get $bits) (i32.const 23)))
    (local.set $t
      (f32x4.sub
        (i32x4.sub (local.get $m) (i32x4.shl (local.get $e) (i32.const 23)))
        (v128.const f32x4 1 1 1 1)))
    (f32x4.pmax
      (v128.const f32x4 -200 -200 -200 -200)
      (call $madd
        (f32x4.convert_i32x4_s (local.get $e))
        (v128.const f32x4 6.0205999 6.0205999 6.0205999 6.0205999)
        (f32x4.mul (local.get $t)
          (call $madd (local.get $t)
            (call $madd (local.get $t)
              (call $madd (local.get $t)
                (v128.const f32x4 -1.9845694 -1.9845694 -1.9845694 -1.9845694)
                (v128.const f32x4 3.1157174 3.1157174 3.1157174 3.1157174))
              (v128.const f32x4 -4.3643579 -4.3643579 -4.3643579 -4.3643579))
            (v128.const f32x4 8.6802641 8.6802641 8.6802641 8.6802641))))))

  (func (export "spectrum") (param $src i32) (param $size i32) (param $window i32) (param $dst i32)
    (param $magnitudes i32) (param $smoothing f32)
    (local $power i32) (local $end i32) (local $keep v128) (local $fresh v128) (local $m v128)
    (local.set $keep (f32x4.splat (local.get $smoothing)))
    (local.set $fresh
      (f32x4.splat
        (f32.mul (f32.sub (f32.const 1) (local.get $smoothing))
          (f32.div
            (f32.load offset=0 (;=FFT_SCALES;)
              (i32.add (global.get $tables) (i32.shl (local.get $window) (i32.const 2))))
            (f32.convert_i32_u (local.get $size))))))
    (local.set $power
      (call $transform (local.get $src) (local.get $size)
        (i32.add
          (i32.add (global.get $tables) (i32.const 172032 (;=FFT_WINDOWS;)))
          (i32.add
            (i32.mul (local.get $window) (i32.const 129024 (;=FFT_WINDOW_BYTES;)))
            (i32.shl (i32.sub (local.get $size) (i32.const 512)) (i32.const 2))))
        (i32.const 1) (i32.const 0) (i32.const 1)))
    (local.set $end
      (i32.add (local.get $power) (i32.shl (local.get $size) (i32.const 1))))
    (loop $next
      (local.set $m
        (call $smooth (v128.load (local.get $power)) (v128.load align=4 (local.get $magnitudes))
          (local.get $keep) (local.get $fresh)))
      (v128.store align=4 (local.get $magnitudes) (local.get $m))
      (v128.store align=4 (local.get $dst) (call $decibels (local.get $m)))
      (local.set $power (i32.add (local.get $power) (i32.const 16 (;=VECTOR_BYTES;))))
      (local.set $magnitudes (i32.add (local.get $magnitudes) (i32.const 16 (;=VECTOR_BYTES;))))
      (local.set $dst (i32.add (local.get $dst) (i32.const 16 (;=VECTOR_BYTES;))))
      (br_if $next (i32.lt_u (local.get $power) (local.get $end))))
    ;; the bin at half the sample rate
    (local.set $m
      (call $smooth
        (v128.load32_zero (local.get $power)) (v128.load32_zero (local.get $magnitudes))
        (local.get $keep) (local.get $fresh)))
    (v128.store32_lane 0 (local.get $magnitudes) (local.get $m))
    (v128.store32_lane 0 (local.get $dst) (call $decibels (local.get $m))))

  (func (export "use_memory") (param $tables i32) (param $work i32)
    (global.set $tables (local.get $tables))
    (global.set $work (local.get $work))))
