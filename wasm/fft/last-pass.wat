  ;; Part of fft.wat: the last radix-4 pass, which also separates the conjugate pairs into bins.

  ;; a b, or -i a b if `turned`, which costs no more.
  (func $turned-product (param $turned i32)
    (param $a-re v128) (param $a-im v128) (param $b-re v128) (param $b-im v128)
    (result v128 v128)
    (if (result v128 v128) (local.get $turned)
      (then
        (call $madd (local.get $a-im) (local.get $b-re)
          (f32x4.mul (local.get $a-re) (local.get $b-im)))
        (call $nmadd (local.get $a-re) (local.get $b-re)
          (f32x4.mul (local.get $a-im) (local.get $b-im))))
      (else
        (call $product
          (local.get $a-re) (local.get $a-im) (local.get $b-re) (local.get $b-im)))))

  ;; Four bins k and their mirror images m - k, from z[k] and z[m - k] (in the order of the former)
  ;; and t = -i/2 exp(-2 pi i k / 2m), or -i times that if `turned`. As complex numbers (8 bytes), or as power (4 bytes).
  (func $store-bins (param $power i32)
    (param $near i32) (param $near-behind i32) (param $far i32) (param $far-behind i32)
    (param $z-re v128) (param $z-im v128) (param $m-re v128) (param $m-im v128)
    (param $t-re v128) (param $t-im v128) (param $turned i32)
    (local $e-re v128) (local $e-im v128) (local $o-re v128) (local $o-im v128)
    (local $p-re v128) (local $p-im v128)
    ;; e = z + conj m; o = t (z - conj m)
    (local.set $e-re (f32x4.add (local.get $z-re) (local.get $m-re)))
    (local.set $e-im (f32x4.sub (local.get $z-im) (local.get $m-im)))
    (call $turned-product (local.get $turned)
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
        (v128.store align=4 (i32.add (local.get $near) (local.get $near-behind))
          (call $power-of (local.get $p-re) (local.get $p-im)))
        (v128.store align=4 (i32.add (local.get $far) (local.get $far-behind))
          (call $reverse (call $power-of (local.get $e-re) (local.get $e-im)))))
      (else
        ;; [re0 im0 re1 im1] [re2 im2 re3 im3]
        (v128.store align=4 (i32.add (local.get $near) (local.get $near-behind))
          (call $zip-low (local.get $p-re) (local.get $p-im)))
        (v128.store offset=16 (;=VECTOR_BYTES;) align=4
          (i32.add (local.get $near) (local.get $near-behind))
          (call $zip-high (local.get $p-re) (local.get $p-im)))
        ;; [re3 im3 re2 im2] [re1 im1 re0 im0]
        (v128.store align=4 (i32.add (local.get $far) (local.get $far-behind))
          (call $swap-halves (call $zip-high (local.get $e-re) (local.get $e-im))))
        (v128.store offset=16 (;=VECTOR_BYTES;) align=4
          (i32.add (local.get $far) (local.get $far-behind))
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
        (local.get $near-bins) (i32.const 0)
        (local.get $far-bins) (i32.mul (local.get $bins) (i32.const 3))
        (call $sum
          (local.get $u-re) (local.get $u-im) (local.get $v-re) (local.get $v-im))
        (f32x4.sub (local.get $r-re) (local.get $s-im))
        (f32x4.add (local.get $r-im) (local.get $s-re))
        (local.get $t-re) (local.get $t-im) (i32.const 0))
      ;; k = 2: u - v and r - i s
      (call $store-bins (local.get $power)
        (local.get $near-bins) (i32.shl (local.get $bins) (i32.const 1))
        (local.get $far-bins) (local.get $bins)
        (call $difference
          (local.get $u-re) (local.get $u-im) (local.get $v-re) (local.get $v-im))
        (f32x4.add (local.get $r-re) (local.get $s-im))
        (f32x4.sub (local.get $r-im) (local.get $s-re))
        (local.get $t-re) (local.get $t-im) (i32.const 1))
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
        (local.get $near-bins) (local.get $bins)
        (local.get $far-bins) (i32.shl (local.get $bins) (i32.const 1))
        (f32x4.add (local.get $u-re) (local.get $v-im))
        (f32x4.sub (local.get $u-im) (local.get $v-re))
        (call $difference
          (local.get $r-re) (local.get $r-im) (local.get $s-re) (local.get $s-im))
        (local.get $t-re) (local.get $t-im) (i32.const 0))
      ;; k = 3: u + i v and r + s
      (call $store-bins (local.get $power)
        (local.get $near-bins) (i32.mul (local.get $bins) (i32.const 3))
        (local.get $far-bins) (i32.const 0)
        (f32x4.sub (local.get $u-re) (local.get $v-im))
        (f32x4.add (local.get $u-im) (local.get $v-re))
        (call $sum
          (local.get $r-re) (local.get $r-im) (local.get $s-re) (local.get $s-im))
        (local.get $t-re) (local.get $t-im) (i32.const 1))
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
