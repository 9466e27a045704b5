  ;; Part of fft.wat: a middle pass, radix 4, from one work buffer to the other.

  ;; Radix 4 over every stride-th point: from[q + s p + j m/4] -> to[q + 4 s p + s k]. Nothing turns
  ;; where p is 0: worth a loop of its own if that is a fourth of the points or more.
  (func $middle (param $from i32) (param $to i32) (param $quarter i32) (param $stride i32)
    (local $row i32) (local $end i32) (local $zero v128)
    ;; a transform of n = m/s points: its table begins at 2 n, and 4 quarter / stride is n
    (local.set $row
      (i32.add (global.get $tables)
        (i32.div_u (i32.shl (local.get $quarter) (i32.const 3)) (local.get $stride))))
    (local.set $end (i32.add (local.get $from) (local.get $quarter)))
    (if (i32.gt_u (local.get $stride) (i32.const 32))
      (then
        (call $stretch (local.get $from) (local.get $to) (local.get $quarter) (local.get $stride)
          (i32.const 0)
          (local.get $zero) (local.get $zero) (local.get $zero)
          (local.get $zero) (local.get $zero) (local.get $zero))
        (local.set $from (i32.add (local.get $from) (local.get $stride)))
        (local.set $to (i32.add (local.get $to) (i32.shl (local.get $stride) (i32.const 2))))
        (local.set $row (i32.add (local.get $row) (i32.const 24 (;=FFT_MIDDLE_ROW_BYTES;))))))
    (loop $next-p
      (call $stretch (local.get $from) (local.get $to) (local.get $quarter) (local.get $stride)
        (i32.const 1)
        (v128.load32_splat offset=0 (;=FFT_W1_RE;) (local.get $row))
        (v128.load32_splat offset=4 (;=FFT_W1_IM;) (local.get $row))
        (v128.load32_splat offset=8 (;=FFT_W2_RE;) (local.get $row))
        (v128.load32_splat offset=12 (;=FFT_W2_IM;) (local.get $row))
        (v128.load32_splat offset=16 (;=FFT_W3_RE;) (local.get $row))
        (v128.load32_splat offset=20 (;=FFT_W3_IM;) (local.get $row)))
      (local.set $from (i32.add (local.get $from) (local.get $stride)))
      (local.set $to (i32.add (local.get $to) (i32.shl (local.get $stride) (i32.const 2))))
      (local.set $row (i32.add (local.get $row) (i32.const 24 (;=FFT_MIDDLE_ROW_BYTES;))))
      (br_if $next-p (i32.lt_u (local.get $from) (local.get $end)))))

  ;; One p, all q; transforms 1, 2, 3 are turned by w^p, w^2p, w^3p, or not at all.
  (func $stretch (param $from i32) (param $to i32) (param $quarter i32) (param $stride i32)
    (param $turning i32)
    (param $w1-re v128) (param $w1-im v128) (param $w2-re v128) (param $w2-im v128)
    (param $w3-re v128) (param $w3-im v128)
    (local $end i32)
    (local $y0-re v128) (local $y0-im v128) (local $y1-re v128) (local $y1-im v128)
    (local $y2-re v128) (local $y2-im v128) (local $y3-re v128) (local $y3-im v128)
    (local.set $end (i32.add (local.get $from) (local.get $stride)))
    (loop $next
      (call $transform-4
        (call $load-points (local.get $from) (i32.const 0))
        (call $load-points (local.get $from) (local.get $quarter))
        (call $load-points (local.get $from) (i32.shl (local.get $quarter) (i32.const 1)))
        (call $load-points (local.get $from) (i32.mul (local.get $quarter) (i32.const 3))))
      (local.set $y3-im) (local.set $y3-re) (local.set $y2-im) (local.set $y2-re)
      (local.set $y1-im) (local.set $y1-re) (local.set $y0-im) (local.set $y0-re)
      (call $store-points (local.get $to) (i32.const 0) (local.get $y0-re) (local.get $y0-im))
      (call $store-points (local.get $to) (local.get $stride)
        (call $product-if (local.get $turning)
          (local.get $y1-re) (local.get $y1-im) (local.get $w1-re) (local.get $w1-im)))
      (call $store-points (local.get $to) (i32.shl (local.get $stride) (i32.const 1))
        (call $product-if (local.get $turning)
          (local.get $y2-re) (local.get $y2-im) (local.get $w2-re) (local.get $w2-im)))
      (call $store-points (local.get $to) (i32.mul (local.get $stride) (i32.const 3))
        (call $product-if (local.get $turning)
          (local.get $y3-re) (local.get $y3-im) (local.get $w3-re) (local.get $w3-im)))
      (local.set $to (i32.add (local.get $to) (i32.const 16 (;=VECTOR_BYTES;))))
      (local.set $from (i32.add (local.get $from) (i32.const 16 (;=VECTOR_BYTES;))))
      (br_if $next
        (i32.and (i32.gt_u (local.get $stride) (i32.const 16 (;=VECTOR_BYTES;)))
          (i32.lt_u (local.get $from) (local.get $end))))))

  (func $product-if (param $turning i32)
    (param $a-re v128) (param $a-im v128) (param $b-re v128) (param $b-im v128)
    (result v128 v128)
    (if (result v128 v128) (local.get $turning)
      (then
        (call $product
          (local.get $a-re) (local.get $a-im) (local.get $b-re) (local.get $b-im)))
      (else (local.get $a-re) (local.get $a-im))))
