  ;; Part of fft.wat: the first pass reads, windows and de-interleaves the samples. Radix 4, or 8
  ;; where log2(m) is odd.

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
  (func $store-row (param $to i32) (param $row i32) (param $index i32)
    (param $a v128) (param $b v128)
    ;; [re0 im0 re1 im1] [re2 im2 re3 im3] -> [re0 re1 re2 re3] [im0 im1 im2 im3]
    (call $store-points (local.get $to)
      (i32.mul (local.get $index) (i32.const 16 (;=VECTOR_BYTES;)))
      (call $product
        (call $even (local.get $a) (local.get $b))
        (call $odd (local.get $a) (local.get $b))
        (v128.load offset=0 (;=FFT_FIRST_RE;)
          (i32.add (local.get $row)
            (i32.mul (local.get $index) (i32.const 32 (;=FFT_FIRST_ROW_BYTES;)))))
        (v128.load offset=16 (;=FFT_FIRST_IM;)
          (i32.add (local.get $row)
            (i32.mul (local.get $index) (i32.const 32 (;=FFT_FIRST_ROW_BYTES;))))))))

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
      (call $store-row (local.get $to) (local.get $row) (i32.const 0)
        (call $low-halves (local.get $z0) (local.get $z1))
        (call $low-halves (local.get $z2) (local.get $z3)))
      (call $store-row (local.get $to) (local.get $row) (i32.const 1)
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
      (call $store-row (local.get $to) (local.get $row) (i32.const 0)
        (call $low-halves (local.get $a) (local.get $z4))
        (call $low-halves (local.get $b) (local.get $z5)))
      (call $store-row (local.get $to) (local.get $row) (i32.const 1)
        (call $low-halves (local.get $c) (local.get $z6))
        (call $low-halves (local.get $d) (local.get $z7)))
      (call $store-row (local.get $to) (local.get $row) (i32.const 2)
        (call $high-halves (local.get $a) (local.get $z4))
        (call $high-halves (local.get $b) (local.get $z5)))
      (call $store-row (local.get $to) (local.get $row) (i32.const 3)
        (call $high-halves (local.get $c) (local.get $z6))
        (call $high-halves (local.get $d) (local.get $z7)))
      (local.set $to (i32.add (local.get $to) (i32.const 64)))
      (local.set $row (i32.add (local.get $row) (i32.const 128)))
      (local.set $window (i32.add (local.get $window) (i32.const 16 (;=VECTOR_BYTES;))))
      (local.set $src (i32.add (local.get $src) (i32.const 16 (;=VECTOR_BYTES;))))
      (br_if $next (i32.lt_u (local.get $src) (local.get $end)))))
