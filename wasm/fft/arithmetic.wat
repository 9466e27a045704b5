  ;; Part of fft.wat: lanes, complex numbers, and points in the work area.

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
    (v128.load align=4 (i32.add (local.get $from) (local.get $behind)))
    (v128.load offset=32832 (;=FFT_IM;) align=4 (i32.add (local.get $from) (local.get $behind))))

  (func $store-points (param $to i32) (param $behind i32) (param $re v128) (param $im v128)
    (v128.store (i32.add (local.get $to) (local.get $behind)) (local.get $re))
    (v128.store offset=32832 (;=FFT_IM;)
      (i32.add (local.get $to) (local.get $behind)) (local.get $im)))

  (func $sum (param $a-re v128) (param $a-im v128) (param $b-re v128) (param $b-im v128)
    (result v128 v128)
    (f32x4.add (local.get $a-re) (local.get $b-re))
    (f32x4.add (local.get $a-im) (local.get $b-im)))

  (func $difference (param $a-re v128) (param $a-im v128) (param $b-re v128) (param $b-im v128)
    (result v128 v128)
    (f32x4.sub (local.get $a-re) (local.get $b-re))
    (f32x4.sub (local.get $a-im) (local.get $b-im)))
